import { failAtName, fixedName, readAssignment } from '../assignment';
import { assign, relationScope } from '../build';
import type { Command } from '../command';
import { compileValue } from '../expression/compile';
import { withFormat } from '../field-formats';

export const fieldformat: Command = {
  name: 'fieldformat',
  syntax: '<field>=<eval-expression>',
  summary: 'Shows a field as what the expression gives; commands behind it still see the value.',
  differs: 'A format is lost where a later command renames the field or makes new rows.',
  reads: 'expressions',
  parse: (reader) => {
    const assignment = readAssignment(reader, 'fieldformat');
    const { expression } = assignment;
    const name =
      fixedName(assignment) ?? failAtName(assignment, '"fieldformat" expects the name of one field');
    if (reader.next.kind !== 'end') reader.failNext('"fieldformat" expects one expression');
    return (input, builder) => {
      const value = compileValue(expression, relationScope(input, builder));
      const isThere = input.fields.some((field) => field.name === name);
      return isThere
        ? withFormat(input, name, expression)
        : assign('fieldformat', input, builder, [[name, value]]);
    };
  },
};
