import { quoteText } from '../../engine/quote';
import { type Builder, type Field, orderBy, type Relation } from '../build';
import type { Command } from '../command';
import { asText } from '../sql/value';

/** The signs between the pieces of a search that rows are written as. */
interface Signs {
  readonly rowPrefix: string;
  readonly columnPrefix: string;
  readonly columnSeparator: string;
  readonly columnEnd: string;
  readonly rowSeparator: string;
  readonly rowEnd: string;
  readonly valueSeparator: string;
  readonly empty: string;
}

const SPLUNK_SIGNS: Signs = {
  rowPrefix: '(',
  columnPrefix: '(',
  columnSeparator: 'AND',
  columnEnd: ')',
  rowSeparator: 'OR',
  rowEnd: ')',
  valueSeparator: 'OR',
  empty: 'NOT ( )',
};

/** Fields whose values stand for themselves. */
const BARE = new Set(['search', 'query']);

/** The name as a search term's: in quotes when it holds more than letters, digits and a few signs. */
function termName(name: string): string {
  return /^[\w.:{}-]+$/.test(name) ? name : `"${name.replace(/[\\"]/g, '\\$&')}"`;
}

/** SQL of `name="value"` for a text; quotes and backslashes in it are escaped. */
export function termSql(name: string, text: string): string {
  const escaped = `replace(replace(${text}, '\\', '\\\\'), '"', '\\"')`;
  return `(${quoteText(`${termName(name)}="`)} || ${escaped} || '"')`;
}

function fieldTerms(field: Field, { valueSeparator }: Signs): string {
  const term = (text: string): string => (BARE.has(field.name) ? text : termSql(field.name, text));
  if (field.kind !== 'list') return term(asText(field));
  const all = `list_transform(${field.sql}, lambda "#v": ${term('"#v"')})`;
  const joined = `array_to_string(${all}, ${quoteText(` ${valueSeparator} `)})`;
  return `CASE WHEN len(${field.sql}) = 1 THEN ${joined} ELSE '( ' || ${joined} || ' )' END`;
}

/** One row with the field `search`: all rows as one search, fields whose names begin with `_` left out. */
export function formatted(input: Relation, builder: Builder, signs: Signs = SPLUNK_SIGNS): Relation {
  const seen = input.fields.filter(({ name }) => !name.startsWith('_'));
  const terms = seen.map((field) => fieldTerms(field, signs));
  const row =
    terms.length === 0
      ? 'NULL::VARCHAR'
      : `nullif(concat_ws(${quoteText(` ${signs.columnSeparator} `)}, ${terms.join(', ')}), '')`;
  const rows = builder.step('format_rows', `SELECT *, ${row} AS "#terms" FROM ${input.from}`);
  const each = `${quoteText(`${signs.columnPrefix} `)} || "#terms" || ${quoteText(` ${signs.columnEnd}`)}`;
  const all = `string_agg(${each}, ${quoteText(` ${signs.rowSeparator} `)}${orderBy(input)})`;
  const whole = `${quoteText(`${signs.rowPrefix} `)} || ${all} || ${quoteText(` ${signs.rowEnd}`)}`;
  return oneSearch(
    'format',
    builder,
    `SELECT coalesce(${whole}, ${quoteText(signs.empty)}) AS "search" FROM ${rows} WHERE "#terms" IS NOT NULL`,
  );
}

/** A relation of the one field `search`. */
export function oneSearch(command: string, builder: Builder, select: string): Relation {
  const fields: Field[] = [{ name: 'search', kind: 'text', sql: '"search"' }];
  return { from: builder.step(command, select), fields, order: [], hidden: [], isTransformed: true };
}

const SIGN_COUNT = 6;

export const format: Command = {
  name: 'format',
  syntax: '<options> ["<6 signs>" ...]',
  summary: 'All rows as one search, in the field `search`.',
  options: { mvsep: '<string>', maxresults: '<int>', emptystr: '<string>' },
  reads: 'arguments',
  parse: (reader) => {
    const options = reader.options();
    const first = reader.next;
    const written: string[] = [];
    while (reader.next.kind === 'quoted') written.push(reader.take().text);
    reader.options();
    reader.expectEnd();
    if (written.length !== 0 && written.length !== SIGN_COUNT)
      reader.fail(first, `"format" expects all ${SIGN_COUNT} row and column signs, found ${written.length}`);
    const [rowPrefix, columnPrefix, columnSeparator, columnEnd, rowSeparator, rowEnd] = written;
    const signs: Signs = {
      rowPrefix: rowPrefix ?? SPLUNK_SIGNS.rowPrefix,
      columnPrefix: columnPrefix ?? SPLUNK_SIGNS.columnPrefix,
      columnSeparator: columnSeparator ?? SPLUNK_SIGNS.columnSeparator,
      columnEnd: columnEnd ?? SPLUNK_SIGNS.columnEnd,
      rowSeparator: rowSeparator ?? SPLUNK_SIGNS.rowSeparator,
      rowEnd: rowEnd ?? SPLUNK_SIGNS.rowEnd,
      valueSeparator: options.get('mvsep')?.text ?? SPLUNK_SIGNS.valueSeparator,
      empty: options.get('emptystr')?.text ?? SPLUNK_SIGNS.empty,
    };
    const most = options.get('maxresults');
    const limit = most ? reader.integer(most, 'maxresults', 0) : 0;
    return (input, builder) => {
      const cut = `SELECT * FROM ${input.from}${orderBy(input)} LIMIT ${limit}`;
      const rows = limit === 0 ? input : { ...input, from: builder.step('format_cut', cut) };
      return formatted(rows, builder, signs);
    };
  },
};
