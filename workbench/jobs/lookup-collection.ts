import { type Engine, quoteName, type SqlColumn, type SqlValue } from '../engine/engine';
import { type Json, type JsonObject, valuesAt } from './kv-value';
import { LOOKUP_CATALOG, type StoredLookup } from './lookup-cache';

function texts(value: Json): string[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap((member: Json) => texts(member));
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}

/** What a record says in the field; `name.other` is a field within a field. */
function valuesOf(record: JsonObject, path: readonly string[]): readonly string[] {
  const [only, ...others] = valuesAt(record, path);
  if (typeof only === 'string' && others.length === 0) return [only];
  return only === undefined ? [] : [only, ...others].flatMap((value) => texts(value));
}

function cell(values: readonly string[], kind: SqlColumn['kind']): SqlValue {
  if (values.length === 0) return null;
  return kind === 'list' ? values : values[0]!;
}

/**
 * The fields of the records in a table of that name, as texts, in the records' order. A field in which any record has
 * several values is a list; an object without a path into it is its JSON.
 */
export async function readCollectionLookup(
  engine: Engine,
  records: readonly JsonObject[],
  names: readonly string[],
  table: string,
): Promise<StoredLookup> {
  const values = names.map((name) => {
    const path = name.split('.');
    return records.map((record) => valuesOf(record, path));
  });
  const columns = values.map(
    (cells, at): SqlColumn => ({
      name: `c${at}`,
      kind: cells.some(({ length }) => length > 1) ? 'list' : 'text',
    }),
  );
  await engine.createTable(table, columns, LOOKUP_CATALOG);
  const appender = await engine.appender(table, columns, LOOKUP_CATALOG);
  try {
    appender.append(columns.map(({ kind }, at) => values[at]!.map((one) => cell(one, kind))));
  } finally {
    appender.close();
  }
  const fields = columns.map(({ name: column, kind }, at) => ({
    name: names[at]!,
    kind: kind === 'list' ? ('list' as const) : ('text' as const),
    sql: quoteName(column),
  }));
  return { from: `${LOOKUP_CATALOG}.${quoteName(table)}`, fields };
}
