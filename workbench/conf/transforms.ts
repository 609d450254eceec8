import type { AppConf } from './app';
import { isTrue } from './commands';
import { isLookup, type LookupConf, readLookup } from './lookups';
import type { Stanza } from './parse';
import { ANY, misunderstood, only, placeOf, type Understood } from './stanza-reader';

/** One transform of transforms.conf, by what it does. */
export type Transform =
  | { readonly kind: 'discard'; readonly name: string; readonly regex: string }
  | { readonly kind: 'time'; readonly name: string; readonly expression: string; readonly place: string }
  | Extraction;

/** A search-time extraction: which capture group of `regex` becomes which field. */
export interface Extraction {
  readonly kind: 'extraction';
  readonly name: string;
  readonly sourceKey: string;
  readonly regex: string;
  readonly fields: readonly { readonly field: string; readonly group: number }[];
  /** Further matches are further values; else the first one is all. */
  readonly isRepeated: boolean;
  readonly place: string;
}

/** The settings of transforms.conf that the workbench applies. */
const TRANSFORM_SETTINGS: Understood = {
  REGEX: ANY,
  FORMAT: ANY,
  SOURCE_KEY: ANY,
  DEST_KEY: only('queue'),
  INGEST_EVAL: { values: /^_time\s*=[^=]/, expected: 'one assignment to _time' },
  MV_ADD: only('true', 'false'),
  CLEAN_KEYS: only('true', 'false'),
};

/** Splunk's key cleaning: letters, digits and underscores only, none of the last two in front. */
function cleanKey(name: string): string {
  return name.replace(/[^0-9A-Za-z]/g, '_').replace(/^[_0-9]+/, '');
}

function readFormat(format: string, isCleaned: boolean): { field: string; group: number }[] | undefined {
  const pairs = format.split(/\s+/).map((pair) => /^([^:$]+)::\$(\d{1,2})$/.exec(pair));
  if (pairs.some((pair) => !pair)) return undefined;
  return pairs.map((pair) => {
    const name = pair![1]!;
    return { field: isCleaned ? cleanKey(name) : name, group: Number(pair![2]) };
  });
}

function readExtraction(stanza: Stanza, regex: string): Extraction | string {
  const text = (key: string): string | undefined => stanza.settings.get(key)?.value;
  const fields = readFormat(text('FORMAT') ?? '', isTrue(text('CLEAN_KEYS') ?? 'true'));
  if (!fields)
    return `${placeOf(stanza, 'FORMAT')}: found "${text('FORMAT') ?? ''}", expected field::$1 field::$2 …`;
  return {
    kind: 'extraction',
    name: stanza.name,
    sourceKey: text('SOURCE_KEY') ?? '_raw',
    regex,
    fields,
    isRepeated: isTrue(text('MV_ADD')),
    place: placeOf(stanza),
  };
}

/** The transform that a stanza describes, or what is wrong with it, one message a fault. */
function readTransform(stanza: Stanza): Transform | string[] {
  const faults = misunderstood(stanza, TRANSFORM_SETTINGS, []);
  if (faults.length > 0) return faults;
  const text = (key: string): string | undefined => stanza.settings.get(key)?.value;
  const ingestEval = text('INGEST_EVAL');
  if (ingestEval !== undefined) {
    const expression = ingestEval.slice(ingestEval.indexOf('=') + 1).trim();
    return { kind: 'time', name: stanza.name, expression, place: placeOf(stanza, 'INGEST_EVAL') };
  }
  const regex = text('REGEX');
  if (regex === undefined) return [`${placeOf(stanza)}: found neither REGEX nor INGEST_EVAL`];
  if (text('DEST_KEY') === undefined) {
    const extraction = readExtraction(stanza, regex);
    return typeof extraction === 'string' ? [extraction] : extraction;
  }
  if (text('FORMAT') === 'nullQueue') return { kind: 'discard', name: stanza.name, regex };
  return [`${placeOf(stanza, 'FORMAT')}: found "${text('FORMAT') ?? ''}", expected nullQueue`];
}

/** The app's transforms and lookups by name, and every fault in them. */
export function readTransforms(app: AppConf): {
  transforms: ReadonlyMap<string, Transform>;
  lookups: ReadonlyMap<string, LookupConf>;
  faults: string[];
} {
  const transforms = new Map<string, Transform>();
  const lookups = new Map<string, LookupConf>();
  const faults: string[] = [];
  for (const stanza of app.conf('transforms').values()) {
    const read = isLookup(stanza) ? readLookup(stanza) : readTransform(stanza);
    if (Array.isArray(read)) faults.push(...read);
    else if ('store' in read) lookups.set(stanza.name, read);
    else transforms.set(stanza.name, read);
  }
  return { transforms, lookups, faults };
}
