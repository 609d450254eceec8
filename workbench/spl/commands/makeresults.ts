import type { Command } from '../command';

export const makeresults: Command = {
  name: 'makeresults',
  syntax: '<options>',
  summary: 'Makes rows that hold nothing but the time.',
  options: { count: '<int>' },
  differs: 'The options annotate, splunk_server, format and data are not there.',
  reads: 'arguments',
  isGenerating: true,
  parse: (reader) => {
    const count = reader.options().get('count');
    reader.expectEnd();
    const rows = count ? reader.integer(count, 'count', 0, 10_000_000) : 1;
    return (_, builder) => ({
      from: builder.step(
        'makeresults',
        `SELECT ${Math.floor(builder.now)}::DOUBLE AS "_time", n AS "#1" FROM range(${rows}) r(n)`,
      ),
      fields: [{ name: '_time', kind: 'number', sql: '"_time"' }],
      order: ['"#1"'],
      hidden: ['"#1"'],
      isTransformed: true,
    });
  },
};
