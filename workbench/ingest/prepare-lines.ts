import type { SourcetypeProps } from '../conf/props';
import { type Engine, quoteName } from '../engine/engine';
import { STAGE_COLUMNS } from './events';
import { NOTE_LIMIT } from './file-report';
import { indexLines, type Source } from './index-time';
import { JSON_FIELD_LIMIT } from './json-fields';
import { jsonWays } from './json-shape';
import { pairKeys } from './pairs';
import { keptLines, type Part } from './parts';
import { searchTimeFields } from './search-time';
import type { Select } from './select';
import { type Reading, type Staged, type StageOptions, stage } from './stage';
import type { StoredFile } from './stored-file';

/** Which lines to add to the stored events, and what their events are called. */
export interface Addition {
  readonly reading: Reading;
  readonly props: SourcetypeProps;
  readonly source: Source;
  /** The file that the events are of. */
  readonly id: number;
  /** An event of the same time and text as one of the file is not added. */
  readonly isOnce?: boolean;
  /** Events of the file from this serial number on are made anew. */
  readonly replacedFrom?: number;
}

export interface AddOptions extends Omit<StageOptions, 'noteLimit'> {
  /** Hears that all lines are read and their fields are being made. */
  readonly onFields?: (() => void) | undefined;
}

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

/** Lines that are no comments and no headers, in all and from the last one on when that has not ended. */
async function countLines(
  engine: Engine,
  props: SourcetypeProps,
  staging: string,
  { reading, staged, parts }: { reading: Reading; staged: Staged; parts: readonly Part[] },
): Promise<[all: number, open: number]> {
  const headers = parts.flatMap(({ headerLine }) => headerLine ?? []);
  const openFrom = staged.lastLine?.line ?? Number.MAX_SAFE_INTEGER;
  const { columns } = await engine.query(
    `SELECT count(*), count(*) FILTER (line >= ${openFrom}) FROM (${keptLines(props, staging)})
      WHERE line >= ${reading.firstLine} AND line NOT IN (${[-1, ...headers].join(', ')})`,
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

/** Lines read into tables of their own, and the query that makes their events. */
export interface Prepared {
  readonly staged: Staged;
  readonly parts: readonly Part[];
  readonly events: Select;
  readonly lines: number;
  readonly openLines: number;
  readonly header: Pick<StoredFile, 'header'>;
  /** The serial number that the events of a last line without end begin with. */
  readonly openSerial: number;
}

/** Reads the lines into those two tables. Throws Interrupted once the signal is aborted. */
export async function prepareLines(
  engine: Engine,
  { props, reading, source }: Addition,
  [staging, whole]: readonly [string, string],
  { signal, onLines, onFields }: AddOptions,
): Promise<Prepared> {
  await engine.createTable(staging, STAGE_COLUMNS);
  const staged = await stage(engine, staging, reading, props, { noteLimit: NOTE_LIMIT, signal, onLines });
  onFields?.();
  await engine.shareWork(staged.nextLine - reading.firstLine);
  const { select, parts } = await indexLines(engine, props, staging, source);
  const indexed = props.isJson || props.hasPairs ? await keepWhole(engine, select, whole) : select;
  const [lines, openLines] = await countLines(engine, props, staging, { reading, staged, parts });
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
