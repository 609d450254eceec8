import { assign, fieldValue } from '../build';
import type { Command } from '../command';
import { asNumber, asText, numberToText, type Value } from '../sql/value';
import { binTime, parseSpan } from '../time/span';

/** The range that a number lies in, by both its ends; what is no number stays as it is. */
function binNumber(value: Value, width: number): Value {
  const start = `(floor((${asNumber(value)}) / ${width}) * ${width})`;
  const range = `(${numberToText(start)} || '-' || ${numberToText(`(${start} + ${width})`)})`;
  return { kind: 'text', sql: `coalesce(${range}, ${asText(value)})` };
}

export const bin: Command = {
  name: 'bin',
  syntax: '<field> [AS <newfield>] <options>',
  summary: 'Puts numbers or times into buckets of one width.',
  options: { span: '<span>' },
  differs: 'The options bins, minspan, start, end and aligntime are not there; span is asked for.',
  aliases: ['bucket', 'discretize'],
  reads: 'arguments',
  parse: (reader) => {
    const options = reader.options();
    const field = reader.expectText('a field').text;
    reader.options();
    const alias = reader.tryWord('as') ? reader.expectText('a name after AS').text : field;
    reader.options();
    reader.expectEnd();
    const written = options.get('span');
    if (!written) return reader.failNext('span= here');
    const span = parseSpan(written.text);
    if (!span) return reader.fail(written, `span expects a length such as 1h or 10, found "${written.text}"`);
    return (input, builder) => {
      const value = fieldValue(input, field);
      if (value.kind === 'absent') return input;
      const isTime = field === '_time' || span.unit !== 'plain';
      const binned: Value = isTime
        ? { kind: 'number', sql: binTime(asNumber(value), span) }
        : binNumber(value, span.count);
      return assign('bin', input, builder, [[alias, binned]]);
    };
  },
};
