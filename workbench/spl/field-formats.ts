import { assign, type Builder, type Relation, relationScope } from './build';
import { compileValue } from './expression/compile';
import type { Expression } from './expression/tree';

/** The relation in which its field is shown as what the expression gives, once the search is at its end. */
export function withFormat(input: Relation, name: string, expression: Expression): Relation {
  return { ...input, formats: new Map([...(input.formats ?? []), [name, expression]]) };
}

/** The rows as they are shown: every field that has a format under it. */
export function formattedRows(input: Relation, builder: Builder): Relation {
  const names = new Set(input.fields.map(({ name }) => name));
  const formats = [...(input.formats ?? [])].filter(([name]) => names.has(name));
  if (formats.length === 0) return input;
  const scope = relationScope(input, builder);
  const values = formats.map(([name, expression]) => [name, compileValue(expression, scope)] as const);
  return assign('fieldformat', input, builder, values);
}
