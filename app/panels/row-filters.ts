import { type Row, textOf } from '../search/rows';

/** Gives the values by which the events behind a row are selected: those of the fields that the row has. */
export function filtersOf(row: Row, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    fields.map((field) => [field, textOf(row, field)] as const).filter(([, value]) => value !== ''),
  );
}
