import type { SourcetypeProps } from '../conf/props';
import { type Engine, quoteName } from '../engine/engine';
import {
  type Change,
  converted,
  type EventCatalog,
  FILE_COLUMN,
  stored,
  storedColumns,
} from './event-catalog';
import { STAGE_COLUMNS } from './events';
import { addCounts, NOTE_LIMIT, NOTHING_FOUND } from './file-report';
import { changedHeaders, indexLines, type Source, skippedLines } from './index-time';
import { JSON_FIELD_LIMIT } from './json-fields';
import { jsonWays } from './json-shape';
import type { LineNote } from './lines';
import { pairKeys } from './pairs';
import { keptLines, type Part } from './parts';
import { searchTimeFields } from './search-time';
import { type Select, sqlName } from './select';
import { type Reading, type Staged, type StageOptions, stage } from './stage';
import type { StoredFile } from './stored-file';

/** Which lines to add to the stored events, and what their events are called. */
export interface Addition {
  readonly reading: Reading;
  readonly props: SourcetypeProps;
  readonly source: Source;
  /** The file that the events are of. */
  readonly id: number;
  /** Events of the file from this serial number on are made anew. */
  readonly replacedFrom?: number;
}

/** What is known of a file once the lines have been added. */
export type Added = Pick<
  StoredFile,
  'columns' | 'counts' | 'nextLine' | 'lastSerial' | 'earliest' | 'latest'
> &
  Partial<Pick<StoredFile, 'header' | 'openLine' | 'fault'>>;

export interface AddOptions extends Omit<StageOptions, 'noteLimit'> {
  /** Hears that all lines are read and their fields are being made. */
  readonly onFields?: (() => void) | undefined;
}

let stages = 0;

/** What is read several times over is put into a table of its own first. */
async function keepWhole(engine: Engine, select: Select, table: string): Promise<Select> {
  await engine.run(`CREATE TABLE ${quoteName(table)} AS ${select.sql}`);
  return { ...select, sql: `SELECT * FROM ${quoteName(table)}` };
}

async function eventsOf(engine: Engine, props: SourcetypeProps, indexed: Select): Promise<Select> {
  const ways = props.isJson ? await jsonWays(engine, indexed, JSON_FIELD_LIMIT) : [];
  const keys = props.hasPairs ? await pairKeys(engine, indexed) : [];
  return searchTimeFields(indexed, props, { ways, keys });
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
  await statement(
    `INSERT INTO ${stored(known.table)} BY NAME SELECT ${items.join(', ')} FROM (${events.sql})`,
  );
}

/** Lines that are no comments, in all and from the last one on when that has not ended. */
async function countLines(
  engine: Engine,
  props: SourcetypeProps,
  staging: string,
  reading: Reading,
  staged: Staged,
): Promise<[all: number, open: number]> {
  const openFrom = staged.lastLine?.line ?? Number.MAX_SAFE_INTEGER;
  const { columns } = await engine.query(
    `SELECT count(*), count(*) FILTER (line >= ${openFrom}) FROM (${keptLines(props, staging)}) WHERE line >= ${reading.firstLine}`,
  );
  return [Number(columns[0]?.[0]), Number(columns[1]?.[0])];
}

/** The header that holds for the lines to come; one that has not ended may still change. */
async function headerOf(
  engine: Engine,
  parts: readonly Part[],
  staging: string,
  { lastLine }: Staged,
): Promise<Pick<StoredFile, 'header'>> {
  const line = parts.findLast((part) => part.headerLine !== lastLine?.line)?.headerLine;
  if (line === undefined) return {};
  const { columns } = await engine.query(
    `SELECT raw FROM ${quoteName(staging)} WHERE line = ${line} LIMIT 1`,
  );
  return { header: { line, text: String(columns[0]?.[0]) } };
}

/** Epoch seconds of the first and the last of some events. */
export interface TimeRange {
  readonly earliest: number;
  readonly latest: number;
}

interface Found extends TimeRange, Pick<Added, 'lastSerial'> {
  readonly events: number;
  /** Of the events that were added now. */
  readonly range: TimeRange;
  readonly openEvents: number;
  readonly warnings: readonly LineNote[];
}

