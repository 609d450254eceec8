import { quoteText } from '../../engine/quote';
import { type Builder, type Field, fieldValue, newField, type Relation } from '../build';
import type { Command } from '../command';
import { numbered } from '../numbered';
import { asKind, asText, commonKind } from '../sql/value';

/** A table wider than this is none that anyone reads. */
const MOST_COLUMNS = 1000;
const PLACE = '"#place"';
const NAME = '"#name"';

/** The values that become columns, sorted as texts. */
async function columnNames(rows: Relation, builder: Builder): Promise<string[]> {
  const found = await builder.query(
    `SELECT DISTINCT ${NAME} FROM ${rows.from} ORDER BY 1 LIMIT ${MOST_COLUMNS + 1}`,
  );
  if (found.length > MOST_COLUMNS)
    builder.warn(`xyseries made columns of the first ${MOST_COLUMNS} values only`);
  return found.slice(0, MOST_COLUMNS).map(([name]) => String(name));
}

/** One row for each value of the first field, with a column for each value of the second that holds the third. */
export const xyseries: Command = {
  name: 'xyseries',
  syntax: '<options> <x-field> <name-field> <data-field> ...',
  summary: 'Makes a table out of rows with a row title, a column title and a value.',
  options: { sep: '<string>', format: '<string>', grouped: '<bool>' },
  differs: 'grouped cannot be true.',
  reads: 'arguments',
  parse: (reader) => {
    const options = reader.options();
    const names = reader.fieldNames().map((argument) => argument.text);
    reader.options();
    reader.expectEnd();
    const [xName, seriesName, ...data] = names;
    if (xName === undefined || seriesName === undefined || data.length === 0)
      return reader.failNext('a field for rows, one for columns and one for values');
    const grouped = options.get('grouped');
    if (grouped) reader.boolean(grouped, 'grouped');
    const pattern = options.get('format')?.text ?? `$AGG$${options.get('sep')?.text ?? ': '}$VAL$`;
    const isWritten = data.length > 1 || options.has('format');
    const title = (of: string, value: string): string =>
      isWritten ? pattern.replace(/\$(AGG|VAL)\$/g, (_, part) => (part === 'AGG' ? of : value)) : value;
    return async (input, builder) => {
      const x = fieldValue(input, xName);
      const series = fieldValue(input, seriesName);
      const placed = numbered('xyseries', input, builder, PLACE);
      const where = `WHERE ${x.sql} IS NOT NULL AND ${series.sql} IS NOT NULL`;
      const select = `SELECT *, ${asText(series)} AS ${NAME} FROM ${placed.from} ${where}`;
      const from = builder.step('xyseries_names', select);
      const rows = await builder.materialise({ ...placed, from, hidden: [PLACE, NAME] });
      const fields: Field[] = [newField(xName, commonKind([x]), [])];
      const columns = [`${asKind(x, fields[0]!.kind)} AS ${fields[0]!.sql}`, `min(${PLACE}) AS ${PLACE}`];
      const titles = await columnNames(rows, builder);
      for (const of of data) {
        const value = input.fields.find(({ name }) => name === of);
        if (!value) continue;
        for (const name of titles) {
          const field = newField(title(of, name), value.kind, fields);
          if (fields.some((other) => other.name === field.name)) continue;
          fields.push(field);
          columns.push(
            `last(${value.sql} ORDER BY ${PLACE}) FILTER (${NAME} = ${quoteText(name)}) AS ${field.sql}`,
          );
        }
      }
      const table = builder.step(
        'xyseries',
        `SELECT ${columns.join(', ')} FROM ${rows.from} GROUP BY ${x.sql}`,
      );
      return { from: table, fields, order: [PLACE], hidden: [PLACE], isTransformed: true };
    };
  },
};
