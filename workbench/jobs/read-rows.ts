import { quoteName, type SqlValue } from '../engine/engine';
import { storedNames } from '../spl/relation';
import { numberText } from '../spl/sql/value';
import { isoTime } from '../spl/time/iso';
import type { SearchResult } from './search-result';
import type { Workbench } from './workbench';

/** Values as Splunk writes them; a list is a multivalue field with several values, null a field the row does not have. */
export type WireValue = string | readonly string[] | null;

export interface ReadRows {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly WireValue[])[];
}

/** `_time` goes out as ISO 8601 with milliseconds and offset, every other number as Splunk prints it. */
function wireValue(value: SqlValue, name: string): WireValue {
  if (typeof value === 'number') return name === '_time' ? isoTime(value) : numberText(value);
  if (!Array.isArray(value)) return value as string | null;
  return value.length === 1 ? (value[0] as string) : (value as string[]);
}

/** The values of rows `first` up to, not including, `end`, column by column. */
async function readColumns(
  { engine }: Pick<Workbench, 'engine'>,
  { kept, columns }: SearchResult,
  { first, end }: { readonly first: number; readonly end: number },
): Promise<readonly (readonly SqlValue[])[]> {
  if ('row' in kept) return kept.row.map((value) => [value]);
  const list = storedNames(columns.map(({ name }) => name)).map(quoteName);
  // DuckDB keeps the order of a table's rows while preserve_insertion_order is set.
  const page = await engine.query(
    `SELECT ${list.join(', ')} FROM ${quoteName(kept.table)} WHERE rowid >= ${first} AND rowid < ${end}`,
  );
  return page.columns;
}

/** Rows `offset` up to, not including, `offset + count` of a result, as Splunk writes them on its wire. */
export async function readRows(
  workbench: Pick<Workbench, 'engine'>,
  result: SearchResult,
  { offset, count }: { readonly offset: number; readonly count: number },
): Promise<ReadRows> {
  const { columns } = result;
  const fields = columns.map((column) => column.name);
  const first = Math.max(0, Math.trunc(offset));
  const end = Math.min(result.rows, first + Math.max(0, Math.trunc(count)));
  if (end <= first || columns.length === 0) {
    return { fields, rows: Array.from({ length: Math.max(0, end - first) }, () => []) };
  }
  const values = await readColumns(workbench, result, { first, end });
  const rows = Array.from({ length: end - first }, (_, row) =>
    fields.map((name, at) => wireValue(values[at]![row]!, name)),
  );
  return { fields, rows };
}
