/** How a column lies in DuckDB: VARCHAR, DOUBLE or VARCHAR[]; on Splunk's wire all of them are strings. */
export type ColumnKind = 'text' | 'number' | 'list';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
}
