import { quoteText } from '../../engine/quote';
import { assign, fieldValue } from '../build';
import type { Command } from '../command';
import { asText } from '../sql/value';

/** One row for each value of a field, in the order of the values. */
export const mvexpand: Command = {
  name: 'mvexpand',
  syntax: '<field> <options>',
  summary: 'One row for each value of a field.',
  options: { limit: '<int>' },
  reads: 'arguments',
  parse: (reader) => {
    const field = reader.expectText('a field').text;
    const limit = reader.options().get('limit');
    reader.expectEnd();
    const most = limit ? reader.integer(limit, 'limit', 0) : 0;
    return (input, builder) => {
      const found = input.fields.find(({ name }) => name === field);
      if (found?.kind !== 'list') return input;
      const values = `coalesce(${found.sql}, [NULL])${most > 0 ? `[:${most}]` : ''}`;
      const order = `"#value${input.hidden.length}"`;
      const others = input.fields.map(({ sql }) => (sql === found.sql ? `unnest(${values}) AS ${sql}` : sql));
      const columns = [...others, ...input.hidden, `generate_subscripts(${values}, 1) AS ${order}`];
      const from = builder.step('mvexpand', `SELECT ${columns.join(', ')} FROM ${input.from}`);
      const fields = input.fields.map((one) => (one === found ? { ...one, kind: 'text' as const } : one));
      return { ...input, from, fields, order: [...input.order, order], hidden: [...input.hidden, order] };
    };
  },
};

export const makemv: Command = {
  name: 'makemv',
  syntax: '<options> <field>',
  summary: 'Splits a text into several values.',
  options: { delim: '<string>', allowempty: '<bool>', setsv: '<bool>' },
  differs: 'The option tokenizer is not there; setsv cannot be true.',
  reads: 'arguments',
  parse: (reader) => {
    const options = reader.options();
    const field = reader.expectText('a field').text;
    reader.expectEnd();
    const delimiter = options.get('delim')?.text ?? ' ';
    const empty = options.get('allowempty');
    const keepsEmpty = empty !== undefined && reader.boolean(empty, 'allowempty');
    const set = options.get('setsv');
    if (set && reader.boolean(set, 'setsv')) reader.fail(set, 'makemv with setsv=true is not supported');
    return (input, builder) => {
      const value = fieldValue(input, field);
      if (value.kind === 'absent') return input;
      const parts = `string_split(${asText(value)}, ${quoteText(delimiter)})`;
      const kept = keepsEmpty ? parts : `list_filter(${parts}, lambda "#v": "#v" <> '')`;
      return assign('makemv', input, builder, [[field, { kind: 'list', sql: `nullif(${kept}, [])` }]]);
    };
  },
};
