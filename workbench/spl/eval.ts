import { compileValue } from './expression/compile';
import { ExpressionReader } from './expression/parse';
import { columnScope } from './expression/scope';
import type { Expression } from './expression/tree';
import type { Column, ColumnKind } from './relation';
import { plainSource } from './source';
import { asKind, commonKind } from './sql/value';

/** An eval expression as a tree. Throws SearchError. */
export function parseEval(text: string): Expression {
  const reader = new ExpressionReader(plainSource(text), 0, text.length);
  const expression = reader.expression();
  return reader.next.kind === 'end' ? expression : reader.failNext('expected the end of the expression');
}

/**
 * SQL of an eval expression's value over a table that stores those columns under their stored names, and the kind it
 * yields; `now` is what now() gives, in epoch seconds. Throws SearchError for what is no value or not supported.
 */
export function compileEval(
  expression: Expression,
  columns: readonly Column[],
  now = Date.now() / 1000,
): { sql: string; kind: ColumnKind } {
  const value = compileValue(expression, columnScope(columns, now));
  const kind = commonKind([value]);
  return { sql: asKind(value, kind), kind };
}
