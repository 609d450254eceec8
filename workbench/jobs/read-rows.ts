import { quoteName } from '../engine/engine';
import { type Column, storedNames } from '../spl/relation';
import { numberToText } from '../spl/sql/value';
import { toTimestamp } from '../spl/time/format';
import type { SearchResult } from './search-result';
import type { Workbench } from './workbench';

/** Values as Splunk writes them; a list is a multivalue field with several values, null a field the row does not have. */
export type WireValue = string | readonly string[] | null;

export interface ReadRows {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly WireValue[])[];
}

/** `_time` goes out as ISO 8601 with milliseconds and offset, every other number as Splunk prints it. */
function wireSql({ name, kind }: Column, stored: string): string {
  const column = quoteName(stored);
  if (kind !== 'number') return column;
  if (name !== '_time') return numberToText(column);
  return `strftime(${toTimestamp(column)}, '%Y-%m-%dT%H:%M:%S.%g+00:00')`;
}

function wireValue(value: unknown): WireValue {
  if (!Array.isArray(value)) return value as string | null;
  return value.length === 1 ? (value[0] as string) : (value as string[]);
}

/** Rows `offset` up to, not including, `offset + count` of a result, as Splunk writes them on its wire. */
export async function readRows(
  workbench: Workbench,
  result: SearchResult,
  { offset, count }: { readonly offset: number; readonly count: number },
): Promise<ReadRows> {
  const { columns } = result;
  const fields = columns.map((column) => column.name);
  const stored = storedNames(fields);
  const first = Math.max(0, Math.trunc(offset));
  const end = Math.min(result.rows, first + Math.max(0, Math.trunc(count)));
  if (end <= first || columns.length === 0) {
    return { fields, rows: Array.from({ length: Math.max(0, end - first) }, () => []) };
  }
  const list = columns.map((column, at) => wireSql(column, stored[at]!)).join(', ');
  // DuckDB keeps the order of a table's rows while preserve_insertion_order is set.
  const page = await workbench.engine.query(
    `SELECT ${list} FROM ${quoteName(result.table)} WHERE rowid >= ${first} AND rowid < ${end}`,
  );
  const rows = Array.from({ length: end - first }, (_, row) =>
    page.columns.map((column) => wireValue(column[row])),
  );
  return { fields, rows };
}
