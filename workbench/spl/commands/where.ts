import { filter, relationScope } from '../build';
import type { Command } from '../command';
import { compileCondition } from '../expression/compile';

export const where: Command = {
  name: 'where',
  syntax: '<condition>',
  summary: 'Keeps rows for which a condition is true.',
  reads: 'expressions',
  parse: (reader) => {
    const expression = reader.expression();
    if (reader.next.kind !== 'end') reader.failNext('"where" expects one condition');
    return (input, builder) =>
      filter('where', input, builder, compileCondition(expression, relationScope(input, builder)));
  },
};
