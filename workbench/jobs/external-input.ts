import { quoteName } from '../engine/engine';
import type { Field } from '../spl/build';
import { type CsvColumn, csvHeader, csvRow } from '../spl/sql/csv';
import type { SearchRun } from './search-run';

/** splunkd keeps below 100 MB of raw text a chunk; half of that is sent at a time here. */
const LARGEST_BODY_BYTES = 50 * 2 ** 20;
/** Rows that the database turns into text at once. */
const PAGE_ROWS = 20_000;
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
  /** The table that holds the rows in order; its `rowid` is their place. */
  readonly table: string;
  readonly fields: readonly Field[];
  readonly rows: number;
  /** The fields that the command asked for; absent when it gets all. */
  readonly required?: readonly string[];
  /** Rows are answered one by one, told apart by `_chunked_idx`. */
  readonly isIndexed: boolean;
  readonly isChunkwise: boolean;
}

function columnsOf({ fields, required, isIndexed }: ExternalInput, pageFirst: string): CsvColumn[] {
  const names = required ?? fields.map((field) => field.name);
  const columns = names.map((name): CsvColumn => {
    const field = fields.find((one) => one.name === name);
    return { name, ...(field && { field }) };
  });
  if (!isIndexed) return columns;
  return [...columns, { name: '_chunked_idx', sql: `CAST(rowid - ${pageFirst} AS VARCHAR)` }];
}

async function pageBytes(
  run: SearchRun,
  input: ExternalInput,
  first: number,
  end: number,
  chunkFirst: number,
): Promise<Uint8Array> {
  const row = csvRow(columnsOf(input, String(chunkFirst)));
  const where = `rowid >= ${first} AND rowid < ${end}`;
  const lines = `SELECT string_agg(line, chr(10) ORDER BY place) || chr(10) AS text FROM (SELECT ${row} AS line, rowid AS place FROM ${quoteName(input.table)} WHERE ${where})`;
  const [[bytes] = []] = await run.query(`SELECT encode(text) FROM (${lines})`);
  return bytes instanceof Uint8Array ? bytes : new Uint8Array();
}

/** The rows of a table as bodies of requests, in splunkd's CSV dialect; at least one, the last marked. */
export async function* inputChunks(run: SearchRun, input: ExternalInput): AsyncGenerator<InputChunk> {
  const header = Buffer.from(`${csvHeader(columnsOf(input, '0'))}\n`);
  const mostRows = input.isChunkwise ? STATEFUL_ROWS : Number.POSITIVE_INFINITY;
  let first = 0;
  do {
    const body: Uint8Array[] = [header];
    let bytes = header.length;
    let end = first;
    while (end < input.rows && end - first < mostRows && bytes < LARGEST_BODY_BYTES) {
      const pageEnd = Math.min(input.rows, end + PAGE_ROWS, first + mostRows);
      const page = await pageBytes(run, input, end, pageEnd, first);
      body.push(page);
      bytes += page.length;
      end = pageEnd;
    }
    yield { body, first, rows: end - first, isLast: end >= input.rows };
    first = end;
  } while (first < input.rows);
}
