import type { SourcetypeProps } from '../conf/props';
import { type Engine, quoteName, quoteText } from '../engine/engine';
import { BASE_COLUMNS, SEEN_JSON } from './events';
import type { LineNote } from './lines';
import { keptLines, type Part, partsOf } from './parts';
import { extend, type Made, type Select, union } from './select';
import { boundedTime, evaluatedTime, timeIn } from './time';

/** Where lines come from, and what their events are called. */
export interface Source {
  readonly file: string;
  readonly host: string;
  readonly modifiedSeconds: number;
  readonly nowSeconds: number;
  readonly firstSerial: number;
}

/** The events of one file, and what was found on the way. */
export interface Indexed {
  readonly select: Select;
  readonly events: number;
  readonly skipped: readonly LineNote[];
  readonly skippedCount: number;
  readonly warnings: readonly LineNote[];
}

const READ_TIME = '#time';

function eventsOf(props: SourcetypeProps, source: Source, part: Part): Select {
  const timestamp = part.fields.find(({ name }) => name === props.header?.timestampField);
  const time = timeIn(props, timestamp?.sql ?? 'raw');
  const base: Record<string, string> = {
    _time: time
      ? boundedTime(props, quoteName(READ_TIME), source.nowSeconds)
      : `${source.modifiedSeconds}::DOUBLE`,
    _raw: 'raw',
    _serial: `line + ${source.firstSerial}`,
    host: quoteText(source.host),
    source: quoteText(source.file),
    sourcetype: quoteText(props.name),
    index: quoteText('main'),
    linecount: quoteText('1'),
  };
  const made: Made[] = [
    ...BASE_COLUMNS.map((column) => ({ ...column, sql: base[column.name] ?? 'NULL' })),
    ...part.fields,
  ];
  const whole = {
    sql: `SELECT *, ${time ?? 'NULL'} AS ${quoteName(READ_TIME)} FROM (${part.lines}) WHERE ${part.isWhole}`,
    columns: [],
    carried: [],
  };
  const events = extend(whole, made, [{ name: SEEN_JSON, sql: 'kv' }]);
  const evaluated = evaluatedTime(props, events.columns);
  return evaluated === undefined
    ? events
    : extend(events, [{ name: '_time', kind: 'number', sql: evaluated }]);
}

async function number(engine: Engine, sql: string): Promise<number> {
  const { columns } = await engine.query(sql);
  return Number(columns[0]?.[0] ?? 0);
}

function shown(part: Part): string {
  const found = part.expected.includes('columns')
    ? "len(string_split(raw, chr(9))) || ' tab-separated columns'"
    : `length(raw) || ' characters'`;
  return `'found ' || ${found} || ${quoteText(`, expected ${part.expected}`)}`;
}

async function skippedLines(
  engine: Engine,
  parts: readonly Part[],
  skippedCount: number,
  limit: number,
): Promise<Pick<Indexed, 'skipped' | 'skippedCount'>> {
  if (skippedCount === 0) return { skipped: [], skippedCount };
  const faulty = parts
    .map((part) => `SELECT line, ${shown(part)} AS reason FROM (${part.lines}) WHERE NOT (${part.isWhole})`)
    .join(' UNION ALL ');
  const { columns } = await engine.query(`SELECT line, reason FROM (${faulty}) ORDER BY line LIMIT ${limit}`);
  const [lines = [], reasons = []] = columns;
  return {
    skippedCount,
    skipped: lines.map((line, at) => ({ line: Number(line), reason: String(reasons[at]) })),
  };
}

/** An event whose time cannot be used takes that of the event before it, the first ones that of the file. */
async function fillTimes(engine: Engine, table: string, source: Source): Promise<LineNote[]> {
  const name = quoteName(table);
  const { columns } = await engine.query(`SELECT count(*), min(_serial) FROM ${name} WHERE _time IS NULL`);
  const count = Number(columns[0]?.[0]);
  if (count === 0) return [];
  const before = 'last_value(_time IGNORE NULLS) OVER (ORDER BY _serial ROWS UNBOUNDED PRECEDING)';
  await engine.run(`UPDATE ${name} SET _time = filled.time
    FROM (SELECT _serial AS serial, coalesce(${before}, ${source.modifiedSeconds}) AS time FROM ${name}) AS filled
    WHERE _time IS NULL AND _serial = filled.serial`);
  const line = Number(columns[1]?.[0]) - source.firstSerial;
  return [
    {
      line,
      reason: `no usable time in ${count} events: that of the event before, or of the file, was taken`,
    },
  ];
}

function changedHeaders(parts: readonly Part[]): LineNote[] {
  return parts.flatMap(({ headerLine }, at) => {
    const isChange =
      headerLine !== undefined && parts.slice(0, at).some((part) => part.headerLine !== undefined);
    return isChange
      ? [{ line: headerLine, reason: 'new #fields, obeyed here; Splunk keeps to the first header' }]
      : [];
  });
}

/** Makes the table of a file's events out of its staged lines, with the fields that Splunk has at index time. */
export async function indexLines(
  engine: Engine,
  props: SourcetypeProps,
  stage: string,
  table: string,
  source: Source,
  noteLimit: number,
): Promise<Indexed> {
  const parts = await partsOf(engine, props, stage);
  const { sql, columns, carried } = union(parts.map((part) => eventsOf(props, source, part)));
  await engine.run(`CREATE TABLE ${quoteName(table)} AS ${sql}`);
  const lines = await number(engine, `SELECT count(*) FROM (${keptLines(props, stage)})`);
  const events = await number(engine, `SELECT count(*) FROM ${quoteName(table)}`);
  return {
    select: { sql: `SELECT * FROM ${quoteName(table)}`, columns, carried },
    events,
    ...(await skippedLines(engine, parts, lines - events, noteLimit)),
    warnings: [...changedHeaders(parts), ...(await fillTimes(engine, table, source))],
  };
}
