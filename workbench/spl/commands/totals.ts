import type { Argument, ArgumentReader } from '../arguments';
import { assign, type Builder, type Field, newField, type Relation } from '../build';
import type { Command } from '../command';
import { asNumber, number, textLiteral } from '../sql/value';
import { union } from '../union';
import { fits } from '../wildcards';

interface Label {
  readonly field: string | undefined;
  readonly text: string;
}

function labelOf(options: ReadonlyMap<string, Argument>): Label {
  return { field: options.get('labelfield')?.text, text: options.get('label')?.text ?? 'Total' };
}

/** The fields that are summed up: those named, else all but those whose names begin with `_`. */
function summed(input: Relation, names: readonly string[]): Field[] {
  const own = input.fields.filter(({ name }) => !name.startsWith('_'));
  if (names.length === 0) return own;
  return input.fields.filter((field) => names.some((name) => fits(field.name, name)));
}

function withRowTotals(input: Relation, builder: Builder, names: readonly string[], total: string): Relation {
  const numbers = summed(input, names).filter(({ name }) => name !== total);
  const sum = numbers.map((field) => `coalesce(${asNumber(field)}, 0)`).join(' + ') || '0::DOUBLE';
  return assign('addtotals', input, builder, [[total, number(`(${sum})`)]]);
}

/** The rows and behind them one with the sum of each column in which any value is a number. */
function withColumnTotals(
  input: Relation,
  builder: Builder,
  names: readonly string[],
  { field: labelField, text: label }: Label,
): Relation {
  const fields: Field[] = [];
  const items: string[] = [];
  for (const field of summed(input, names)) {
    if (field.name === labelField) continue;
    const total = newField(field.name, 'number', fields);
    fields.push(total);
    items.push(`CAST(sum(${asNumber(field)}) AS DOUBLE) AS ${total.sql}`);
  }
  if (labelField !== undefined) {
    const field = newField(labelField, 'text', fields);
    fields.push(field);
    items.push(`${textLiteral(label).sql} AS ${field.sql}`);
  }
  if (items.length === 0) return input;
  const from = builder.step('addcoltotals', `SELECT ${items.join(', ')} FROM ${input.from}`);
  const totals: Relation = { from, fields, order: [], hidden: [], isTransformed: input.isTransformed };
  return union('addcoltotals_rows', builder, [input, totals]);
}

const COLUMN_OPTIONS = { labelfield: '<field>', label: '<string>' };
const ROW_OPTIONS = { ...COLUMN_OPTIONS, row: '<bool>', col: '<bool>', fieldname: '<field>' };

function readNames(reader: ArgumentReader): {
  options: ReadonlyMap<string, Argument>;
  names: string[];
} {
  const options = reader.options();
  const names = reader.fieldNames().map((argument) => argument.text);
  reader.options();
  reader.expectEnd();
  return { options, names };
}

/** The sum of the numbers in each row, and with `col=true` in each column. */
export const addtotals: Command = {
  name: 'addtotals',
  syntax: '<options> [<wc-field-list>]',
  summary: 'Adds up the numbers of each row, and with col=true of each column.',
  options: ROW_OPTIONS,
  reads: 'arguments',
  parse: (reader) => {
    const { options, names } = readNames(reader);
    const [row, col] = [reader.flag(options, 'row', true), reader.flag(options, 'col', false)];
    const total = options.get('fieldname')?.text ?? 'Total';
    return (input, builder) => {
      const rows = row ? withRowTotals(input, builder, names, total) : input;
      const columns = names.length === 0 || !row ? names : [...names, total];
      return col ? withColumnTotals(rows, builder, columns, labelOf(options)) : rows;
    };
  },
};

export const addcoltotals: Command = {
  name: 'addcoltotals',
  syntax: '<options> [<wc-field-list>]',
  summary: 'Adds a row with the sum of each column.',
  options: COLUMN_OPTIONS,
  reads: 'arguments',
  parse: (reader) => {
    const { options, names } = readNames(reader);
    return (input, builder) => withColumnTotals(input, builder, names, labelOf(options));
  },
};
