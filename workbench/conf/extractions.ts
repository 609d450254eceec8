import { isTrue } from './commands';
import type { Stanza } from './parse';
import { placeOf } from './stanza-reader';

/** A search-time extraction: which capture group of `regex` becomes which field. */
export interface RegexExtraction {
  readonly kind: 'extraction';
  readonly name: string;
  readonly sourceKey: string;
  readonly regex: string;
  readonly fields: readonly { readonly field: string; readonly group: number }[];
  /** Further matches are further values; else the first one is all. */
  readonly isRepeated: boolean;
  readonly place: string;
}

/** A search-time extraction of values between delimiters, of which each is one character. */
export interface DelimitedExtraction {
  readonly kind: 'delimited';
  readonly name: string;
  readonly sourceKey: string;
  readonly delimiters: string;
  readonly fields: readonly string[];
  readonly place: string;
}

export type Extraction = RegexExtraction | DelimitedExtraction;

/** Splunk's key cleaning: letters, digits and underscores only, none of the last two in front. */
function cleanKey(name: string): string {
  return name.replace(/[^0-9A-Za-z]/g, '_').replace(/^[_0-9]+/, '');
}

function readFormat(format: string, isCleaned: boolean): RegexExtraction['fields'] | undefined {
  const pairs = format.split(/\s+/).map((pair) => /^([^:$]+)::\$(\d{1,2})$/.exec(pair));
  if (pairs.some((pair) => !pair)) return undefined;
  return pairs.map((pair) => {
    const name = pair![1]!;
    return { field: isCleaned ? cleanKey(name) : name, group: Number(pair![2]) };
  });
}

/** Escapes, character classes and group openings, in which alone a parenthesis is no group or a group has a name. */
const REGEX_PARTS = /\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\((\?P?<(\w+)>|\?)?/gs;

/** The regular expression with its named groups as numbered ones, and which group is which field. */
function withoutGroupNames(regex: string): Pick<RegexExtraction, 'regex' | 'fields'> {
  const fields: { field: string; group: number }[] = [];
  let group = 0;
  const numbered = regex.replace(
    REGEX_PARTS,
    (part, opening: string | undefined, name: string | undefined) => {
      if (!part.startsWith('(') || (opening === '?' && name === undefined)) return part;
      group++;
      if (name !== undefined) fields.push({ field: name, group });
      return '(';
    },
  );
  return { regex: numbered, fields };
}

/** The extraction of `EXTRACT-<class> = <regex> in <field>`, or a message about what is wrong with it. */
export function inlineExtraction(stanza: Stanza, key: string, value: string): RegexExtraction | string {
  const [, written = '', source = '_raw'] = /^(.*?)(?:\s+in\s+([\w.{}]+))?\s*$/s.exec(value) ?? [];
  const { regex, fields } = withoutGroupNames(written);
  if (fields.length === 0)
    return `${placeOf(stanza, key)}: found "${value}", expected a regex with (?<field>…)`;
  const place = placeOf(stanza, key);
  return { kind: 'extraction', name: key, sourceKey: source, regex, fields, isRepeated: false, place };
}

const QUOTED = /^"((?:[^"\\]|\\.)*)"$/;
const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, char: string) => (char === 't' ? '\t' : char));

function readDelimited(stanza: Stanza, delimiters: string): DelimitedExtraction | string {
  const text = (key: string): string => stanza.settings.get(key)?.value ?? '';
  const quoted = QUOTED.exec(delimiters)?.[1];
  const names = text('FIELDS').match(/"(?:[^"\\]|\\.)*"|[^\s,]+/g) ?? [];
  if (quoted === undefined || names.length === 0)
    return `${placeOf(stanza, 'DELIMS')}: found ${delimiters}, expected one set of delimiters in quotes, and FIELDS`;
  return {
    kind: 'delimited',
    name: stanza.name,
    sourceKey: text('SOURCE_KEY') || '_raw',
    delimiters: unescaped(quoted),
    fields: names.map((name) => unescaped(QUOTED.exec(name)?.[1] ?? name)),
    place: placeOf(stanza),
  };
}

/** The search-time extraction of a stanza of transforms.conf, or a message about what is wrong with it. */
export function readExtraction(stanza: Stanza): Extraction | string {
  const text = (key: string): string | undefined => stanza.settings.get(key)?.value;
  const [written, delimiters, format] = [text('REGEX'), text('DELIMS'), text('FORMAT')];
  if (delimiters !== undefined) return readDelimited(stanza, delimiters);
  const { regex, fields: named } = withoutGroupNames(written ?? '');
  const fields = format === undefined ? named : readFormat(format, isTrue(text('CLEAN_KEYS') ?? 'true'));
  if (!fields || fields.length === 0)
    return `${placeOf(stanza, 'FORMAT')}: found "${format ?? ''}", expected field::$1 field::$2 …, or (?<field>…) in REGEX`;
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
