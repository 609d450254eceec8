import type { AppConf } from './app';
import { stanzaLookups } from './automatic-lookups';
import { ConfError, type Stanza } from './parse';
import {
  ANY,
  misunderstood,
  only,
  placeOf,
  settingsOfClass,
  type Understood,
  WHOLE_NUMBER,
} from './stanza-reader';
import { type Extraction, readTransforms, type Transform } from './transforms';

/** `INDEXED_EXTRACTIONS = tsv`: fields named by a header line in the file. */
export interface HeaderProps {
  readonly headerRegex: string;
  /** Characters that header names keep beside letters, digits and underscores. */
  readonly acceptedCharacters: string;
  readonly missingValueRegex?: string;
  readonly timestampField: string;
}

/** What props.conf says of one sourcetype, with the transforms it names. */
export interface SourcetypeProps {
  readonly name: string;
  /** Bytes that are kept of a line; 0 keeps all. */
  readonly truncateBytes: number;
  readonly maxDaysAgo: number;
  /** How the time is read from the text; absent with `DATETIME_CONFIG = NONE`. */
  readonly time?: { readonly prefix: string; readonly format: string; readonly lookahead: number };
  readonly header?: HeaderProps;
  readonly indexTransforms: readonly Transform[];
  readonly reports: readonly Extraction[];
  readonly isJson: boolean;
  /** Splunk finds `key=value` pairs by itself. */
  readonly hasPairs: boolean;
  readonly aliases: readonly { readonly from: string; readonly to: string }[];
  readonly evals: readonly { readonly field: string; readonly expression: string; readonly place: string }[];
}

const TAB = only('tab', '\\t');

/** The settings of props.conf that the workbench applies, with the values it knows. */
const PROPS_SETTINGS: Understood = {
  category: ANY,
  description: ANY,
  pulldown_type: only('true', 'false', '1', '0'),
  LINE_BREAKER: only('([\\r\\n]+)'),
  SHOULD_LINEMERGE: only('false', '0'),
  TRUNCATE: WHOLE_NUMBER,
  DATETIME_CONFIG: only('NONE'),
  TIME_PREFIX: ANY,
  TIME_FORMAT: { values: /^%s\.%[369]N$/, expected: '%s.%3N, %s.%6N or %s.%9N' },
  MAX_TIMESTAMP_LOOKAHEAD: WHOLE_NUMBER,
  MAX_DAYS_AGO: { values: /^\d{1,5}$/, expected: 'days, at most 10951' },
  INDEXED_EXTRACTIONS: only('tsv'),
  FIELD_HEADER_REGEX: ANY,
  FIELD_DELIMITER: TAB,
  HEADER_FIELD_DELIMITER: TAB,
  FIELD_QUOTE: only('none'),
  HEADER_FIELD_QUOTE: only('none'),
  HEADER_FIELD_ACCEPTABLE_SPECIAL_CHARACTERS: ANY,
  MISSING_VALUE_REGEX: ANY,
  TIMESTAMP_FIELDS: { values: /^[^,]+$/, expected: 'one field' },
  KV_MODE: only('none', 'json', 'auto', 'auto_escaped'),
};

/** Prefixes of the settings of props.conf that come in classes. */
const PROPS_CLASSES = ['TRANSFORMS-', 'REPORT-', 'FIELDALIAS-', 'EVAL-', 'LOOKUP-'];

/** Splunk's own default is another way of reading, which the workbench does not have. */
const REQUIRED = ['SHOULD_LINEMERGE', 'KV_MODE'];
const REQUIRED_WITH_HEADER = [
  'FIELD_HEADER_REGEX',
  'FIELD_QUOTE',
  'HEADER_FIELD_QUOTE',
  'TIMESTAMP_FIELDS',
  'TIME_FORMAT',
];

function missing(stanza: Stanza): string[] {
  const settings = stanza.settings;
  const required = settings.has('INDEXED_EXTRACTIONS') ? [...REQUIRED, ...REQUIRED_WITH_HEADER] : REQUIRED;
  const faults = required
    .filter((key) => !settings.has(key))
    .map((key) => `${placeOf(stanza)}: found no ${key}`);
  if (settings.has('TIME_FORMAT') === settings.has('DATETIME_CONFIG')) {
    faults.push(`${placeOf(stanza)}: expected either TIME_FORMAT or DATETIME_CONFIG`);
  }
  return faults;
}

