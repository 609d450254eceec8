import { quoteText } from '../../engine/quote';
import { type Field, fieldValue, newField } from '../build';
import type { Command } from '../command';
import { NOTHING, storedRows } from '../events';
import { indexOptions, inIndexes } from '../index-names';
import { asText } from '../sql/value';

const TYPES: Readonly<Record<string, string>> = {
  hosts: 'host',
  sources: 'source',
  sourcetypes: 'sourcetype',
};

const ROW = '"#1"';

/** The hosts, sources or sourcetypes that events came from, with their number and times. */
export const metadata: Command = {
  name: 'metadata',
  syntax: 'type=(hosts | sources | sourcetypes) [index=<index>]...',
  summary: 'The hosts, sources or sourcetypes that events came from, with their number and times.',
  options: { type: 'hosts | sources | sourcetypes', index: '<index>', datatype: 'all | event' },
  differs: 'Counts all events, whatever the time range; recentTime is the time of the newest event.',
  reads: 'arguments',
  isGenerating: true,
  parse: (reader) => {
    const { options, indexes } = indexOptions(reader);
    const type = options.get('type') ?? reader.failNext('type=hosts, type=sources or type=sourcetypes');
    const plural = type.text.toLowerCase();
    const field = Object.hasOwn(TYPES, plural) ? TYPES[plural]! : undefined;
    if (!field) return reader.fail(type, `type expects hosts, sources or sourcetypes, found "${type.text}"`);
    const datatype = options.get('datatype');
    if (datatype && !/^(?:all|event)$/i.test(datatype.text))
      reader.fail(datatype, `datatype expects all or event, found "${datatype.text}"`);
    return (_, builder) => {
      const rows = storedRows(builder);
      if (rows.fields.length === 0) return { ...NOTHING, isTransformed: true };
      const value = asText(fieldValue(rows, field));
      const time = fieldValue(rows, '_time').sql;
      const columns: readonly (readonly [name: string, kind: Field['kind'], sql: string])[] = [
        ['firstTime', 'number', `min(${time})`],
        [field, 'text', value],
        ['lastTime', 'number', `max(${time})`],
        ['recentTime', 'number', `max(${time})`],
        ['totalCount', 'number', 'CAST(count(*) AS DOUBLE)'],
        ['type', 'text', quoteText(plural)],
      ];
      const fields: Field[] = [];
      for (const [name, kind] of columns) fields.push(newField(name, kind, fields));
      const items = [...columns.map(([, , sql], at) => `${sql} AS ${fields[at]!.sql}`), `${value} AS ${ROW}`];
      const kept = `${inIndexes(rows, indexes)} AND ${value} IS NOT NULL`;
      const select = `SELECT ${items.join(', ')} FROM ${rows.from} WHERE ${kept} GROUP BY ${value}`;
      return {
        from: builder.step('metadata', select),
        fields,
        order: [ROW],
        hidden: [ROW],
        isTransformed: true,
      };
    };
  },
};
