import { type Aggregation, aggregationKind, aggregationSql } from '../aggregation';
import { readGrouped } from '../aggregation-reader';
import type { Argument, ArgumentReader } from '../arguments';
import { type Builder, type Field, fieldValue, newField, type Relation } from '../build';
import type { Command } from '../command';
import { LIMITS } from '../limits';
import { numbered } from '../numbered';
import { asText } from '../sql/value';
import { readReset, type StreamReset, withResets } from '../stream-reset';
import { parseSpan, type Span } from '../time/span';

interface Stream {
  readonly aggregations: readonly Aggregation[];
  readonly by: readonly string[];
  /** The most rows before each one that count, itself included where it counts; 0 for all. */
  readonly window: number;
  /** How far the time of those rows may lie off; absent when it does not matter. */
  readonly seconds: number | undefined;
  readonly isCurrentIn: boolean;
  /** The window is of all rows and not of those of the group. */
  readonly isGlobal: boolean;
  readonly reset: StreamReset;
  failUnsorted(): never;
}

function readSeconds(reader: ArgumentReader, written: Argument | undefined): number | undefined {
  if (!written) return undefined;
  const span: Span | undefined = parseSpan(written.text);
  if (!span || span.unit === 'months')
    return reader.fail(written, `time_window expects a length such as 5m, found "${written.text}"`);
  return span.count;
}

const NUMBER = '"#n"';
const BACK = '"#back"';
const KEY = '"#key"';
const RESET = '"#reset"';
/** A row that is exactly so far off is outside; times are exact to a microsecond. */
const OPEN_END_SECONDS = 1e-6;

/** Rows numbered as they come, with the key of their group: NULL for a row without one of the by-fields. */
function keyed(input: Relation, builder: Builder, { by, reset }: Stream): Relation {
  const keys = by.map((name) => asText(fieldValue(input, name)));
  const present = keys.map((sql) => `${sql} IS NOT NULL`).join(' AND ');
  const key = keys.length === 0 ? '0' : `CASE WHEN ${present} THEN [${keys.join(', ')}] END`;
  const placed = numbered('streamstats', input, builder, NUMBER);
  const from = builder.step('streamstats_keys', `SELECT *, ${key} AS ${KEY} FROM ${placed.from}`);
  const rows = { ...placed, from };
  return withResets(reset, rows, builder, { number: NUMBER, key: KEY, reset: RESET });
}

/** Which way times run in rows that are sorted by them: 1 upwards, -1 downwards; undefined when they are not sorted. */
async function direction(rows: Relation, builder: Builder, time: string): Promise<1 | -1 | undefined> {
  const step = `${time} - lag(${time}) OVER (ORDER BY ${NUMBER})`;
  const [[ups, downs] = []] = await builder.query(
    `SELECT count(*) FILTER ("#step" > 0), count(*) FILTER ("#step" < 0) FROM (SELECT ${step} AS "#step" FROM ${rows.from})`,
  );
  if (Number(ups) === 0) return -1;
  return Number(downs) === 0 ? 1 : undefined;
}

/** The rows with `#back`: how many rows before each the window begins. */
async function withWindow(rows: Relation, builder: Builder, stream: Stream): Promise<Relation> {
  const { window, seconds, isCurrentIn, isGlobal } = stream;
  const place =
    isGlobal || window === 0
      ? NUMBER
      : `row_number() OVER (PARTITION BY ${KEY}, ${RESET} ORDER BY ${NUMBER})`;
  const byRows = window === 0 ? NUMBER : String(isCurrentIn ? window - 1 : window);
  const placed = builder.step('streamstats_place', `SELECT *, ${place} AS "#place" FROM ${rows.from}`);
  const table = { ...rows, from: placed };
  if (seconds === undefined) {
    const from = builder.step('streamstats_window', `SELECT *, ${byRows} AS ${BACK} FROM ${placed}`);
    return { ...table, from };
  }
  const time = fieldValue(rows, '_time');
  if (time.kind !== 'number') return stream.failUnsorted();
  const sign = (await direction(table, builder, time.sql)) ?? stream.failUnsorted();
  const range = `PARTITION BY ${KEY}, ${RESET} ORDER BY ${sign} * ${time.sql} RANGE BETWEEN ${seconds - OPEN_END_SECONDS} PRECEDING AND CURRENT ROW`;
  const back = `least(${byRows}, "#place" - min("#place") OVER (${range})) AS ${BACK}`;
  return { ...table, from: builder.step('streamstats_window', `SELECT *, ${back} FROM ${placed}`) };
}

/** Every row keeps its fields and gets the aggregations of the rows up to it. */
async function stream(input: Relation, builder: Builder, what: Stream): Promise<Relation> {
  const rows = await withWindow(keyed(input, builder, what), builder, what);
  const set = new Set(what.aggregations.map(({ name }) => name));
  const fields: Field[] = input.fields.filter(({ name }) => !set.has(name));
  const items = [...fields.map(({ sql }) => sql), NUMBER];
  for (const aggregation of what.aggregations) {
    const field = newField(aggregation.name, aggregationKind(aggregation, rows, builder), fields);
    const value = aggregationSql(aggregation, rows, builder, { over: ' OVER w' });
    fields.push(field);
    items.push(`CASE WHEN ${KEY} IS NOT NULL THEN ${value} END AS ${field.sql}`);
  }
  const end = what.isCurrentIn ? 'CURRENT ROW' : '1 PRECEDING';
  const isWhole = what.window === 0 && what.seconds === undefined;
  const frame = isWhole ? 'ROWS BETWEEN UNBOUNDED PRECEDING' : `RANGE BETWEEN ${BACK} PRECEDING`;
  const window = `PARTITION BY ${KEY}, ${RESET} ORDER BY "#place" ${frame} AND ${end}`;
  const from = builder.step(
    'streamstats',
    `SELECT ${items.join(', ')} FROM ${rows.from} WINDOW w AS (${window})`,
  );
  return { ...input, from, fields, order: [NUMBER], hidden: [NUMBER] };
}

export const streamstats: Command = {
  name: 'streamstats',
  syntax: '<options> <function>(<field>) ... [BY <field-list>]',
  summary: 'Adds functions over the rows up to each one.',
  options: {
    current: '<bool>',
    window: '<int>',
    time_window: '<span>',
    global: '<bool>',
    allnum: '<bool>',
    reset_on_change: '<bool>',
    reset_before: '(<condition>)',
    reset_after: '(<condition>)',
  },
  differs: 'allnum cannot be true; a condition to reset cannot ask for what streamstats itself sets.',
  reads: 'arguments',
  parse: (reader) => {
    const start = reader.next;
    const { aggregations, by, options } = readGrouped(reader);
    const flag = (name: string, normally: boolean): boolean => reader.flag(options, name, normally);
    if (flag('allnum', false))
      reader.fail(options.get('allnum')!, 'streamstats with allnum=true is not supported');
    const window = options.get('window');
    const timeWindow = options.get('time_window');
    const what: Stream = {
      aggregations,
      by: by.map((argument) => argument.text),
      window: window ? reader.integer(window, 'window', 0, LIMITS.streamWindow.value) : 0,
      seconds: readSeconds(reader, timeWindow),
      isCurrentIn: flag('current', true),
      isGlobal: flag('global', true),
      reset: readReset(reader, options, flag('reset_on_change', false), aggregations),
      failUnsorted: () =>
        reader.fail(timeWindow ?? start, 'streamstats with time_window expects rows sorted by _time'),
    };
    return (input, builder) => stream(input, builder, what);
  },
};
