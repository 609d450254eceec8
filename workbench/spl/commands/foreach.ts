import type { Argument, ArgumentReader } from '../arguments';
import type { Field, Relation } from '../build';
import type { Command } from '../command';
import { escapeQuoted, fillTemplate, type Quoting } from '../fill';
import { wildcardMatch } from '../wildcards';

/** The options that set what stands for a field's name or for what a wildcard in it stands for. */
const TOKENS = {
  fieldstr: '<<FIELD>>',
  matchstr: '<<MATCHSTR>>',
  matchseg1: '<<MATCHSEG1>>',
  matchseg2: '<<MATCHSEG2>>',
  matchseg3: '<<MATCHSEG3>>',
} as const;

type TokenName = keyof typeof TOKENS;

/** One field to do something with: what stands for each token. */
type Match = Readonly<Record<TokenName, string>>;

type Fail = (sentence: string) => never;

function matchOf(name: string, parts: readonly string[]): Match {
  const [matchseg1 = '', matchseg2 = '', matchseg3 = ''] = parts;
  return { fieldstr: name, matchstr: parts.join(''), matchseg1, matchseg2, matchseg3 };
}

/** The fields that a name or wildcard picks; a name without wildcard stands for itself, whether there is such a field or not. */
function matchesOf(fields: readonly Field[], wildcard: string): Match[] {
  if (!wildcard.includes('*')) return [matchOf(wildcard, [])];
  return fields.flatMap(({ name }) => {
    const isOwn = name.startsWith('_') && !wildcard.startsWith('_');
    const parts = isOwn ? undefined : wildcardMatch(name, wildcard);
    return parts ? [matchOf(name, parts)] : [];
  });
}

/** A field's name can come from a log: in quotes it is nothing but a name, and outside of them it gets quotes of its own. */
function written(text: string, isField: boolean, quoting: Quoting, fail: Fail): string {
  if (quoting === '"') return escapeQuoted(text);
  if (/^\w*$/.test(text)) return text;
  const isTame = !/["'`|[\]\\]/.test(text);
  if (isTame && quoting === "'") return text;
  if (isTame && quoting === '' && isField) return `'${text}'`;
  return fail(
    `foreach cannot fill in the name "${text}" ${quoting === '' ? 'outside of quotes' : `between ${quoting}`}`,
  );
}

function tokenPattern(tokens: Readonly<Record<TokenName, string>>): RegExp {
  const words = Object.values(tokens)
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`(${words.join('|')})`, 'g');
}

function readTokens(options: ReadonlyMap<string, Argument>): Record<TokenName, string> {
  const tokens: Record<TokenName, string> = { ...TOKENS };
  for (const name of Object.keys(TOKENS) as TokenName[])
    tokens[name] = options.get(name)?.text || TOKENS[name];
  return tokens;
}

function readNames(reader: ArgumentReader): { names: Argument[]; options: ReadonlyMap<string, Argument> } {
  const options = reader.options();
  const names = reader.expectFieldNames();
  reader.options();
  reader.expectEnd();
  return { names, options };
}

export const foreach: Command = {
  name: 'foreach',
  syntax: '<wc-field-list> <options> [<search with <<FIELD>>, <<MATCHSTR>>, <<MATCHSEG1>>>]',
  summary: 'Carries out commands once for each field that fits, with its name in place of `<<FIELD>>`.',
  options: {
    mode: 'multifield',
    fieldstr: '<string>',
    matchstr: '<string>',
    matchseg1: '<string>',
    matchseg2: '<string>',
    matchseg3: '<string>',
  },
  differs: 'The modes multivalue, json_array and auto_collections are not there; mvmap walks over values.',
  reads: 'template',
  parse: (reader, template) => {
    const { names, options } = readNames(reader);
    const mode = options.get('mode');
    if (mode && mode.text !== 'multifield')
      reader.fail(
        mode,
        `foreach with mode=${mode.text} is not supported`,
        'eval with mvmap walks over values',
      );
    if (template === undefined) return reader.failNext('a search in [ ]');
    const tokens = readTokens(options);
    const pattern = tokenPattern(tokens);
    return async (input, builder) => {
      let rows: Relation = input;
      const matches = names.flatMap(({ text }) => matchesOf(input.fields, text));
      for (const match of matches) {
        const fail = (sentence: string): never => reader.fail(names[0]!, sentence);
        const commands = fillTemplate(template, pattern, (word, quoting) => {
          const name = (Object.keys(tokens) as TokenName[]).find((one) => tokens[one] === word)!;
          return written(match[name], name === 'fieldstr', quoting, fail);
        });
        const text = commands.trimStart().startsWith('|') ? commands : `| ${commands}`;
        rows = await builder.searchText(text, await builder.materialise(rows));
      }
      return rows;
    };
  },
};
