import type { ArgumentReader } from '../arguments';
import { orderBy } from '../build';
import type { Command } from '../command';

const DEFAULT_ROWS = 10;

function readCount(reader: ArgumentReader): number {
  const limit = reader.options().get('limit');
  const count = limit ?? (reader.isAtEnd ? undefined : reader.expectText('a number of rows'));
  reader.expectEnd();
  return count ? reader.integer(count, reader.command, 0) : DEFAULT_ROWS;
}

export const head: Command = {
  name: 'head',
  syntax: '[<int>] <options>',
  summary: 'The first rows.',
  options: { limit: '<int>' },
  differs: 'A condition in place of a number, null and keeplast are not there.',
  reads: 'arguments',
  parse: (reader) => {
    const rows = readCount(reader);
    return (input, builder) => ({
      ...input,
      from: builder.step('head', `SELECT * FROM ${input.from}${orderBy(input)} LIMIT ${rows}`),
    });
  },
};

const NUMBERED = '"#position"';

/** Splunk gives the last rows in reverse order. */
export const tail: Command = {
  name: 'tail',
  syntax: '[<int>] <options>',
  summary: 'The last rows, in reverse order.',
  options: { limit: '<int>' },
  reads: 'arguments',
  parse: (reader) => {
    const rows = readCount(reader);
    return (input, builder) => {
      const numbered = builder.step(
        'tail_position',
        `SELECT ${input.fields
          .map(({ sql }) => sql)
          .concat(`row_number() OVER (${orderBy(input)}) AS ${NUMBERED}`)
          .join(', ')} FROM ${input.from}`,
      );
      const order = [`${NUMBERED} DESC`];
      const from = builder.step('tail', `SELECT * FROM ${numbered} ORDER BY ${order[0]} LIMIT ${rows}`);
      return { ...input, from, order, hidden: [NUMBERED] };
    };
  },
};
