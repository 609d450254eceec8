/** One row of a list by column. */
export type Row = Readonly<Record<string, string>>;

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** The rows of a CSV text with a header line, every cell as it stands. Throws with the line of a row that has other columns. */
export function parseCsv(text: string, place: string): { columns: string[]; rows: Row[] } {
  const lines: string[][] = [];
  let cells: string[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length) {
    const match = CELL.exec(text);
    if (!match) throw new Error(`${place}, line ${lines.length + 1}: found a " in the midst of a cell`);
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    lines.push(cells);
    cells = [];
  }
  const [columns = [], ...body] = lines;
  const rows = body.map((line, at) => {
    if (line.length !== columns.length)
      throw new Error(`${place}, line ${at + 2}: found ${line.length} cells, expected ${columns.length}`);
    return Object.fromEntries(columns.map((name, column) => [name, line[column]!]));
  });
  return { columns, rows };
}

function cellText(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The rows as CSV with a header line, which Splunk and DuckDB read alike. */
export function csvText(columns: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((name) => cellText(row[name] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
