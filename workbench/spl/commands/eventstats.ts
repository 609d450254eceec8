import { aggregationKind, aggregationSql } from '../aggregation';
import { expandWildcards, readGrouped } from '../aggregation-reader';
import { type Field, fieldValue, newField } from '../build';
import type { Command } from '../command';
import { asText } from '../sql/value';

/** Every row keeps its fields and gets the aggregations of its group; a row without a by-field gets none. */
export const eventstats: Command = {
  name: 'eventstats',
  syntax: '<options> <function>(<field>) ... [BY <field-list>]',
  summary: 'Adds functions over the rows of each group to every row of it.',
  options: { allnum: '<bool>' },
  differs: 'allnum cannot be true.',
  reads: 'arguments',
  parse: (reader) => {
    const { aggregations: written, by: fields, options } = readGrouped(reader);
    const by = fields.map((argument) => argument.text);
    if (reader.flag(options, 'allnum', false))
      reader.fail(options.get('allnum')!, 'eventstats with allnum=true is not supported');
    return (input, builder) => {
      const aggregations = expandWildcards(written, input, by);
      if (aggregations.length === 0) return input;
      const keys = by.map((name) => asText(fieldValue(input, name)));
      const keyed = keys.map((sql, at) => `${sql} AS "#key${at}"`);
      const rows = builder.step('eventstats_rows', `SELECT ${['*', ...keyed].join(', ')} FROM ${input.from}`);
      const names = keys.map((_, at) => `"#key${at}"`);
      const values = aggregations.map(
        (one, at) => `${aggregationSql(one, { ...input, from: rows }, builder)} AS "#v${at}"`,
      );
      const present = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
      const group = names.length === 0 ? '' : ` WHERE ${present} GROUP BY ${names.join(', ')}`;
      const groups = builder.step(
        'eventstats_groups',
        `SELECT ${[...names, ...values].join(', ')} FROM ${rows}${group}`,
      );
      const set = new Set(aggregations.map(({ name }) => name));
      const kept = input.fields.filter((field) => !set.has(field.name));
      const fields: Field[] = [...kept];
      const items = [...kept.map(({ sql }) => `r.${sql}`), ...input.hidden.map((sql) => `r.${sql}`)];
      for (const [at, one] of aggregations.entries()) {
        const field = newField(one.name, aggregationKind(one, input, builder), fields);
        fields.push(field);
        items.push(`g."#v${at}" AS ${field.sql}`);
      }
      const join = names.length === 0 ? 'CROSS JOIN' : 'LEFT JOIN';
      const on =
        names.length === 0 ? '' : ` ON ${names.map((name) => `r.${name} = g.${name}`).join(' AND ')}`;
      const from = builder.step(
        'eventstats',
        `SELECT ${items.join(', ')} FROM ${rows} r ${join} ${groups} g${on}`,
      );
      return { ...input, from, fields };
    };
  },
};
