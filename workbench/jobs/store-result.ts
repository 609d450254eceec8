import { quoteName } from '../engine/engine';
import type { Relation } from '../spl/build';
import { formattedRows } from '../spl/field-formats';
import { type Column, storedNames } from '../spl/relation';
import type { KeptRows, SearchResult } from './search-result';
import type { SearchRun, Snapshot, StoredRows } from './search-run';

/** Names that DuckDB tells apart only by number are given anew once some of the fields are gone. */
async function renameStored(
  run: SearchRun,
  table: string,
  from: readonly string[],
  to: readonly string[],
): Promise<void> {
  for (const [at, name] of from.entries()) {
    if (name !== to[at]) {
      await run.engine.run(
        `ALTER TABLE ${quoteName(table)} RENAME COLUMN ${quoteName(name)} TO ${quoteName(to[at]!)}`,
      );
    }
  }
}

/** Of events, the fields that any event has: one that none has is no field of the result. */
async function presentColumns(run: SearchRun, table: string, columns: readonly Column[]): Promise<Column[]> {
  if (columns.length === 0) return [];
  const stored = storedNames(columns.map((column) => column.name));
  const counts = stored.map((name) => `count(${quoteName(name)})`).join(', ');
  const [row = []] = await run.query(`SELECT ${counts} FROM ${quoteName(table)}`);
  const present = columns.filter((_, at) => row[at] !== 0);
  if (present.length === 0) return [];
  for (const [at, name] of stored.entries()) {
    if (row[at] === 0) await run.engine.run(`ALTER TABLE ${quoteName(table)} DROP COLUMN ${quoteName(name)}`);
  }
  const kept = stored.filter((_, at) => row[at] !== 0);
  await renameStored(run, table, kept, storedNames(present.map((column) => column.name)));
  return present;
}

/** What a search came to: its last rows, and the events that it found. */
export interface Executed {
  readonly relation: Relation;
  /** The rows as they were before the first transforming command. */
  readonly events: Snapshot;
}

export interface StoreOptions {
  /** The result that a post-process search went on from. */
  readonly base?: SearchResult | undefined;
  /** The rows that are kept; all when absent. */
  readonly maxRows?: number | undefined;
}

interface Found {
  readonly kept: KeptRows;
  readonly columns: readonly Column[];
  readonly rows: number;
}

/** The rows of a relation in a table of their own, no more than `maxRows`, which a warning then says. */
async function storeRows(
  run: SearchRun,
  relation: Relation,
  maxRows: number | undefined,
): Promise<StoredRows> {
  const stored = await run.store(relation, maxRows === undefined ? undefined : maxRows + 1);
  if (maxRows === undefined || stored.rows <= maxRows) return stored;
  const { table } = stored;
  await run.engine.run(`DELETE FROM ${quoteName(table)} WHERE rowid >= ${maxRows}`, run.signal);
  run.warn(
    `the search found more than ${maxRows} results, of which the first ${maxRows} are kept (max_count)`,
  );
  return { table, rows: maxRows };
}

async function keepRows(run: SearchRun, relation: Relation, maxRows: number | undefined): Promise<Found> {
  const { fields, isTransformed } = relation;
  const columns = fields.map(({ name, kind }): Column => ({ name, kind }));
  const row = isTransformed && maxRows !== 0 ? await run.onlyRow(relation) : undefined;
  if (row) return { kept: { row }, columns, rows: 1 };
  const { table, rows } = await storeRows(run, relation, maxRows);
  const present = isTransformed ? columns : await presentColumns(run, table, columns);
  return { kept: { table }, columns: present, rows };
}

/** Stores the rows that a search came to. */
export async function storeResult(
  run: SearchRun,
  { relation: found, events }: Executed,
  { base, maxRows }: StoreOptions,
): Promise<SearchResult> {
  const relation = formattedRows(found, run);
  const { isTransformed } = relation;
  const { kept, columns, rows } = await keepRows(run, relation, maxRows);
  const eventCount = base?.eventCount ?? (isTransformed ? await run.count(events) : rows);
  const scanCount = base?.scanCount ?? run.tables.reduce((sum, { events: loaded }) => sum + loaded, 0);
  await run.warnOfCuts();
  return {
    kept,
    columns,
    rows,
    isTransforming: isTransformed,
    eventCount,
    scanCount,
    messages: run.messages,
  };
}
