/** How a column lies in DuckDB: VARCHAR, DOUBLE or VARCHAR[]; on Splunk's wire all of them are strings. */
export type ColumnKind = 'text' | 'number' | 'list';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** A field's name as SQL takes it: not empty, without NUL, and not with the `#` that marks hidden columns. */
export function storedBase(field: string): string {
  if (field === '') return '\u2205';
  return field.startsWith('#') ? `\u2116${field.slice(1)}` : field.replaceAll('\0', '\u2400');
}

/**
 * The SQL names that a table stores fields under, in the same order. Splunk tells fields apart by case, DuckDB does
 * not: of fields that differ in case alone all but the first get a number behind `#`, which no stored name begins with.
 */
export function storedNames(fields: readonly string[]): string[] {
  const taken = new Set<string>();
  return fields.map((field) => {
    const base = storedBase(field);
    let name = base;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}#${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
