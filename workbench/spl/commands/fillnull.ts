import { assign, fieldValue } from '../build';
import type { Command } from '../command';
import { asList, asText, numberIn, numberLiteral, textLiteral, type Value } from '../sql/value';

function filled(value: Value, by: string): Value {
  const number = numberIn(by);
  if (value.kind === 'absent') return textLiteral(by);
  if (value.kind === 'number' && number !== undefined) {
    return { kind: 'number', sql: `coalesce(${value.sql}, ${numberLiteral(number).sql})` };
  }
  if (value.kind === 'list')
    return { kind: 'list', sql: `coalesce(${value.sql}, ${asList(textLiteral(by))})` };
  return { kind: 'text', sql: `coalesce(${asText(value)}, ${textLiteral(by).sql})` };
}

export const fillnull: Command = {
  name: 'fillnull',
  syntax: '<options> [<field-list>]',
  summary: 'Fills missing values with one value.',
  options: { value: '<string>' },
  reads: 'arguments',
  parse: (reader) => {
    const by = reader.options().get('value')?.text ?? '0';
    const names = reader.fieldNames().map((argument) => argument.text);
    reader.expectEnd();
    return (input, builder) => {
      const own = input.fields.map(({ name }) => name).filter((name) => !name.startsWith('_'));
      const chosen = names.length === 0 ? own : [...new Set(names)];
      if (chosen.length === 0) return input;
      const values = chosen.map((name) => [name, filled(fieldValue(input, name), by)] as const);
      return assign('fillnull', input, builder, values);
    };
  },
};
