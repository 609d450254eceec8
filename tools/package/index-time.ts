import type { AppConf } from '../../workbench/conf/app';
import type { Setting, Stanza } from '../../workbench/conf/parse';

/** Settings of props.conf that count while events are indexed: on forwarders, indexers, and where both are one (props.conf.spec). */
const INDEX_TIME = [
  /^(LINE_BREAKER|SHOULD_LINEMERGE|TRUNCATE|TZ|MAX_DAYS_AGO|MAX_TIMESTAMP_LOOKAHEAD|DATETIME_CONFIG)$/,
  /^(INDEXED_EXTRACTIONS|MISSING_VALUE_REGEX|TIMESTAMP_FIELDS|FIELD_\w+|HEADER_FIELD_\w+)$/,
  /^TIME_(FORMAT|PREFIX)$/,
  /^TRANSFORMS-/,
];
/** Those that count while events are searched, or are shown to whoever uploads a file. */
const SEARCH_TIME = [/^(EVAL|FIELDALIAS|LOOKUP|REPORT)-/, /^(KV_MODE|category|description|pulldown_type)$/];

type Settings = ReadonlyMap<string, Setting>;

function isIndexTime(key: string, { file, line }: Setting): boolean {
  if (INDEX_TIME.some((pattern) => pattern.test(key))) return true;
  if (SEARCH_TIME.some((pattern) => pattern.test(key))) return false;
  throw new Error(
    `${file}:${line}: found "${key}", expected a setting known to count at index or search time`,
  );
}

/** Where a universal forwarder may part a stream between indexers; a structured log is parted where it is read. */
function withEventBreaker(settings: Settings): Settings {
  const breaker = settings.get('LINE_BREAKER');
  if (!breaker || settings.has('INDEXED_EXTRACTIONS')) return settings;
  return new Map([
    ...settings,
    ['EVENT_BREAKER_ENABLE', { ...breaker, value: 'true' }],
    ['EVENT_BREAKER', breaker],
  ]);
}

/** The stanzas of props.conf with the settings that count at index time, and the transforms that these name. Throws on an unknown setting. */
export function indexTime(conf: AppConf): { props: readonly Stanza[]; transforms: readonly Stanza[] } {
  const props = [...conf.conf('props').values()].flatMap((stanza) => {
    const settings = [...stanza.settings].filter(([key, setting]) => isIndexTime(key, setting));
    return settings.length > 0 ? [{ ...stanza, settings: withEventBreaker(new Map(settings)) }] : [];
  });
  const named = props.flatMap(({ settings }) =>
    [...settings].flatMap(([key, { value }]) => (key.startsWith('TRANSFORMS-') ? value.split(/,\s*/) : [])),
  );
  const transforms = [...conf.conf('transforms').values()].filter(({ name }) => named.includes(name));
  return { props, transforms };
}
