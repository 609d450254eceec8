import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { AppConf } from '../conf/app';
import { readProps, type SourcetypeProps } from '../conf/props';
import { type Engine, quoteName } from '../engine/engine';
import type { Column } from '../spl/relation';
import { STAGE_COLUMNS } from './events';
import { type Indexed, indexLines } from './index-time';
import { JSON_FIELD_LIMIT } from './json-fields';
import { jsonWays } from './json-shape';
import type { LineNote } from './lines';
import { EXPECTED, recognise } from './recognise';
import { searchTimeFields } from './search-time';
import { type Select, union } from './select';
import { firstLines, type Staged, stage } from './stage';

/** The events of one sourcetype: SQL to stand after FROM, whose columns are their fields. */
export interface EventTable {
  readonly from: string;
  readonly sourcetype: string;
  readonly columns: readonly Column[];
  readonly events: number;
  /** Epoch seconds. */
  readonly earliest: number;
  readonly latest: number;
}

/** What became of one file. Lists hold the first 100 lines; counts hold them all. */
export interface FileReport {
  readonly file: string;
  readonly sourcetype?: string;
  readonly events: number;
  /** Lines that are no event. */
  readonly skipped: readonly LineNote[];
  readonly skippedCount: number;
  /** Lines that are events although something was wrong with them. */
  readonly warnings: readonly LineNote[];
  readonly warningCount: number;
  /** What is wrong with the file as a whole. */
  readonly error?: string;
}

export interface LoadResult {
  readonly tables: readonly EventTable[];
  readonly files: readonly FileReport[];
}

export interface LoadOptions {
  readonly files: readonly string[];
  /** The sourcetype of all files; told by each file's content when absent. */
  readonly sourcetype?: string;
  readonly onProgress?: (progress: { readonly file: string; readonly bytes: number }) => void;
}

interface Loaded {
  readonly report: FileReport;
  readonly props?: SourcetypeProps;
  readonly table?: string;
  readonly select?: Select;
  readonly lastLine: number;
}

const NOTE_LIMIT = 100;

function failed(file: string, error: string): Loaded {
  const none = { events: 0, skipped: [], skippedCount: 0, warnings: [], warningCount: 0 };
  return { report: { file, ...none, error }, lastLine: 0 };
}

async function sourcetypeOf(
  file: string,
  known: ReadonlyMap<string, SourcetypeProps>,
  given?: string,
): Promise<SourcetypeProps | string> {
  const found = given === undefined ? recognise(await firstLines(file)) : { sourcetype: given };
  if ('found' in found) return `${file}:${found.line}: found ${found.found}, expected ${EXPECTED}`;
  return (
    known.get(found.sourcetype) ??
    `${file}: found a ${found.sourcetype} log, which props.conf has no stanza for`
  );
}

function reportOf(file: string, props: SourcetypeProps, staged: Staged, indexed: Indexed): FileReport {
  const warnings = [...staged.notes, ...indexed.warnings].sort((left, right) => left.line - right.line);
  return {
    file,
    sourcetype: props.name,
    events: indexed.events,
    skipped: indexed.skipped,
    skippedCount: indexed.skippedCount,
    warnings: warnings.slice(0, NOTE_LIMIT),
    warningCount: staged.noteCount + indexed.warnings.length,
    ...(staged.fault !== undefined && {
      error: `${file}: ${staged.fault}, ${indexed.events} events were read before`,
    }),
  };
}

async function unreadable(file: string): Promise<string | undefined> {
  try {
    const status = await stat(file);
    if (status.isDirectory()) return `${file}: found a folder, expected a log file`;
    return undefined;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return `${file}: ${code === 'ENOENT' ? 'found no such file' : `found no way to read it (${code})`}`;
  }
}

async function loadFile(
  engine: Engine,
  known: ReadonlyMap<string, SourcetypeProps>,
  options: LoadOptions,
  file: string,
  at: number,
  firstSerial: number,
): Promise<Loaded> {
  const missing = await unreadable(file);
  if (missing) return failed(file, missing);
  const props = await sourcetypeOf(file, known, options.sourcetype);
  if (typeof props === 'string') return failed(file, props);
  const [staging, table] = [`staged_${at}`, `indexed_${at}`];
  await engine.createTable(staging, STAGE_COLUMNS);
  const staged = await stage(engine, staging, file, props, NOTE_LIMIT, (bytes) =>
    options.onProgress?.({ file, bytes }),
  );
  const modifiedSeconds = (await stat(file)).mtimeMs / 1000;
  const source = { file, host: hostname(), modifiedSeconds, nowSeconds: Date.now() / 1000, firstSerial };
  const indexed = await indexLines(engine, props, staging, table, source, NOTE_LIMIT);
  await engine.run(`DROP TABLE ${quoteName(staging)}`);
  return {
    report: reportOf(file, props, staged, indexed),
    props,
    table,
    select: indexed.select,
    lastLine: staged.lastLine,
  };
}

async function makeTable(
  engine: Engine,
  props: SourcetypeProps,
  indexed: readonly Loaded[],
): Promise<EventTable> {
  const events = union(indexed.flatMap(({ select }) => select ?? []));
  const ways = props.isJson ? await jsonWays(engine, events, JSON_FIELD_LIMIT) : [];
  const { sql, columns } = searchTimeFields(events, props, ways);
  const name = `events_${props.name.replace(/[^0-9a-z]/gi, '_')}`;
  await engine.run(`CREATE TABLE ${quoteName(name)} AS ${sql}`);
  for (const { table } of indexed) if (table) await engine.run(`DROP TABLE ${quoteName(table)}`);
  const { columns: values } = await engine.query(
    `SELECT count(*), min(_time), max(_time) FROM ${quoteName(name)}`,
  );
  const [count, earliest, latest] = values.map(([value]) => Number(value));
  return { from: quoteName(name), sourcetype: props.name, columns, events: count!, earliest: earliest!, latest: latest! };
}

function givenSourcetype(known: ReadonlyMap<string, SourcetypeProps>, given: string | undefined): void {
  if (given === undefined || known.has(given)) return;
  throw new Error(`sourcetype ${given} is not known, expected ${[...known.keys()].join(', ')}`);
}

/**
 * Reads log files into one table a sourcetype, with every field that a search sees. A file or line that cannot be
 * read is reported and the rest is loaded; a fault in the app's conf files or in the options throws before any is.
 */
export async function loadFiles(engine: Engine, app: AppConf, options: LoadOptions): Promise<LoadResult> {
  const known = readProps(app);
  givenSourcetype(known, options.sourcetype);
  const loaded: Loaded[] = [];
  let firstSerial = 0;
  for (const [at, file] of options.files.entries()) {
    const one = await loadFile(engine, known, options, file, at, firstSerial);
    loaded.push(one);
    firstSerial += one.lastLine;
  }
  const tables: EventTable[] = [];
  for (const props of known.values()) {
    const indexed = loaded.filter((one) => one.props === props);
    if (indexed.some(({ report }) => report.events > 0)) tables.push(await makeTable(engine, props, indexed));
  }
  return { tables, files: loaded.map(({ report }) => report) };
}
