import { DuckDBBlobValue, DuckDBListValue, type DuckDBValue } from '@duckdb/node-api';

/** A value that crosses between JavaScript and the database; bytes only ever come out. */
export type SqlValue = string | number | boolean | null | Uint8Array | readonly (string | null)[];

/** The plain JavaScript value of what DuckDB hands out; integers become numbers. */
export function fromDuckDb(value: DuckDBValue): SqlValue {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof DuckDBListValue)
    return value.items.map((item) => (item === null ? null : String(item)));
  if (value instanceof DuckDBBlobValue) return value.bytes;
  if (typeof value === 'object' && value !== null) return value.toString();
  return value;
}
