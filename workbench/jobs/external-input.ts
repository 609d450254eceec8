import { availableParallelism } from 'node:os';
import { quoteName } from '../engine/engine';
import type { Field, Relation } from '../spl/build';
import { type CsvColumn, csvHeader, csvLine } from '../spl/sql/csv';
import type { SearchRun } from './search-run';

/** splunkd keeps below 100 MB of raw text a chunk; half of that is sent at a time here. */
const LARGEST_BODY_BYTES = 50 * 2 ** 20;
/** Rows that the database turns into text at once. */
const PAGE_ROWS = 20_000;
const PAGES_AT_ONCE = availableParallelism();
/** splunkd's chunks of events, for commands that answer chunk by chunk. */
const STATEFUL_ROWS = 50_000;

/** One request's body, and the rows of the table that are in it: from `first` on. */
export interface InputChunk {
  readonly body: readonly Uint8Array[];
  readonly first: number;
  readonly rows: number;
  readonly isLast: boolean;
}

export interface ExternalInput {
  /** The table that holds the rows in order, each with its LINE if they are not indexed; its `rowid` is their place. */
  readonly table: string;
  readonly rows: number;
  /** What the command is sent of each row. */
  readonly columns: readonly CsvColumn[];
  /** Rows are answered one by one, told apart by `_chunked_idx`. */
  readonly isIndexed: boolean;
  readonly isChunkwise: boolean;
}

const LINE = 'line';
const PLACE = '"#place"';

/** Those of the fields that the command asked for, all of them when it named none. */
export function sentColumns(fields: readonly Field[], required: readonly string[] | undefined): CsvColumn[] {
  const names = required ?? fields.map((field) => field.name);
  return names.map((name): CsvColumn => {
    const field = fields.find((one) => one.name === name);
    return { name, ...(field && { field }) };
  });
}

/** The rows as lines of a request's body: to sort and store these takes less than to make them of stored fields. */
export function linesOf(run: SearchRun, rows: Relation, columns: readonly CsvColumn[]): Relation {
  const { texts, line } = csvLine(columns);
  const from = run.step('texts', `SELECT ${['*', ...texts].join(', ')} FROM ${rows.from}`);
  return { ...rows, from, fields: [{ name: LINE, kind: 'text', sql: line }] };
}

function bodyColumns({ columns, isIndexed }: ExternalInput, chunkFirst: number): readonly CsvColumn[] {
  if (!isIndexed) return columns;
  return [...columns, { name: '_chunked_idx', sql: `CAST(${PLACE} - ${chunkFirst} AS VARCHAR)` }];
}

/** A query of the lines and their places. */
function linesSql(input: ExternalInput, chunkFirst: number): string {
  const table = quoteName(input.table);
  if (!input.isIndexed) return `SELECT ${LINE}, rowid AS ${PLACE} FROM ${table}`;
  const { texts, line } = csvLine(bodyColumns(input, chunkFirst));
  const items = ['*', `rowid AS ${PLACE}`, ...texts].join(', ');
  return `SELECT ${line} AS ${LINE}, ${PLACE} FROM (SELECT ${items} FROM ${table})`;
}

async function pageBytes(
  run: SearchRun,
  input: ExternalInput,
  { first, end, chunkFirst }: { first: number; end: number; chunkFirst: number },
): Promise<Uint8Array> {
  const rows = `(${linesSql(input, chunkFirst)}) WHERE ${PLACE} >= ${first} AND ${PLACE} < ${end}`;
  const [[bytes] = []] = await run.query(
    `SELECT encode(string_agg(${LINE}, '' ORDER BY ${PLACE})) FROM ${rows}`,
  );
  return bytes instanceof Uint8Array ? bytes : new Uint8Array();
}

/** The chunk that begins at that row; its pages are made side by side. */
async function chunkAt(run: SearchRun, input: ExternalInput, first: number): Promise<InputChunk> {
  const header = Buffer.from(`${csvHeader(bodyColumns(input, 0))}\n`);
  const most = Math.min(input.rows, first + (input.isChunkwise ? STATEFUL_ROWS : Number.POSITIVE_INFINITY));
  const body: Uint8Array[] = [header];
  let bytes = header.length;
  let end = first;
  while (end < most && bytes < LARGEST_BODY_BYTES) {
    const starts = Array.from({ length: PAGES_AT_ONCE }, (_, page) => end + page * PAGE_ROWS);
    const pages = starts
      .filter((start) => start < most)
      .map((start) => ({ first: start, end: Math.min(most, start + PAGE_ROWS), chunkFirst: first }));
    for (const page of await Promise.all(pages.map((page) => pageBytes(run, input, page)))) {
      body.push(page);
      bytes += page.length;
    }
    end = pages.at(-1)!.end;
  }
  return { body, first, rows: end - first, isLast: end >= input.rows };
}

/** The rows of a table as bodies of requests, in splunkd's CSV dialect; at least one, the last marked. */
export async function* inputChunks(run: SearchRun, input: ExternalInput): AsyncGenerator<InputChunk> {
  let next = chunkAt(run, input, 0);
  for (;;) {
    const chunk = await next;
    // The next chunk is made while the command works on this one; a fault in it is thrown when its turn comes.
    if (!chunk.isLast) {
      next = chunkAt(run, input, chunk.first + chunk.rows);
      next.catch(() => undefined);
    }
    yield chunk;
    if (chunk.isLast) return;
  }
}
