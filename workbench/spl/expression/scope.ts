import { quoteName } from '../../engine/quote';
import { type Column, storedNames } from '../relation';
import { ABSENT, type Value } from '../sql/value';

/** What the names in an expression mean. */
export interface Scope {
  /** The value of a field; absent when there is no such field. */
  field(name: string): Value;
  /** When the search started, in epoch seconds. */
  readonly now: number;
  /** An SQL name for the element of a list, used by no other lambda of this scope. */
  element(): string;
}

/** A scope over the columns of a table that stores them under their stored names. */
export function columnScope(columns: readonly Column[], now: number): Scope {
  const names = storedNames(columns.map((column) => column.name));
  const values = new Map(
    columns.map(({ name, kind }, at): [string, Value] => [name, { sql: quoteName(names[at]!), kind }]),
  );
  let elements = 0;
  return {
    field: (name) => values.get(name) ?? ABSENT,
    now,
    element: () => `"#${++elements}"`,
  };
}

/** The same scope in which one field means another value. */
export function withField(scope: Scope, name: string, value: Value): Scope {
  return { ...scope, field: (other) => (other === name ? value : scope.field(other)) };
}
