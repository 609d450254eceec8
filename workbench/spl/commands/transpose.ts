import { quoteText } from '../../engine/quote';
import { type Builder, type Field, fieldValue, filter, newField, type Relation } from '../build';
import type { Command } from '../command';
import { numbered } from '../numbered';
import { ABSENT, asKind, asText, commonKind } from '../sql/value';

const DEFAULT_ROWS = 5;
/** A table wider than this is none that anyone reads. */
const MOST_COLUMNS = 1000;
const PLACE = '"#place"';

/** The titles of the new columns: what the header field holds, else `row 1` and so on; of equal ones the last counts. */
async function titlesOf(
  rows: Relation,
  builder: Builder,
  header: string | undefined,
): Promise<Map<string, number>> {
  const value = header === undefined ? 'NULL::VARCHAR' : asText(fieldValue(rows, header));
  const found = await builder.query(`SELECT ${value}, ${PLACE} FROM ${rows.from} ORDER BY ${PLACE}`);
  return new Map(
    found.map(([title, place]) => [
      typeof title === 'string' ? title : `row ${Number(place)}`,
      Number(place),
    ]),
  );
}

/** Rows become columns: one row for each field. */
export const transpose: Command = {
  name: 'transpose',
  syntax: '[<int>] <options>',
  summary: 'Turns rows into columns.',
  options: { column_name: '<string>', header_field: '<field>', include_empty: '<bool>' },
  reads: 'arguments',
  parse: (reader) => {
    const options = reader.options();
    const count = reader.isAtEnd ? undefined : reader.expectText('a number of rows');
    reader.options();
    reader.expectEnd();
    const limit = (count ? reader.integer(count, 'transpose', 0) : DEFAULT_ROWS) || MOST_COLUMNS;
    const columnName = options.get('column_name')?.text ?? 'column';
    const header = options.get('header_field')?.text;
    const empty = options.get('include_empty');
    const keepsEmpty = empty === undefined || reader.boolean(empty, 'include_empty');
    return async (input, builder) => {
      const most = Math.min(limit, MOST_COLUMNS);
      const placed = numbered('transpose', input, builder, PLACE);
      const rows = await builder.materialise(
        filter('transpose_first', placed, builder, `${PLACE} <= ${most}`),
      );
      if (limit > MOST_COLUMNS || (count && limit === MOST_COLUMNS))
        builder.warnAbove(
          input,
          MOST_COLUMNS,
          () => `transpose made columns of the first ${MOST_COLUMNS} rows only`,
        );
      const titles = await titlesOf(rows, builder, header);
      titles.delete(columnName);
      const shown = rows.fields.filter(({ name }) => name !== header);
      const kind = commonKind([{ sql: '', kind: 'text' }, ...shown]);
      const fields: Field[] = [newField(columnName, 'text', [])];
      for (const title of titles.keys()) fields.push(newField(title, kind, fields));
      const selects = shown.map((field, at) => {
        const cells = [...titles.values()].map(
          (row, column) =>
            `any_value(${asKind(field, kind)}) FILTER (${PLACE} = ${row}) AS ${fields[column + 1]!.sql}`,
        );
        const items = [`${quoteText(field.name)} AS ${fields[0]!.sql}`, ...cells, `${at} AS "#row"`];
        return `SELECT ${items.join(', ')} FROM ${rows.from}${keepsEmpty ? '' : ` HAVING count(${field.sql}) > 0`}`;
      });
      const none = `SELECT ${[...fields.map((field) => `${asKind(ABSENT, field.kind)} AS ${field.sql}`), '0 AS "#row"'].join(', ')} WHERE FALSE`;
      const from = builder.step('transpose', selects.join(' UNION ALL ') || none);
      return { from, fields, order: ['"#row"'], hidden: ['"#row"'], isTransformed: true };
    };
  },
};
