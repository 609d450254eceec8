import type { AppConf } from './app';
import { type Extraction, readExtraction } from './extractions';
import { isLookup, type LookupConf, readLookup } from './lookups';
import type { Stanza } from './parse';
import { ANY, misunderstood, only, placeOf, type Understood } from './stanza-reader';

/** One transform of transforms.conf, by what it does. */
export type Transform =
  | { readonly kind: 'discard' | 'host'; readonly name: string; readonly regex: string }
  | { readonly kind: 'time'; readonly name: string; readonly expression: string; readonly place: string }
  | Extraction;

/** The settings of transforms.conf that the workbench applies. */
const TRANSFORM_SETTINGS: Understood = {
  REGEX: ANY,
  FORMAT: ANY,
  SOURCE_KEY: ANY,
  DEST_KEY: only('queue', 'MetaData:Host'),
  DELIMS: ANY,
  FIELDS: ANY,
  INGEST_EVAL: { values: /^_time\s*=[^=]/, expected: 'one assignment to _time' },
  MV_ADD: only('true', 'false'),
  CLEAN_KEYS: only('true', 'false'),
};

/** What index-time transforms can do here. */
const DESTINATIONS = [
  { key: 'queue', kind: 'discard', format: 'nullQueue' },
  { key: 'MetaData:Host', kind: 'host', format: 'host::$1' },
] as const;

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
  if (regex === undefined && text('DELIMS') === undefined)
    return [`${placeOf(stanza)}: found no REGEX, DELIMS or INGEST_EVAL`];
  const destination = DESTINATIONS.find(({ key }) => key === text('DEST_KEY'));
  if (!destination) {
    const extraction = readExtraction(stanza);
    return typeof extraction === 'string' ? [extraction] : extraction;
  }
  const { kind, format } = destination;
  if (text('FORMAT') === format) return { kind, name: stanza.name, regex: regex ?? '' };
  return [`${placeOf(stanza, 'FORMAT')}: found "${text('FORMAT') ?? ''}", expected ${format}`];
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
