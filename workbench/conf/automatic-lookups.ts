import type { AppConf } from './app';
import type { LookupConf } from './lookups';
import type { Stanza } from './parse';
import { placeOf, settingsOfClass } from './stanza-reader';
import { readTransforms } from './transforms';

/** A field of a lookup, and the field of the events that it meets. */
interface NamePair {
  readonly field: string;
  readonly event: string;
}

/** A lookup that every event of a sourcetype goes through (LOOKUP- in props.conf). */
export interface AutomaticLookup {
  /** `file:line: [stanza] key`, to begin a message with. */
  readonly place: string;
  readonly lookup: string;
  readonly inputs: readonly NamePair[];
  /** All fields of the lookup but those that are looked up when it is absent. */
  readonly outputs?: readonly NamePair[];
  /** An event keeps the output fields that it has (OUTPUTNEW). */
  readonly keepsOld: boolean;
}

const WORD = /"((?:[^"\\]|\\.)*)"|[^\s,"]+/g;

function wordsOf(text: string): string[] {
  return [...text.matchAll(WORD)].map(([word, quoted]) => quoted?.replace(/\\(["\\])/g, '$1') ?? word);
}

/** `field`, or `field AS other`, any number of times; undefined when an AS has nothing to its left or right. */
function pairsOf(words: readonly string[]): NamePair[] | undefined {
  const pairs: NamePair[] = [];
  for (let at = 0; at < words.length; at++) {
    const field = words[at]!;
    if (/^as$/i.test(field)) return undefined;
    if (/^as$/i.test(words[at + 1] ?? '')) {
      const event = words[at + 2];
      if (event === undefined) return undefined;
      pairs.push({ field, event });
      at += 2;
    } else pairs.push({ field, event: field });
  }
  return pairs;
}

function readOne(
  place: string,
  value: string,
  known: ReadonlyMap<string, LookupConf>,
): AutomaticLookup | string {
  const [lookup = '', ...words] = wordsOf(value);
  if (!known.has(lookup)) return `${place}: found no lookup "${lookup}" in transforms.conf`;
  const outputAt = words.findIndex((word) => /^output(?:new)?$/i.test(word));
  const inputs = pairsOf(outputAt < 0 ? words : words.slice(0, outputAt));
  const outputs = outputAt < 0 ? undefined : pairsOf(words.slice(outputAt + 1));
  const isWhole = inputs && inputs.length > 0 && (outputAt < 0 || (outputs && outputs.length > 0));
  if (!isWhole) return `${place}: found "${value}", expected lookup field AS field … OUTPUT field AS field …`;
  const keepsOld = /^outputnew$/i.test(words[outputAt] ?? '');
  return { place, lookup, inputs, keepsOld, ...(outputs && { outputs }) };
}

/** Splunk: "does not support nested automatic lookups". */
function nested(lookups: readonly AutomaticLookup[]): string[] {
  return lookups.flatMap(({ place, inputs }) => {
    const others = lookups.filter((other) => other.place !== place);
    const made = new Set(others.flatMap((other) => (other.outputs ?? []).map(({ event }) => event)));
    const found = inputs.find(({ event }) => made.has(event));
    return found ? [`${place}: "${found.event}" comes from another LOOKUP-, which this one cannot see`] : [];
  });
}

/** The automatic lookups of a stanza of props.conf in the order in which they are applied, and what is wrong with others. */
export function stanzaLookups(
  stanza: Stanza,
  known: ReadonlyMap<string, LookupConf>,
): { lookups: readonly AutomaticLookup[]; faults: readonly string[] } {
  const read = settingsOfClass(stanza, 'LOOKUP-').map(({ key, value }) =>
    readOne(placeOf(stanza, key), value, known),
  );
  const lookups = read.filter((one): one is AutomaticLookup => typeof one !== 'string');
  const faults = read.filter((one): one is string => typeof one === 'string');
  return { lookups, faults: [...faults, ...nested(lookups)] };
}

/** The automatic lookups of each sourcetype that has some; those with faults, which loading refuses, are left out. */
export function readAutomaticLookups(app: AppConf): ReadonlyMap<string, readonly AutomaticLookup[]> {
  const stanzas = [...app.conf('props').values()];
  const isUsed = stanzas.some(({ settings }) =>
    [...settings.keys()].some((key) => key.startsWith('LOOKUP-')),
  );
  if (!isUsed) return new Map();
  const { lookups: known } = readTransforms(app);
  const read = stanzas.map((stanza) => [stanza.name, stanzaLookups(stanza, known).lookups] as const);
  return new Map(read.filter(([, lookups]) => lookups.length > 0));
}
