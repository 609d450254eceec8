import type { DuckDBDataChunk, DuckDBMaterializedResult } from '@duckdb/node-api';
import { fromDuckDb, type SqlValue } from './values';

/** Rows as one array of values a column. */
export interface Columns {
  readonly names: readonly string[];
  readonly columns: readonly (readonly SqlValue[])[];
}

/** The values of a chunk, column by column. */
export function columnsOf(chunk: DuckDBDataChunk): SqlValue[][] {
  return Array.from({ length: chunk.columnCount }, (_, at) => chunk.getColumnValues(at).map(fromDuckDb));
}

/** All rows of a result. */
export async function columnsIn(result: DuckDBMaterializedResult): Promise<Columns> {
  const names = result.columnNames();
  const columns: SqlValue[][] = names.map(() => []);
  for (const chunk of await result.fetchAllChunks())
    columnsOf(chunk).forEach((values, at) => {
      for (const value of values) columns[at]!.push(value);
    });
  return { names, columns };
}
