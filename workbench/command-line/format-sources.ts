import type { ReadRows, WireValue } from '../jobs/read-rows';
import { printable } from './format-rows';

/** Reasons are broken so that a page of 100 columns holds them. */
const WIDEST_LINE = 100;
const INDENT = '    ';

interface TableColumn {
  readonly title: string;
  readonly field: string;
  readonly isNumber: boolean;
}

function tableColumns(window: string): TableColumn[] {
  return [
    { title: 'source', field: 'src', isNumber: false },
    { title: 'verdict', field: 'verdict', isNumber: false },
    { title: 'score', field: 'spam_score', isNumber: true },
    { title: 'messages', field: 'messages', isNumber: true },
    { title: `peak in ${window}`, field: 'peak_messages', isNumber: true },
    { title: 'recipients', field: 'distinct_recipients', isNumber: true },
    { title: 'senders', field: 'distinct_senders', isNumber: true },
    { title: 'HELOs', field: 'distinct_helos', isNumber: true },
    { title: 'peak began (UTC)', field: 'peak_start', isNumber: false },
  ];
}

function asTime(seconds: string): string {
  const date = new Date(Number(seconds) * 1000);
  return seconds === '' || Number.isNaN(date.getTime())
    ? ''
    : date.toISOString().slice(0, 19).replace('T', ' ');
}

function asText(value: WireValue | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(', ');
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= WIDEST_LINE)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${INDENT}${word}`);
  }
  return lines;
}

function reasonLines(value: WireValue | undefined): string[] {
  const reasons = typeof value === 'string' ? [value] : (value ?? []);
  return reasons.length === 0 ? [] : wrapped(printable(reasons.join('; ')));
}

/** Sources as a table for people, each with its reasons below it. */
export function sourceTable({ fields, rows }: ReadRows, window: string): string[] {
  const columns = tableColumns(window);
  const valueIn = (row: readonly WireValue[], field: string): WireValue | undefined =>
    row[fields.indexOf(field)];
  const cells = rows.map((row) =>
    columns.map(({ field }) => {
      const text = asText(valueIn(row, field));
      return printable(field === 'peak_start' ? asTime(text) : text);
    }),
  );
  const widths = columns.map(({ title }, at) =>
    Math.max(title.length, ...cells.map((row) => row[at]!.length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (columns[at]!.isNumber ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)))
      .join('  ')
      .trimEnd();
  const head = [line(columns.map(({ title }) => title)), widths.map((width) => '-'.repeat(width)).join('  ')];
  return [...head, ...rows.flatMap((row, at) => [line(cells[at]!), ...reasonLines(valueIn(row, 'reasons'))])];
}
