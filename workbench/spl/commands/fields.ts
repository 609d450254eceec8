import { type Field, keep, newField, type Relation } from '../build';
import type { Command } from '../command';
import { fits } from '../wildcards';

/** Fields that a list of names and wildcards picks, in the list's order. */
function pick(input: Relation, names: readonly string[]): Field[] {
  const picked = names.flatMap((name) => input.fields.filter((field) => fits(field.name, name)));
  return [...new Set(picked)];
}

/** Splunk keeps its own fields, whose names begin with `_`, unless they are taken away by name. */
export const fields: Command = {
  name: 'fields',
  syntax: '[+|-] <wc-field-list>',
  summary: 'Keeps fields, or takes them away.',
  reads: 'arguments',
  parse: (reader) => {
    const { text } = reader.next;
    const sign = /^[-+]/.exec(text)?.[0] ?? '';
    const first = sign === '' ? [] : [reader.take().text.slice(1)].filter((name) => name !== '');
    reader.trySign(',');
    const names = [...first, ...reader.fieldNames().map((argument) => argument.text)];
    if (names.length === 0) reader.failNext('a field');
    reader.expectEnd();
    return (input, builder) => {
      const picked = pick(input, names);
      const others = input.fields.filter((field) => !picked.includes(field));
      const own = others.filter((field) => field.name.startsWith('_'));
      return keep('fields', input, builder, sign === '-' ? others : [...own, ...picked]);
    };
  },
};

/** Fields in the order given; a field that no row has is an empty column. */
export const table: Command = {
  name: 'table',
  syntax: '<wc-field-list>',
  summary: 'Only these fields, in this order.',
  reads: 'arguments',
  parse: (reader) => {
    const names = reader.expectFieldNames().map((argument) => argument.text);
    reader.expectEnd();
    return (input, builder) => {
      const picked: Field[] = [];
      const added: string[] = [];
      for (const name of names) {
        const found = input.fields.filter(
          (field) =>
            fits(field.name, name) &&
            (name.startsWith('_') || !name.includes('*') || !field.name.startsWith('_')),
        );
        picked.push(...found.filter((field) => !picked.includes(field)));
        if (found.length > 0 || name.includes('*') || picked.some((field) => field.name === name)) continue;
        const field = newField(name, 'text', [...input.fields, ...picked]);
        picked.push(field);
        added.push(`CAST(NULL AS VARCHAR) AS ${field.sql}`);
      }
      const from =
        added.length === 0
          ? input.from
          : builder.step('table_empty', `SELECT *, ${added.join(', ')} FROM ${input.from}`);
      return keep('table', { ...input, from, isTransformed: true }, builder, picked);
    };
  },
};
