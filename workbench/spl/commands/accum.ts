import { assign, fieldValue } from '../build';
import type { Command } from '../command';
import { numbered } from '../numbered';
import { asNumber, asText, number, numberToText, text } from '../sql/value';

const PLACE = '"#place"';

export const accum: Command = {
  name: 'accum',
  syntax: '<field> [AS <newfield>]',
  summary: 'The running sum of the numbers in a field, in place of them or in a new field.',
  reads: 'arguments',
  parse: (reader) => {
    const name = reader.expectField().text;
    const into = reader.tryWord('as') ? reader.expectText('a name after AS').text : name;
    reader.expectEnd();
    return (input, builder) => {
      const value = fieldValue(input, name);
      if (value.kind === 'absent') return input;
      const operand = `(${asNumber(value)})`;
      const sum = `sum(${operand}) OVER (ORDER BY ${PLACE} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
      const running = `CASE WHEN ${operand} IS NOT NULL THEN ${sum} END`;
      const isKept = into === name && value.kind !== 'number';
      const total = isKept
        ? text(`coalesce(${numberToText(`(${running})`)}, ${asText(value)})`)
        : number(`(${running})`);
      return assign('accum', numbered('accum', input, builder, PLACE), builder, [[into, total]]);
    };
  },
};
