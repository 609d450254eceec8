import { quoteName } from '../engine/engine';
import { type Column, type ColumnKind, storedNames } from '../spl/relation';

/** A column made by an SQL expression. */
export interface Made {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly sql: string;
}

/**
 * An SQL query that gives these fields under their stored names. `carried` are SQL columns that are no fields but are
 * needed to make some; they begin with `#`, as no stored name does.
 */
export interface Select {
  readonly sql: string;
  readonly columns: readonly Column[];
  readonly carried: readonly string[];
}

/** An SQL column that is carried along; `sql` makes it. */
export interface Carried {
  readonly name: string;
  readonly sql: string;
}

function stored(columns: readonly Column[]): string[] {
  return storedNames(columns.map(({ name }) => name)).map(quoteName);
}

/** The SQL names of the fields of queries that were asked for one, by their columns: a query has hundreds of them. */
const known = new WeakMap<readonly Column[], ReadonlyMap<string, string>>();

function namesOf(columns: readonly Column[]): ReadonlyMap<string, string> {
  const names = stored(columns);
  return new Map(columns.map(({ name }, at) => [name, names[at]!]));
}

/** The SQL name of a field of the query, undefined when there is no such field. */
export function sqlName({ columns }: Select, field: string): string | undefined {
  const names = known.get(columns) ?? namesOf(columns);
  known.set(columns, names);
  return names.get(field);
}

/** The query with fields added, or put in place of those of the same name, and with more columns carried along. */
export function extend(select: Select, made: readonly Made[], carry: readonly Carried[] = []): Select {
  if (made.length + carry.length === 0) return select;
  const kept = select.columns.filter((column) => !made.some(({ name }) => name === column.name));
  const columns = [...kept, ...made.map(({ name, kind }) => ({ name, kind }))];
  const sources = [...kept.map(({ name }) => sqlName(select, name) ?? 'NULL'), ...made.map(({ sql }) => sql)];
  const fields = stored(columns).map((name, at) => `${sources[at]} AS ${name}`);
  const carried = [
    ...select.carried.map(quoteName),
    ...carry.map(({ name, sql }) => `${sql} AS ${quoteName(name)}`),
  ];
  return {
    sql: `SELECT ${[...fields, ...carried].join(', ')} FROM (${select.sql})`,
    columns,
    carried: [...select.carried, ...carry.map(({ name }) => name)],
  };
}

/** The query with these fields alone, in this order; one that it does not have is NULL. */
export function project(select: Select, columns: readonly Column[], carried: readonly string[] = []): Select {
  const fields = stored(columns).map(
    (name, at) => `${sqlName(select, columns[at]!.name) ?? 'NULL'} AS ${name}`,
  );
  return {
    sql: `SELECT ${[...fields, ...carried.map(quoteName)].join(', ')} FROM (${select.sql})`,
    columns,
    carried,
  };
}

/** The rows of all the queries, with the fields of any of them. */
export function union(selects: readonly Select[]): Select {
  const all = selects.flatMap((select) => select.columns);
  const columns = all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at);
  const carried = selects[0]?.carried ?? [];
  const parts = selects.map((select) => project(select, columns, carried).sql);
  return { sql: parts.join(' UNION ALL '), columns, carried };
}
