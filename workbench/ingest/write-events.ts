import {
  type Change,
  converted,
  type EventCatalog,
  FILE_COLUMN,
  stored,
  storedColumns,
} from './event-catalog';
import type { Source } from './index-time';
import type { LineNote } from './lines';
import type { Addition, Prepared } from './prepare-lines';
import { type Select, sqlName } from './select';

/** Epoch seconds of the first and the last of some events. */
export interface TimeRange {
  readonly earliest: number;
  readonly latest: number;
}

/** What is stored of the lines that were added; `earliest` and `latest` are of the whole file. */
export interface Found extends TimeRange {
  readonly lastSerial: number;
  readonly events: number;
  /** Of the events that were added now. */
  readonly range: TimeRange;
  readonly openEvents: number;
  readonly warnings: readonly LineNote[];
}

async function numbers(statement: Change['statement'], sql: string): Promise<number[]> {
  return (await statement(sql)).columns.map(([value]) => Number(value));
}

/** An event whose time cannot be used takes that of the event before it, the first ones that of the file. */
async function fillTimes(
  { statement }: Change,
  table: string,
  where: string,
  { timeBefore, firstSerial }: Source,
): Promise<LineNote[]> {
  const sql = `SELECT count(*), min("_serial") FROM ${table} WHERE ${where} AND "_time" IS NULL`;
  const [count = 0, serial = 0] = await numbers(statement, sql);
  if (count === 0) return [];
  const before = 'last_value("_time" IGNORE NULLS) OVER (ORDER BY "_serial" ROWS UNBOUNDED PRECEDING)';
  const filled = `SELECT "_serial" AS serial, coalesce(${before}, ${timeBefore}) AS time FROM ${table} WHERE ${where}`;
  await statement(`UPDATE ${table} SET "_time" = filled.time FROM (${filled}) AS filled
    WHERE ${where} AND "_time" IS NULL AND "_serial" = filled.serial`);
  const reason = `no usable time in ${count} events: that of the event before, or of the file, was taken`;
  return [{ line: serial - firstSerial, reason }];
}

/** Adds the events to the table of their sourcetype; fields that it has as lists become lists. */
async function insert(
  { statement }: Change,
  catalog: EventCatalog,
  events: Select,
  addition: Addition,
): Promise<void> {
  const known = catalog.tables.get(addition.props.name)!;
  const names = storedColumns(known.columns);
  const items = known.columns.flatMap(({ name, kind }, at) => {
    const column = events.columns.find((made) => made.name === name);
    return column ? [`${converted(sqlName(events, name)!, column.kind, kind)} AS ${names[at]}`] : [];
  });
  items.push(`${addition.id} AS ${FILE_COLUMN}`);
  const table = stored(known.table);
  const before = `SELECT 1 FROM ${table} AS old WHERE old.${FILE_COLUMN} = ${addition.id} AND old."_time" = new."_time" AND old."_raw" = new."_raw"`;
  const where = addition.isOnce ? ` WHERE NOT EXISTS (${before})` : '';
  await statement(
    `INSERT INTO ${table} BY NAME SELECT ${items.join(', ')} FROM (${events.sql}) AS new${where}`,
  );
}

/** Puts the events into the place of those that they replace. */
export async function writeEvents(
  catalog: EventCatalog,
  change: Change,
  { staged, events, openSerial }: Prepared,
  addition: Addition,
): Promise<Found> {
  const { id, props, source, reading, replacedFrom } = addition;
  const table = stored(catalog.tables.get(props.name)!.table);
  const ofFile = `${FILE_COLUMN} = ${id}`;
  if (replacedFrom !== undefined)
    await change.statement(`DELETE FROM ${table} WHERE ${ofFile} AND "_serial" >= ${replacedFrom}`);
  await insert(change, catalog, events, addition);
  const added = `${ofFile} AND "_serial" >= ${source.firstSerial + reading.firstLine}`;
  const warnings = await fillTimes(change, table, added, source);
  const [count = 0, openEvents = 0, first = 0, last = 0] = await numbers(
    change.statement,
    `SELECT count(*), count(*) FILTER ("_serial" >= ${openSerial}), min("_time"), max("_time") FROM ${table} WHERE ${added}`,
  );
  const [earliest = 0, latest = 0] = await numbers(
    change.statement,
    `SELECT min("_time"), max("_time") FROM ${table} WHERE ${ofFile}`,
  );
  const lastSerial = source.firstSerial + staged.nextLine;
  return {
    events: count,
    openEvents,
    warnings,
    range: { earliest: first, latest: last },
    earliest,
    latest,
    lastSerial,
  };
}
