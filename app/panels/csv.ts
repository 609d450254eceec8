import type { Rows } from '../search/rows';

// What a spreadsheet takes for a formula, after OWASP's "CSV Injection"; a number with a sign is none.
const FORMULA = /^[=+\-@\t\r\n]/;
const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function cell(value: string): string {
  const text = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Gives rows as CSV (RFC 4180), values of a multivalue field in lines of one cell; a `'` before what a spreadsheet would run as a formula. */
export function toCsv({ fields, rows }: Rows): string {
  const lines = rows.map((row) =>
    fields.map((_, at) => {
      const value = row[at] ?? '';
      return cell(typeof value === 'string' ? value : value.join('\n'));
    }),
  );
  return [fields.map(cell), ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}
