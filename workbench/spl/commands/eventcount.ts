import { quoteText } from '../../engine/quote';
import { type Field, fieldValue } from '../build';
import type { Command } from '../command';
import { storedRows } from '../events';
import { indexOptions, inIndexes } from '../index-names';
import { asText } from '../sql/value';

const FLAGS = ['summarize', 'report_size', 'list_vix', 'list_federated_remote'];
const COUNT: Field = { name: 'count', kind: 'number', sql: '"count"' };
const INDEX: Field = { name: 'index', kind: 'text', sql: '"index"' };
const SERVER: Field = { name: 'server', kind: 'text', sql: '"server"' };
/** The index, by which the rows are ordered whatever becomes of their fields. */
const ROW = '"#1"';

/** What Splunk's column of search peers says of the workbench. */
const SERVER_NAME = 'workbench';

/** How many events the indexes hold. */
export const eventcount: Command = {
  name: 'eventcount',
  syntax: '[index=<index>]... <options>',
  summary: 'How many events the indexes hold, whatever the time range.',
  options: {
    index: '<index>',
    summarize: '<bool>',
    report_size: 'false',
    list_vix: '<bool>',
    list_federated_remote: '<bool>',
  },
  differs: 'Lists indexes that hold events, and no sizes.',
  reads: 'arguments',
  isGenerating: true,
  parse: (reader) => {
    const { options, indexes } = indexOptions(reader);
    const [isOneRow, hasSize] = FLAGS.map((name) => reader.flag(options, name, name === 'summarize'));
    if (hasSize)
      reader.fail(options.get('report_size')!, 'eventcount with report_size=true is not supported');
    return (_, builder) => {
      const rows = storedRows(builder);
      const index = asText(fieldValue(rows, 'index'));
      const count = 'CAST(count(*) AS DOUBLE) AS "count"';
      const where = rows.fields.length === 0 ? 'FALSE' : inIndexes(rows, indexes);
      const from = `FROM ${rows.from} WHERE ${where}`;
      const split = `SELECT ${count}, ${index} AS "index", ${quoteText(SERVER_NAME)} AS "server", ${index} AS ${ROW} ${from} GROUP BY ${index}`;
      return {
        from: builder.step('eventcount', isOneRow ? `SELECT ${count} ${from}` : split),
        fields: isOneRow ? [COUNT] : [COUNT, INDEX, SERVER],
        order: isOneRow ? [] : [ROW],
        hidden: isOneRow ? [] : [ROW],
        isTransformed: true,
      };
    };
  },
};
