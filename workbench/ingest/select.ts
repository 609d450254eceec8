import { quoteName } from '../engine/engine';
import type { Column, ColumnKind } from '../spl/relation';

/** A column made by an SQL expression. */
export interface Made {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly sql: string;
}

/** An SQL query with the columns that it gives. */
export interface Select {
  readonly sql: string;
  readonly columns: readonly Column[];
}

/** DuckDB takes names that differ only in case for one. */
export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** The query with columns added, or put in place of those of the same name. */
export function extend(select: Select, made: readonly Made[]): Select {
  if (made.length === 0) return select;
  const kept = select.columns.filter((column) => !made.some(({ name }) => sameName(name, column.name)));
  const list = [
    ...kept.map(({ name }) => quoteName(name)),
    ...made.map(({ name, sql }) => `${sql} AS ${quoteName(name)}`),
  ];
  return {
    sql: `SELECT ${list.join(', ')} FROM (${select.sql})`,
    columns: [...kept, ...made.map(({ name, kind }) => ({ name, kind }))],
  };
}

/** The rows of all the queries, with the columns of any of them. */
export function union(selects: readonly Select[]): Select {
  const columns = selects.flatMap((select) => select.columns);
  const names = [...new Set(columns.map(({ name }) => name))];
  return {
    sql: selects.map(({ sql }) => sql).join(' UNION ALL BY NAME '),
    columns: names.map((name) => columns.find((column) => column.name === name)!),
  };
}
