import type { ReadRows, WireValue } from '../jobs/read-rows';

export const FORMATS = ['json', 'csv', 'table'] as const;
export type Format = (typeof FORMATS)[number];

/** Writes the rows of a result page by page: lines of text for each page. */
export type RowFormatter = (page: ReadRows, isFirst: boolean) => string[];

const WIDEST_CELL = 60;

/** Signs that could steer a terminal: values of logs are written by others. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}]|\p{Bidi_Control}/gu;

/** The text with signs that could steer a terminal spelled out as `\u001b`. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** JavaScript's own objects would put names that are numbers first. */
function jsonMember(field: string, value: WireValue): string {
  return `${JSON.stringify(field)}:${JSON.stringify(value)}`;
}

/** One JSON object a row; JSON spells out control signs below a blank itself, and the others may be spelled so. */
function jsonLines({ fields, rows }: ReadRows): string[] {
  return rows.map((row) => {
    const present = fields.flatMap((field, at) => (row[at] === null ? [] : [jsonMember(field, row[at]!)]));
    return printable(`{${present.join(',')}}`);
  });
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Several values of one field stand on lines of their own in its cell, as in Splunk's exports. */
function csvLines({ fields, rows }: ReadRows, isFirst: boolean): string[] {
  const lines = rows.map((row) => row.map((value) => csvCell(plainText(value, '\n'))).join(','));
  return isFirst ? [fields.map(csvCell).join(','), ...lines] : lines;
}

function plainText(value: WireValue, joint: string): string {
  return typeof value === 'string' ? value : (value ?? []).join(joint);
}

function tableCell(value: WireValue): string {
  const text = printable(plainText(value, ', '));
  return text.length > WIDEST_CELL ? `${text.slice(0, WIDEST_CELL - 1)}…` : text;
}

/** Columns as wide as the first page needs; numbers stand to the right. */
function tableFormatter(): RowFormatter {
  let widths: number[] = [];
  let isNumber: boolean[] = [];
  return ({ fields, rows }, isFirst) => {
    const cells = rows.map((row) => row.map(tableCell));
    const titles = fields.map(tableCell);
    if (isFirst) {
      widths = titles.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]!.length)));
      isNumber = titles.map(
        (_, at) =>
          cells.some((row) => row[at] !== '') && cells.every((row) => /^(-?[\d.,]+)?$/.test(row[at]!)),
      );
    }
    const line = (row: readonly string[]): string =>
      row
        .map((cell, at) => (isNumber[at] ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)))
        .join('  ')
        .trimEnd();
    const head =
      isFirst && titles.length > 0 ? [line(titles), widths.map((width) => '-'.repeat(width)).join('  ')] : [];
    return [...head, ...cells.map(line)];
  };
}

/** The formatter of that name. */
export function rowFormatter(format: Format): RowFormatter {
  if (format === 'table') return tableFormatter();
  return format === 'csv' ? csvLines : jsonLines;
}