/** Lines read into tables of their own, and the query that makes their events. */
interface Prepared {
  readonly staged: Staged;
  readonly parts: readonly Part[];
  readonly events: Select;
  readonly lines: number;
  readonly openLines: number;
  readonly header: Pick<StoredFile, 'header'>;
  /** The serial number that the events of a last line without end begin with. */
  readonly openSerial: number;
}

async function prepare(
  engine: Engine,
  { props, reading, source }: Addition,
  [staging, whole]: readonly [string, string],
  { signal, onLines, onFields }: AddOptions,
): Promise<Prepared> {
  await engine.createTable(staging, STAGE_COLUMNS);
  const staged = await stage(engine, staging, reading, props, { noteLimit: NOTE_LIMIT, signal, onLines });
  onFields?.();
  const { select, parts } = await indexLines(engine, props, staging, source);
  const indexed = props.isJson || props.hasPairs ? await keepWhole(engine, select, whole) : select;
  const [lines, openLines] = await countLines(engine, props, staging, reading, staged);
  return {
    staged,
    parts,
    events: await eventsOf(engine, props, indexed),
    lines,
    openLines,
    header: await headerOf(engine, parts, staging, staged),
    openSerial: source.firstSerial + (staged.lastLine?.line ?? staged.nextLine),
  };
}

function openLineOf(
  prepared: Prepared,
  { from }: Reading,
  openEvents: number,
): Partial<Pick<Added, 'openLine'>> {
  const { staged, openLines, openSerial } = prepared;
  if (!staged.lastLine || typeof from === 'string' || 'written' in from) return {};
  const { line, noteCount } = staged.lastLine;
  return {
    openLine: {
      byte: from.byte + staged.wholeBytes,
      line,
      firstSerial: openSerial,
      events: openEvents,
      skippedCount: openLines - openEvents,
      warningCount: noteCount,
    },
  };
}

async function addedOf(engine: Engine, prepared: Prepared, reading: Reading, found: Found): Promise<Added> {
  const { staged, parts, events, lines, header } = prepared;
  const skippedCount = lines - found.events;
  const skipped = skippedCount > 0 ? await skippedLines(engine, parts, reading.firstLine, NOTE_LIMIT) : [];
  const later = [...changedHeaders(parts), ...found.warnings];
  const counts = addCounts(
    { ...NOTHING_FOUND, warnings: staged.notes, warningCount: staged.noteCount },
    { events: found.events, skipped, skippedCount, warnings: later, warningCount: later.length },
  );
  return {
    columns: events.columns.map(({ name }) => name),
    counts,
    nextLine: staged.nextLine,
    lastSerial: found.lastSerial,
    earliest: found.earliest,
    latest: found.latest,
    ...header,
    ...openLineOf(prepared, reading, found.openEvents),
    ...(staged.fault !== undefined && { fault: staged.fault }),
  };
}

/** Puts the events into the place of those that they replace. */
async function write(
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

/**
 * Reads lines and adds their events to the stored ones. `keep` makes what the database is to remember of the file, with
 * the bytes that were read of it; it is stored together with the events. Gives the time range of the new events, when there
 * are any. Throws Interrupted once the signal is aborted: then nothing is stored.
 */
export async function addLines(
  catalog: EventCatalog,
  addition: Addition,
  keep: (added: Added, readBytes: number) => Promise<StoredFile>,
  options: AddOptions,
): Promise<TimeRange | undefined> {
  const { engine } = catalog;
  let range: TimeRange | undefined;
  const number = ++stages;
  const tables = [`staged_${number}`, `indexed_${number}`] as const;
  try {
    const prepared = await prepare(engine, addition, tables, options);
    await catalog.tableFor(addition.props.name, prepared.events.columns);
    await catalog.change(async (change) => {
      const found = await write(catalog, change, prepared, addition);
      const added = await addedOf(engine, prepared, addition.reading, found);
      await change.put(await keep(added, prepared.staged.readBytes));
      if (found.events > 0) range = found.range;
    }, options.signal);
    return range;
  } finally {
    for (const table of tables) await engine.run(`DROP TABLE IF EXISTS ${quoteName(table)}`);
  }
}
