import { quoteText } from '../../engine/quote';
import { type Assignment, failAtName, fixedName, readAssignment } from '../assignment';
import { assign, type Builder, fieldValue, type Relation, relationScope } from '../build';
import type { Command } from '../command';
import { compileValue } from '../expression/compile';
import { fieldsOf } from '../expression/tree';
import { asKind, asText, commonKind, type Value } from '../sql/value';

/** A search that makes more fields than this out of values is none that a person can read. */
const MOST_NAMES = 1000;

/**
 * Groups in which no assignment reads what one before it sets, so that each group is one step; one whose name depends on
 * the row stands alone.
 */
function independentGroups(assignments: readonly Assignment[]): Assignment[][] {
  const groups: Assignment[][] = [];
  for (const assignment of assignments) {
    const group = groups.at(-1);
    const set = new Set(group?.map(fixedName));
    const name = fixedName(assignment);
    const isFree =
      name !== undefined &&
      !set.has(undefined) &&
      !set.has(name) &&
      !fieldsOf(assignment.expression).some((field) => set.has(field));
    if (group && isFree) group.push(assignment);
    else groups.push([assignment]);
  }
  return groups;
}

function withFixed(group: readonly Assignment[], rows: Relation, builder: Builder): Relation {
  const scope = relationScope(rows, builder);
  const values = group.map(
    (assignment) => [fixedName(assignment) ?? '', compileValue(assignment.expression, scope)] as const,
  );
  return assign('eval', rows, builder, values);
}

/** Each row gets the field that its own values name; one in which they are missing gets none. */
async function withNamed(assignment: Assignment, input: Relation, builder: Builder): Promise<Relation> {
  const rows = await builder.materialise(input);
  const parts = assignment.target.map(({ text, isValue }) =>
    isValue ? asText(fieldValue(rows, text)) : quoteText(text),
  );
  const name = `(${parts.join(' || ')})`;
  const found = await builder.query(
    `SELECT DISTINCT ${name} AS "#name" FROM ${rows.from} WHERE coalesce(${name}, '') <> '' ORDER BY "#name" LIMIT ${MOST_NAMES + 1}`,
  );
  if (found.length > MOST_NAMES)
    failAtName(assignment, `"eval" makes more than ${MOST_NAMES} fields of what the rows say`);
  const value = compileValue(assignment.expression, relationScope(rows, builder));
  const values = found.map(([one]) => {
    const field = String(one);
    const old = fieldValue(rows, field);
    const kind = commonKind([old, value]);
    const sql = `CASE WHEN ${name} = ${quoteText(field)} THEN ${asKind(value, kind)} ELSE ${asKind(old, kind)} END`;
    return [field, { sql, kind } satisfies Value] as const;
  });
  return values.length === 0 ? rows : assign('eval', rows, builder, values);
}

export const evalCommand: Command = {
  name: 'eval',
  syntax: '<field>=<expression> [, <field>=<expression>] ...',
  summary: 'Sets fields to what expressions give; `{field}` in a name stands for the value of that field.',
  reads: 'expressions',
  parse: (reader) => {
    const assignments = [readAssignment(reader, 'eval')];
    while (reader.tryTake(',')) assignments.push(readAssignment(reader, 'eval'));
    if (reader.next.kind !== 'end') reader.failNext('"eval" expects a comma or the end');
    const groups = independentGroups(assignments);
    return async (input, builder) => {
      let rows = input;
      for (const group of groups) {
        const [only] = group;
        const isFixed = fixedName(only!) !== undefined;
        rows = isFixed ? withFixed(group, rows, builder) : await withNamed(only!, rows, builder);
      }
      return rows;
    };
  },
};
