import { assign, relationScope } from '../build';
import type { Command } from '../command';
import { compileValue } from '../expression/compile';
import type { ExpressionReader } from '../expression/parse';
import { type Expression, fieldsOf } from '../expression/tree';

interface Assignment {
  readonly name: string;
  readonly expression: Expression;
}

/** One `field=expression`. Throws SearchError. */
export function readAssignment(reader: ExpressionReader, command = 'eval'): Assignment {
  const { kind, text } = reader.next;
  if (kind !== 'name' && kind !== 'string') return reader.failNext(`"${command}" expects a field name`);
  reader.take();
  reader.expect('=', `the field name "${text}"`);
  return { name: text, expression: reader.expression() };
}

/** Groups in which no assignment reads what one before it sets, so that each group is one step. */
function independentGroups(assignments: readonly Assignment[]): Assignment[][] {
  const groups: Assignment[][] = [];
  for (const assignment of assignments) {
    const group = groups.at(-1);
    const set = new Set(group?.map(({ name }) => name));
    const isFree =
      !set.has(assignment.name) && !fieldsOf(assignment.expression).some((name) => set.has(name));
    if (group && isFree) group.push(assignment);
    else groups.push([assignment]);
  }
  return groups;
}

export const evalCommand: Command = {
  name: 'eval',
  syntax: '<field>=<expression> [, <field>=<expression>] ...',
  summary: 'Sets fields to what expressions give.',
  reads: 'expressions',
  parse: (reader) => {
    const assignments = [readAssignment(reader)];
    while (reader.tryTake(',')) assignments.push(readAssignment(reader));
    if (reader.next.kind !== 'end') reader.failNext('"eval" expects a comma or the end');
    const groups = independentGroups(assignments);
    return (input, builder) =>
      groups.reduce((rows, group) => {
        const scope = relationScope(rows, builder);
        const values = group.map(({ name, expression }) => [name, compileValue(expression, scope)] as const);
        return assign('eval', rows, builder, values);
      }, input);
  },
};
