import { isTrue } from './commands';
import type { Stanza } from './parse';
import { ANY, misunderstood, only, placeOf, type Understood, WHOLE_NUMBER } from './stanza-reader';

/** How the cells of one lookup field are compared with the values of an event. */
type MatchKind = 'exact' | 'wildcard' | 'cidr';

/** Which rows of a lookup match a value, and how many of them count. */
export interface LookupRules {
  /** By lookup field; one that is not named is matched exactly. */
  readonly matchKinds: ReadonlyMap<string, MatchKind>;
  readonly mindsCase: boolean;
  readonly mostMatches: number;
  readonly leastMatches: number;
  /** What stands for the matches that are missing to `leastMatches`; nothing when it is empty. */
  readonly defaultMatch: string;
}

/** One lookup definition (a stanza of transforms.conf). */
export interface LookupConf {
  readonly name: string;
  readonly store:
    | { readonly kind: 'file'; readonly name: string }
    | { readonly kind: 'collection'; readonly name: string; readonly fields: readonly string[] };
  /** Search terms that the rows of the lookup have to meet. */
  readonly filter?: string;
  /** Writing the file needs that right to the definition. */
  readonly checksPermission: boolean;
  readonly rules: LookupRules;
}

/** How Splunk matches a lookup where nothing else is said (transforms.conf.spec). */
export const DEFAULT_RULES: LookupRules = {
  matchKinds: new Map(),
  mindsCase: true,
  mostMatches: 100,
  leastMatches: 0,
  defaultMatch: '',
};

const TRUTH = only('true', 'false', '1', '0');

/** Caching and batches change nothing here. */
const LOOKUP_SETTINGS: Understood = {
  filename: { values: /^[^/\\]+\.csv$/, expected: 'the name of a .csv file' },
  collection: ANY,
  external_type: only('kvstore'),
  fields_list: ANY,
  filter: ANY,
  max_ext_batch: WHOLE_NUMBER,
  match_type: ANY,
  case_sensitive_match: TRUTH,
  max_matches: { values: /^(?:[1-9]\d{0,2}|1000)$/, expected: 'a whole number from 1 to 1000' },
  min_matches: WHOLE_NUMBER,
  default_match: ANY,
  allow_caching: TRUTH,
  batch_index_query: TRUTH,
  check_permission: TRUTH,
};

/** Whether a stanza of transforms.conf defines a lookup. */
export function isLookup({ settings }: Stanza): boolean {
  return ['filename', 'collection', 'external_type'].some((key) => settings.has(key));
}

function readMatchKinds(stanza: Stanza, text: string): Map<string, MatchKind> | string {
  const kinds = new Map<string, MatchKind>();
  for (const part of text.split(/[\s,]+(?![^(]*\))/).filter((piece) => piece !== '')) {
    const match = /^(EXACT|WILDCARD|CIDR)\(\s*([^()]+?)\s*\)$/i.exec(part);
    if (!match)
      return `${placeOf(stanza, 'match_type')}: found "${part}", expected EXACT(field), WILDCARD(field) or CIDR(field)`;
    kinds.set(match[2]!, match[1]!.toLowerCase() as MatchKind);
  }
  return kinds;
}

/** Where the rows lie; a collection has the stanza's name when none is given (transforms.conf.spec). */
function readStore(stanza: Stanza): LookupConf['store'] | string {
  const text = (key: string): string | undefined => stanza.settings.get(key)?.value || undefined;
  const filename = text('filename');
  const collection = text('collection');
  if (filename !== undefined && collection === undefined) return { kind: 'file', name: filename };
  if (filename !== undefined)
    return `${placeOf(stanza)}: found filename and collection, expected one of them`;
  const fields = (text('fields_list') ?? '').split(/[\s,]+/).filter((name) => name !== '');
  if (text('external_type') === undefined)
    return `${placeOf(stanza)}: found a collection without external_type, expected external_type = kvstore`;
  if (fields.length === 0)
    return `${placeOf(stanza)}: found a collection without fields_list, expected the fields of the lookup`;
  return { kind: 'collection', name: collection ?? stanza.name, fields: [...new Set(fields)] };
}

/** The lookup that a stanza defines, or what is wrong with it, one message a fault. */
export function readLookup(stanza: Stanza): LookupConf | string[] {
  const text = (key: string): string | undefined => stanza.settings.get(key)?.value;
  const faults = misunderstood(stanza, LOOKUP_SETTINGS, []);
  const matchKinds = readMatchKinds(stanza, text('match_type') ?? '');
  const store = readStore(stanza);
  for (const part of [matchKinds, store]) if (typeof part === 'string') faults.push(part);
  if (faults.length > 0 || typeof matchKinds === 'string' || typeof store === 'string') return faults;
  const filter = text('filter');
  return {
    name: stanza.name,
    store,
    ...(filter && { filter }),
    checksPermission: isTrue(text('check_permission')),
    rules: {
      matchKinds,
      mindsCase: isTrue(text('case_sensitive_match') ?? 'true'),
      mostMatches: Number(text('max_matches') ?? DEFAULT_RULES.mostMatches),
      leastMatches: Number(text('min_matches') ?? DEFAULT_RULES.leastMatches),
      defaultMatch: text('default_match') ?? DEFAULT_RULES.defaultMatch,
    },
  };
}
