import { assign, fieldValue } from '../build';
import type { Command } from '../command';
import { numbered } from '../numbered';
import { asNumber, number } from '../sql/value';

const PLACE = '"#place"';

export const delta: Command = {
  name: 'delta',
  syntax: '<field> [AS <newfield>] <options>',
  summary: 'How much a number differs from that of the row before, or of the row `p` rows before.',
  options: { p: '<int>' },
  reads: 'arguments',
  parse: (reader) => {
    const options = reader.options();
    const name = reader.expectField().text;
    reader.options();
    const into = reader.tryWord('as') ? reader.expectText('a name after AS').text : `delta(${name})`;
    reader.options();
    reader.expectEnd();
    const back = options.get('p');
    const rows = back ? reader.integer(back, 'p', 1) : 1;
    return (input, builder) => {
      const value = fieldValue(input, name);
      if (value.kind === 'absent') return input;
      const operand = `(${asNumber(value)})`;
      const difference = number(`(${operand} - lag(${operand}, ${rows}) OVER (ORDER BY ${PLACE}))`);
      return assign('delta', numbered('delta', input, builder, PLACE), builder, [[into, difference]]);
    };
  },
};
