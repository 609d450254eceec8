import type { Field } from '../build';
import { asText } from './value';

/** splunkd quotes every cell but those of ASCII letters and digits alone. */
function cell(text: string): string {
  return `CASE WHEN ${text} IS NULL THEN '' WHEN regexp_full_match(${text}, '[A-Za-z0-9]*') THEN ${text} ELSE '"' || replace(${text}, '"', '""') || '"' END`;
}

/** `$v1$;$v2$` with every `$` in a value doubled; a single value has no such cell. */
function multivalueCell({ kind, sql }: Field): string {
  if (kind !== 'list') return "''";
  const values = `list_transform(${sql}, lambda "#v": replace("#v", '$', '$$'))`;
  const joined = `'$' || array_to_string(${values}, '$;$') || '$'`;
  return `CASE WHEN len(${sql}) > 1 THEN '"' || replace(${joined}, '"', '""') || '"' ELSE '' END`;
}

/** A column of what a search command is sent: a field, or an SQL text of its own, or nothing but the name. */
export interface CsvColumn {
  readonly name: string;
  readonly field?: Field;
  readonly sql?: string;
}

/** The header in splunkd's dialect: all fields, then all of them again with `__mv_` before the name. */
export function csvHeader(columns: readonly CsvColumn[]): string {
  const names = [...columns.map(({ name }) => name), ...columns.map(({ name }) => `__mv_${name}`)];
  return names
    .map((name) => (/^[A-Za-z0-9]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`))
    .join(',');
}

/** SQL of one row in splunkd's dialect, without a line end. */
export function csvRow(columns: readonly CsvColumn[]): string {
  const cells = columns.map(({ field, sql }) => (field ? cell(asText(field)) : (sql ?? "''")));
  const multivalue = columns.map(({ field }) => (field ? multivalueCell(field) : "''"));
  return `concat(${[...cells, ...multivalue].join(", ',', ")})`;
}