function readAliases(stanza: Stanza, faults: string[]): { from: string; to: string }[] {
  return settingsOfClass(stanza, 'FIELDALIAS-').flatMap(({ key, value }) => {
    const words = value.split(/\s+/);
    const isWhole = words.length % 3 === 0 && words.every((word, at) => at % 3 !== 1 || /^as$/i.test(word));
    if (!isWhole) faults.push(`${placeOf(stanza, key)}: found "${value}", expected field AS alias …`);
    return isWhole ? words.flatMap((from, at) => (at % 3 === 0 ? [{ from, to: words[at + 2]! }] : [])) : [];
  });
}

function named(
  stanza: Stanza,
  prefix: string,
  known: ReadonlyMap<string, Transform>,
  faults: string[],
): Transform[] {
  return settingsOfClass(stanza, prefix).flatMap(({ key, value }) =>
    value.split(',').flatMap((part) => {
      const transform = known.get(part.trim());
      const fits = transform && (transform.kind === 'extraction') === (prefix === 'REPORT-');
      if (!fits) faults.push(`${placeOf(stanza, key)}: found no fitting transform "${part.trim()}"`);
      return fits ? [transform] : [];
    }),
  );
}

function readHeader(text: (key: string) => string | undefined): HeaderProps | undefined {
  if (text('INDEXED_EXTRACTIONS') === undefined) return undefined;
  const missingValueRegex = text('MISSING_VALUE_REGEX');
  return {
    headerRegex: text('FIELD_HEADER_REGEX') ?? '',
    acceptedCharacters: text('HEADER_FIELD_ACCEPTABLE_SPECIAL_CHARACTERS') ?? '',
    timestampField: text('TIMESTAMP_FIELDS') ?? '',
    ...(missingValueRegex !== undefined && { missingValueRegex }),
  };
}

/** Where props.conf is silent the numbers are Splunk's own defaults (props.conf.spec). */
function readSourcetype(
  stanza: Stanza,
  known: ReadonlyMap<string, Transform>,
  faults: string[],
): SourcetypeProps {
  const text = (key: string): string | undefined => stanza.settings.get(key)?.value;
  const number = (key: string, otherwise: number): number => Number(text(key) ?? otherwise);
  const format = text('TIME_FORMAT');
  const header = readHeader(text);
  faults.push(...misunderstood(stanza, PROPS_SETTINGS, PROPS_CLASSES), ...missing(stanza));
  return {
    name: stanza.name,
    truncateBytes: number('TRUNCATE', 10_000),
    maxDaysAgo: Math.min(number('MAX_DAYS_AGO', 2000), 10_951),
    ...(format !== undefined && {
      time: { prefix: text('TIME_PREFIX') ?? '', format, lookahead: number('MAX_TIMESTAMP_LOOKAHEAD', 128) },
    }),
    ...(header && { header }),
    indexTransforms: named(stanza, 'TRANSFORMS-', known, faults),
    reports: named(stanza, 'REPORT-', known, faults).filter(
      (transform): transform is Extraction => transform.kind === 'extraction',
    ),
    isJson: /^json$/i.test(text('KV_MODE') ?? ''),
    hasPairs: /^auto/i.test(text('KV_MODE') ?? ''),
    aliases: readAliases(stanza, faults),
    evals: settingsOfClass(stanza, 'EVAL-').map(({ key, rest, value }) => ({
      field: rest,
      expression: value,
      place: placeOf(stanza, key),
    })),
  };
}

/** The app's sourcetypes by name. Throws ConfError naming file and line of every setting that cannot be applied. */
export function readProps(app: AppConf): ReadonlyMap<string, SourcetypeProps> {
  const { transforms, lookups, faults } = readTransforms(app);
  const sourcetypes = [...app.conf('props').values()].map((stanza) => {
    faults.push(...stanzaLookups(stanza, lookups).faults);
    return readSourcetype(stanza, transforms, faults);
  });
  if (faults.length > 0) throw new ConfError(faults);
  return new Map(sourcetypes.map((props) => [props.name, props]));
}
