import { assign, fieldValue } from '../build';
import type { Command } from '../command';
import { numbered } from '../numbered';
import { asList, asText, text } from '../sql/value';

const PLACE = '"#place"';

/** Rows that differ in one field alone become one row with all values of that field. */
export const mvcombine: Command = {
  name: 'mvcombine',
  syntax: '<field>',
  summary: 'Rows that differ in one field alone become one row with all its values.',
  options: { delim: '<string>' },
  differs: 'delim is refused; eval with mvjoin joins values.',
  reads: 'arguments',
  parse: (reader) => {
    const delimiter = reader.options().get('delim');
    if (delimiter)
      reader.fail(delimiter, 'mvcombine with delim is not supported', 'eval with mvjoin joins values');
    const name = reader.expectText('a field').text;
    reader.expectEnd();
    return (input, builder) => {
      const combined = input.fields.find((field) => field.name === name);
      if (!combined) return input;
      const others = input.fields.filter((field) => field !== combined).map(({ sql }) => sql);
      const rows = numbered('mvcombine', input, builder, PLACE);
      const all = `list(${asList(combined)} ORDER BY ${PLACE}) FILTER (${combined.sql} IS NOT NULL)`;
      const items = [...others, `flatten(${all}) AS ${combined.sql}`, `min(${PLACE}) AS ${PLACE}`];
      const group = [...others, `${combined.sql} IS NULL`].join(', ');
      const from = builder.step(
        'mvcombine',
        `SELECT ${items.join(', ')} FROM ${rows.from} GROUP BY ${group}`,
      );
      const fields = input.fields.map((field) =>
        field === combined ? { ...field, kind: 'list' as const } : field,
      );
      return { ...rows, from, fields };
    };
  },
};

/** The values of a multivalue field as one text of several lines. */
export const nomv: Command = {
  name: 'nomv',
  syntax: '<field>',
  summary: 'The values of a field as one text of several lines.',
  reads: 'arguments',
  parse: (reader) => {
    const name = reader.expectText('a field').text;
    reader.expectEnd();
    return (input, builder) => {
      const value = fieldValue(input, name);
      return value.kind === 'list' ? assign('nomv', input, builder, [[name, text(asText(value))]]) : input;
    };
  },
};
