import { fieldValue, orderBy } from '../build';
import type { Command } from '../command';
import { asText } from '../sql/value';

export const dedup: Command = {
  name: 'dedup',
  syntax: '[<int>] <field-list> <options>',
  summary: 'The first rows of each combination of values.',
  options: { keepevents: '<bool>', keepempty: '<bool>', consecutive: '<bool>' },
  differs: 'keepevents and consecutive cannot be true; sortby is not there, sort before it.',
  reads: 'arguments',
  parse: (reader) => {
    const isCount = reader.next.kind === 'word' && /^\d+$/.test(reader.next.text);
    const count = isCount ? reader.integer(reader.take(), 'dedup', 1) : 1;
    reader.options();
    const names = reader.expectFieldNames(['sortby']).map((argument) => argument.text);
    const options = reader.options();
    for (const name of ['keepevents', 'consecutive']) {
      const option = options.get(name);
      if (option && reader.boolean(option, name))
        reader.fail(option, `dedup with ${name}=true is not supported`);
    }
    if (reader.tryWord('sortby'))
      reader.fail(reader.next, 'dedup with sortby is not supported; sort before it');
    reader.expectEnd();
    const empty = options.get('keepempty');
    const keepsEmpty = empty !== undefined && reader.boolean(empty, 'keepempty');
    return (input, builder) => {
      const values = names.map((name) => fieldValue(input, name)).map(asText);
      const missing = values.map((sql) => `${sql} IS NULL`).join(' OR ');
      const place = `row_number() OVER (PARTITION BY ${values.join(', ')}${orderBy(input)})`;
      const keeps = keepsEmpty ? `(${missing} OR ${place} <= ${count})` : `(${place} <= ${count})`;
      const where = keepsEmpty ? '' : ` WHERE NOT (${missing})`;
      const from = builder.step('dedup', `SELECT * FROM ${input.from}${where} QUALIFY ${keeps}`);
      return { ...input, from };
    };
  },
};
