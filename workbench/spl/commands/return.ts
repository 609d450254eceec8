import type { ArgumentReader } from '../arguments';
import { fieldValue, orderBy, type Relation } from '../build';
import type { Command } from '../command';
import { asText } from '../sql/value';
import { oneSearch, termSql } from './format';

interface Returned {
  readonly field: string;
  /** The name that the value is compared with; absent when the value alone is given back. */
  readonly alias?: string;
}

function readReturned(reader: ArgumentReader): Returned {
  const { kind, text } = reader.expectText('a field');
  if (reader.trySign('=')) return { alias: text, field: reader.expectText('a field').text };
  if (kind === 'word' && text.length > 1 && text.startsWith('$')) return { field: text.slice(1) };
  return { field: text, alias: text };
}

function rowSql(input: Relation, returned: readonly Returned[]): string {
  const terms = returned.map(({ field, alias }) => {
    const text = asText(fieldValue(input, field));
    return alias === undefined ? text : termSql(alias, text);
  });
  return `nullif(concat_ws(' ', ${terms.join(', ')}), '')`;
}

/** One row with the field `search`: what the first rows hold, as terms or as bare values. */
export const returnCommand: Command = {
  name: 'return',
  syntax: '[<int>] (<field> | <alias>=<field> | $<field>) ...',
  summary: 'Gives values of the first rows to the search around the brackets.',
  reads: 'arguments',
  parse: (reader) => {
    const isCount = reader.next.kind === 'word' && /^\d+$/.test(reader.next.text);
    const count = isCount ? reader.integer(reader.take(), 'return', 1) : 1;
    const returned = [readReturned(reader)];
    reader.trySign(',');
    while (!reader.isAtEnd) {
      returned.push(readReturned(reader));
      reader.trySign(',');
    }
    return (input, builder) => {
      const row = rowSql(input, returned);
      const rows = builder.step(
        'return_rows',
        `SELECT ${row} AS "#row", row_number() OVER (${orderBy(input)}) AS "#at" FROM ${input.from} QUALIFY "#at" <= ${count}`,
      );
      const all = `string_agg('(' || "#row" || ')', ' OR ' ORDER BY "#at")`;
      const select = `SELECT CASE WHEN count("#row") = 1 THEN any_value("#row") ELSE ${all} END AS "search" FROM ${rows}`;
      return oneSearch('return', builder, select);
    };
  },
};
