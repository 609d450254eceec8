import type { Command } from '../command';
import { numbered } from '../numbered';
import { fits } from '../wildcards';

const PLACE = '"#place"';

/** A missing value becomes the last one before it. */
export const filldown: Command = {
  name: 'filldown',
  syntax: '[<wc-field-list>]',
  summary: 'Fills a missing value with the last one before it.',
  reads: 'arguments',
  parse: (reader) => {
    const names = reader.fieldNames().map((argument) => argument.text);
    reader.expectEnd();
    return (input, builder) => {
      const window = `(ORDER BY ${PLACE} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
      const columns = input.fields.map(({ name, sql }) =>
        names.length === 0 || names.some((wildcard) => fits(name, wildcard))
          ? `last_value(${sql} IGNORE NULLS) OVER ${window} AS ${sql}`
          : sql,
      );
      const rows = numbered('filldown', input, builder, PLACE);
      const from = builder.step('filldown', `SELECT ${[...columns, PLACE].join(', ')} FROM ${rows.from}`);
      return { ...rows, from };
    };
  },
};
