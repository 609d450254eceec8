import type { Argument, ArgumentReader } from '../arguments';
import {
  assign,
  type Builder,
  type CollectWrite,
  type Field,
  fieldValue,
  orderBy,
  type Relation,
} from '../build';
import type { Command } from '../command';
import { asNumber, asText, number, numberToText, text, textLiteral } from '../sql/value';
import { toTimestamp } from '../time/format';

interface Request {
  readonly write: CollectWrite;
  readonly addsTime: boolean;
  readonly addsInfo: boolean;
  readonly marker: string | undefined;
  readonly isTest: boolean;
}

function checkRefused(reader: ArgumentReader, given: ReadonlyMap<string, Argument>): void {
  const file = given.get('file');
  if (file)
    reader.fail(file, 'file is not supported: collected events go into the database of the workbench');
  const format = given.get('output_format');
  if (format && format.text.toLowerCase() !== 'raw')
    reader.fail(format, `output_format expects raw, found "${format.text}"`);
}

function readRequest(reader: ArgumentReader): Request {
  const given = reader.options();
  if (!given.has('index')) reader.failNext('index=<index>');
  reader.expectEnd();
  checkRefused(reader, given);
  const named = (name: string, otherwise: string): string => {
    const option = given.get(name);
    if (option?.text === '') reader.fail(option, `${name} has no value`);
    return option?.text ?? otherwise;
  };
  reader.flag(given, 'run_in_preview', false);
  return {
    write: {
      index: named('index', ''),
      sourcetype: named('sourcetype', 'stash'),
      source: named('source', 'collect'),
      host: given.has('host') ? named('host', '') : undefined,
    },
    addsTime: reader.flag(given, 'addtime', true),
    addsInfo: reader.flag(given, 'addinfo', true),
    marker: given.get('marker')?.text,
    isTest: reader.flag(given, 'testmode', false),
  };
}

/** Numbers stand as they are, other values in quotes, in which `\` stands before a quote or another `\`. */
function pair({ name, kind, sql }: Field): string {
  const key = textLiteral(`${name}=`).sql;
  if (kind === 'number') return `${key} || ${numberToText(sql)}`;
  const value = asText({ kind, sql });
  const quoted = String.raw`'"' || replace(replace(${value}, '\', '\\'), '"', '\"') || '"'`;
  const isNumber = `regexp_full_match(${value}, '-?[0-9]+(?:[.][0-9]+)?')`;
  return `${key} || CASE WHEN ${isNumber} THEN ${value} ELSE ${quoted} END`;
}

/**
 * The first that there is of info_min_time, _time, the beginning of the search's time range, and now; written into the
 * text of an event it loses its fraction of a second.
 */
function timeSql(input: Relation, { range, now }: Builder): string {
  const known = ['info_min_time', '_time'].map((name) => asNumber(fieldValue(input, name)));
  const time = `coalesce(${[...known, `${range.earliest ?? now}::DOUBLE`].join(', ')})`;
  return `CASE WHEN ${asText(fieldValue(input, '_raw'))} IS NULL THEN trunc(${time}) ELSE ${time} END`;
}

function infoTexts({ range, now }: Builder): string[] {
  const seconds = (bound: number | undefined, otherwise: string): string => bound?.toFixed(3) ?? otherwise;
  return [
    `info_min_time=${seconds(range.earliest, '0.000')}`,
    `info_max_time=${seconds(range.latest, '+Infinity')}`,
    `info_search_time=${now.toFixed(3)}`,
  ].map((info) => textLiteral(info).sql);
}

/** The text of an event: its own when it has one, else its fields as pairs behind the time. */
function rawSql(input: Relation, builder: Builder, { addsTime, addsInfo, marker }: Request): string {
  const time = `strftime(${toTimestamp(timeSql(input, builder))}, '%m/%d/%Y %H:%M:%S +0000')`;
  const known = infoTexts(builder).map((info) => info.slice(1, info.indexOf('=')));
  const fields = input.fields.filter(({ name }) => !name.startsWith('_') && !known.includes(name));
  const pairs = [...(addsTime ? [time] : []), ...(addsInfo ? infoTexts(builder) : []), ...fields.map(pair)];
  const written = pairs.length === 0 ? `''` : `concat_ws(', ', ${pairs.join(', ')})`;
  const raw = asText(fieldValue(input, '_raw'));
  const behind = marker === undefined ? '' : ` || ${textLiteral(`, ${marker}`).sql}`;
  return `coalesce(${raw}, ${written})${behind}`;
}

const TIME = '#collected';

/** A table of the events' texts and times. */
function writtenRows(rows: Relation, builder: Builder): Promise<Relation> {
  const [raw, time] = [fieldValue(rows, '_raw').sql, fieldValue(rows, TIME).sql];
  const select = `SELECT ${raw} AS "raw", ${time} AS "time" FROM ${rows.from}${orderBy(rows)}`;
  return builder.materialise({
    from: builder.step('collect', select),
    fields: [
      { name: 'raw', kind: 'text', sql: '"raw"' },
      { name: 'time', kind: 'number', sql: '"time"' },
    ],
    order: [],
    hidden: [],
    isTransformed: true,
  });
}

/** The rows as they are, once they are written; with `testmode` as they would be written. */
export const collect: Command = {
  name: 'collect',
  syntax: 'index=<index> <options>',
  summary: 'Adds the rows to an index as events, which are kept and searchable at once, and lets them go on.',
  options: {
    index: '<index>',
    sourcetype: '<string>',
    source: '<string>',
    host: '<string>',
    marker: '<string>',
    addtime: '<bool>',
    addinfo: '<bool>',
    testmode: '<bool>',
    run_in_preview: '<bool>',
    output_format: 'raw',
    file: '<string>',
  },
  differs:
    'Any index will do; a preview never collects; no file and no output_format=hec. Later starts search the events when they are given all files that were loaded when they were collected.',
  reads: 'arguments',
  parse: (reader) => {
    const place = reader.next;
    const request = readRequest(reader);
    return async (input, builder) => {
      const raw = text(rawSql(input, builder, request));
      if (request.isTest) return assign('collect', input, builder, [['_raw', raw]]);
      const rows = await builder.materialise(input);
      const written = assign('collect', rows, builder, [
        ['_raw', raw],
        [TIME, number(timeSql(rows, builder))],
      ]);
      const fault = await builder.collect(request.write, await writtenRows(written, builder));
      return fault === undefined ? rows : reader.fail(place, fault);
    };
  },
};
