import { readValue } from './argument-values';
import type { Argument, Declaration, Mode, Options } from './declaration';
import { nearest } from './nearest';
import type { Token } from './tokens';

/** Words as the search gave them: options with their values, `by` fields, and what fits nowhere. */
interface Given {
  readonly options: { readonly name: string; readonly words: string[] }[];
  by: string[] | undefined;
  readonly faults: string[];
}

export type CheckedArguments<D extends Declaration> =
  | { readonly options: Options<D>; readonly mode: Mode }
  | { readonly faults: readonly string[] };

const LONGEST_SHOWN = 60;
const LISTS: readonly string[] = ['domains', 'networks', 'people'];

/** The options of one call with defaults filled in, or every fault of it. */
export function checkArguments<D extends Declaration>(
  declaration: D,
  tokens: readonly Token[],
): CheckedArguments<D> {
  const given = sortTokens(declaration, tokens);
  const values: Record<string, unknown> = defaultsOf(declaration);
  const faults = [...given.faults];
  for (const [index, { name, words }] of given.options.entries()) {
    const argument = declaration.arguments.find((candidate) => candidate.name === name);
    if (argument === undefined) faults.push(unknown(declaration, name));
    else if (given.options.findIndex((option) => option.name === name) < index) {
      faults.push(`${name} is given twice`);
    } else faults.push(...take(values, argument, words));
  }
  const by = given.by ?? declaration.by ?? [];
  const mode = modeOf(declaration, values['mode']);
  if (mode !== undefined) faults.push(...byFaults(declaration, mode, given.by));
  if (faults.length > 0 || mode === undefined) return { faults };
  return { options: { ...values, by } as unknown as Options<D>, mode };
}

function sortTokens(declaration: Declaration, tokens: readonly Token[]): Given {
  const given: Given = { options: [], by: undefined, faults: [] };
  let list: string[] | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.kind === 'equals') given.faults.push('"=" has no argument name before it');
    else if (tokens[at + 1]?.kind === 'equals') {
      const value = valueAt(tokens, at + 2);
      const option = { name: token.text.toLowerCase(), words: value === undefined ? [] : [value] };
      given.options.push(option);
      list = isList(declaration, option.name) ? option.words : undefined;
      at += value === undefined ? 1 : 2;
    } else list = takeWord(declaration, given, token, list);
  }
  return given;
}

/** The word at this place, undefined when it is the name of another option. */
function valueAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === 'word' && tokens[at + 1]?.kind !== 'equals' ? token.text : undefined;
}

/** Where the words after this one go. */
function takeWord(
  declaration: Declaration,
  given: Given,
  { text, isQuoted }: Token & { kind: 'word' },
  list: string[] | undefined,
): string[] | undefined {
  if (!isQuoted && given.by === undefined && text.toLowerCase() === 'by') {
    given.by = [];
    return given.by;
  }
  if (list === undefined) given.faults.push(unexpected(declaration, text));
  else list.push(...(isQuoted ? [text] : text.split(',').filter((part) => part !== '')));
  return list;
}

function take(values: Record<string, unknown>, argument: Argument, words: readonly string[]): string[] {
  if (words.length === 0) return [`${argument.name} has no value`];
  const reading = readValue(argument, words);
  if ('rule' in reading) return [`${argument.name} ${reading.rule}, got ${shown(words.join(', '))}`];
  values[argument.name] = reading.value;
  return [];
}

function defaultsOf({ arguments: list }: Declaration): Record<string, unknown> {
  const entries = list.flatMap((argument): [string, unknown][] => {
    if (argument.default === undefined) return [];
    const words = [argument.default].flat().map(String);
    const reading = readValue(argument, words);
    if ('rule' in reading) throw new Error(`default of ${argument.name} ${reading.rule}`);
    return [[argument.name, reading.value]];
  });
  return Object.fromEntries(entries);
}

function byFaults(
  { by: usual }: Declaration,
  { outputs }: Mode,
  by: readonly string[] | undefined,
): string[] {
  if (by === undefined) return [];
  if (usual === undefined) return ['takes no "by"'];
  if (by.length === 0) return ['"by" has no field after it'];
  const repeated = by.filter((field, index) => by.indexOf(field) < index);
  const taken = outputs.map(({ name }) => name).filter((name) => by.includes(name));
  return [
    ...repeated.map((field) => `"by" names ${shown(field)} twice`),
    ...taken.map((name) => `"by" names ${shown(name)}, a column that the command itself gives`),
  ];
}

function modeOf(declaration: Declaration, choice: unknown): Mode | undefined {
  return 'modes' in declaration ? declaration.modes[String(choice)] : declaration;
}

function isList({ arguments: list }: Declaration, name: string): boolean {
  return list.some((argument) => argument.name === name && LISTS.includes(argument.kind));
}

function unknown(declaration: Declaration, name: string): string {
  const names = declaration.arguments.map((argument) => argument.name);
  const near = nearest(name, names);
  const hint = near === undefined ? `expected ${names.join(', ')}` : `nearest is ${near}`;
  return `unknown argument ${shown(name)}, ${hint}`;
}

function unexpected({ by, arguments: list }: Declaration, text: string): string {
  const forms = [...list.map(({ name }) => `${name}=<value>`), ...(by === undefined ? [] : ['by <fields>'])];
  return `unexpected ${shown(text)}, expected ${forms.join(', ')}`;
}

function shown(text: string): string {
  const isLong = text.length > LONGEST_SHOWN;
  return JSON.stringify(isLong ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
}
