/** One value on Splunk's wire: text, the texts of a multivalue field, or null where the row has none. */
type Cell = string | readonly string[] | null;

/** Results of a search as Splunk's `json_rows` gives them. */
export interface Rows {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A row by the names of its fields; a field without a value is absent. */
export type Row = Readonly<Record<string, string | readonly string[]>>;

/** The results of a search that has none. */
export const NO_ROWS: Rows = { fields: [], rows: [] };

/** Gives the rows by field name, empty values left out. */
export function namedRows({ fields, rows }: Rows): readonly Row[] {
  return rows.map((row) => {
    const pairs = fields.map((name, index) => [name, row[index] ?? ''] as const);
    return Object.fromEntries(pairs.filter(([, value]) => value.length > 0));
  });
}

/** Gives the text of a field, values of a multivalue field joined by commas; empty where the row has none. */
export function textOf(row: Row | undefined, field: string): string {
  const value = row?.[field] ?? '';
  return typeof value === 'string' ? value : value.join(', ');
}

/** Gives the values of a field as a list, empty where the row has none. */
export function valuesOf(row: Row, field: string): readonly string[] {
  const value = row[field] ?? [];
  return typeof value === 'string' ? [value] : value;
}

/** Gives the number in a field; NaN where the row has none. */
export function numberOf(row: Row | undefined, field: string): number {
  const text = textOf(row, field);
  return text === '' ? Number.NaN : Number(text);
}

/** Gives each row with a key for React: rows have no name of their own and are replaced as a whole. */
export function numbered(rows: readonly Row[]): readonly { readonly key: number; readonly row: Row }[] {
  return rows.map((row, key) => ({ key, row }));
}

/** Gives the rows without the fields that Splunk keeps for itself (`_span` and the like); `_time` and `_raw` stay. */
export function visibleRows({ fields, rows }: Rows): Rows {
  const places = fields.flatMap((name, at) => (/^_(?!time$|raw$)/.test(name) ? [] : [at]));
  return {
    fields: places.map((at) => fields[at] ?? ''),
    rows: rows.map((row) => places.map((at) => row[at] ?? null)),
  };
}
