import { quoteText } from '../../engine/quote';
import type { Argument, ArgumentReader } from '../arguments';
import { assign, type Field, fieldValue, type Relation } from '../build';
import type { Command } from '../command';
import { onlyGroup } from '../expression/groups';
import { asText, list, text, type Value } from '../sql/value';

interface Replacement {
  readonly from: string;
  readonly to: string;
}

const stars = (value: string): number => value.split('*').length - 1;

function readReplacement(reader: ArgumentReader): Replacement {
  const from = reader.expectText('a value to replace').text;
  if (!reader.tryWord('with')) reader.failNext('WITH');
  const to = reader.expectText('a value after WITH');
  if (stars(to.text) > 0 && stars(to.text) !== stars(from))
    reader.fail(to, `"${from}" and "${to.text}" have not the same number of wildcards`);
  reader.trySign(',');
  return { from, to: to.text };
}

const literal = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** SQL of what a text becomes when it is the one to replace, else NULL. */
function replaced(sql: string, { from, to }: Replacement): string {
  if (stars(from) === 0) return `CASE WHEN ${sql} = ${quoteText(from)} THEN ${quoteText(to)} END`;
  const pattern = `(?s)^${from.split('*').map(literal).join('(.*)')}$`;
  const [first = '', ...rest] = to.split('*').map(quoteText);
  const pieces = rest.flatMap((part, at) => [
    `regexp_extract(${sql}, ${quoteText(onlyGroup(pattern, at + 1))}, 1)`,
    part,
  ]);
  return `CASE WHEN regexp_matches(${sql}, ${quoteText(pattern)}) THEN ${[first, ...pieces].join(' || ')} END`;
}

/** Values without wildcards come first, of equal ones the last; then the fuller of those with wildcards. */
function ranked(replacements: readonly Replacement[]): Replacement[] {
  const plain = replacements.filter(({ from }) => stars(from) === 0).reverse();
  const wild = replacements.filter(({ from }) => stars(from) > 0);
  return [...plain, ...wild.sort((one, other) => other.from.length - one.from.length)];
}

function change(field: Field, replacements: readonly Replacement[]): Value {
  const any = (sql: string): string =>
    `coalesce(${[...replacements.map((one) => replaced(sql, one)), sql].join(', ')})`;
  if (field.kind !== 'list') return text(any(`(${asText(field)})`));
  return list(`list_transform(${field.sql}, lambda "#v": ${any('"#v"')})`);
}

function fieldsIn(input: Relation, names: readonly Argument[]): Field[] {
  if (names.length === 0) return input.fields.filter(({ name }) => !name.startsWith('_'));
  const wanted = new Set(names.map((argument) => argument.text));
  return input.fields.filter(({ name }) => wanted.has(name) && fieldValue(input, name).kind !== 'absent');
}

export const replace: Command = {
  name: 'replace',
  syntax: '<wc-string> WITH <wc-string> [, <wc-string> WITH <wc-string>] [IN <field-list>]',
  summary: 'Replaces whole values of fields; `*` stands for any text, which the new value may keep.',
  reads: 'arguments',
  parse: (reader) => {
    const replacements = [readReplacement(reader)];
    while (!reader.isAtEnd && !(reader.next.kind === 'word' && /^in$/i.test(reader.next.text)))
      replacements.push(readReplacement(reader));
    const names = reader.tryWord('in') ? reader.expectFieldNames() : [];
    reader.expectEnd();
    const order = ranked(replacements);
    return (input, builder) => {
      const values = fieldsIn(input, names).map((field) => [field.name, change(field, order)] as const);
      return values.length === 0 ? input : assign('replace', input, builder, values);
    };
  },
};
