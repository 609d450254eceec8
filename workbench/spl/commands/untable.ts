import { quoteText } from '../../engine/quote';
import { type Field, fieldValue, newField, orderBy } from '../build';
import type { Command } from '../command';
import { ABSENT, asKind, commonKind } from '../sql/value';

const ROW = '"#row"';
const COLUMN = '"#column"';

/** One row for each value of each field but the first, which is kept, and those whose names begin with `_`. */
export const untable: Command = {
  name: 'untable',
  syntax: '<field> <field> <field>',
  summary: 'Makes a row of each cell of a table.',
  reads: 'arguments',
  parse: (reader) => {
    const [x, name, data, ...more] = reader.fieldNames();
    if (!x || !name || !data) return reader.failNext('a field for rows, one for names and one for values');
    if (more[0]) reader.fail(more[0], '"untable" expects three fields');
    reader.expectEnd();
    for (const [at, argument] of [x, name, data].entries())
      if ([x, name, data].some(({ text }, before) => before < at && text === argument.text))
        reader.fail(argument, `"untable" expects three fields, found "${argument.text}" twice`);
    return (input, builder) => {
      const kept = fieldValue(input, x.text);
      const others = input.fields.filter((field) => field.name !== x.text && !field.name.startsWith('_'));
      const kind = commonKind(others);
      const fields: Field[] = [];
      fields.push(newField(x.text, commonKind([kept]), fields));
      fields.push(newField(name.text, 'text', fields));
      fields.push(newField(data.text, kind, fields));
      const [xSql, nameSql, dataSql] = fields.map(({ sql }) => sql);
      const items = [
        `${asKind(kept, fields[0]!.kind)} AS ${xSql}`,
        `unnest([${others.map((field) => quoteText(field.name)).join(', ')}]::VARCHAR[]) AS ${nameSql}`,
        `unnest([${[...others, ABSENT].map((field) => asKind(field, kind)).join(', ')}][:${others.length}]) AS ${dataSql}`,
        `row_number() OVER (${orderBy(input)}) AS ${ROW}`,
        `generate_subscripts([${others.map((_, at) => at).join(', ')}], 1) AS ${COLUMN}`,
      ];
      const cells = builder.step('untable_cells', `SELECT ${items.join(', ')} FROM ${input.from}`);
      const from = builder.step(
        'untable',
        `SELECT * FROM ${cells} WHERE ${xSql} IS NOT NULL AND ${dataSql} IS NOT NULL`,
      );
      return { from, fields, order: [ROW, COLUMN], hidden: [ROW, COLUMN], isTransformed: true };
    };
  },
};
