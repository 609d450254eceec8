import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of lookups of the app that a command was started from: beside its `bin`. */
const FOLDER = join(dirname(process.argv[1] ?? ''), '..', 'lookups');
/** Where searches write lookup files to, when that is another folder: in Splunk it is none. */
const WRITTEN_FOLDER = process.env['SMTP_WATCH_LOOKUPS'];

const pathOf = (name: string): string | undefined =>
  [WRITTEN_FOLDER, FOLDER]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** Why a lookup file cannot be read, in words behind the argument's name; undefined where it can. */
export function faultOfLookup(argument: string, name: string): string | undefined {
  return pathOf(name) === undefined
    ? `${argument} names "${name}", which is not in the folder of lookups`
    : undefined;
}

/** The values of some columns of a lookup file, row by row; an error names the column that it lacks. */
export function readLookup(name: string, columns: readonly string[]): string[][] {
  const [header = [], ...rows] = parseCsv(readFileSync(pathOf(name) ?? join(FOLDER, name), 'utf8'));
  const places = columns.map((column) => header.indexOf(column));
  const missing = columns.filter((_, index) => places[index]! < 0);
  if (missing.length > 0) throw new Error(`lookup file "${name}" has no column "${missing.join('", "')}"`);
  return rows.map((row) => places.map((place) => row[place] ?? ''));
}

/** The same of a lookup file that a search has yet to write: no row while it is not there. */
export function readLearntLookup(name: string, columns: readonly string[]): string[][] {
  return pathOf(name) === undefined ? [] : readLookup(name, columns);
}

/** The cells of a CSV text by RFC 4180; empty lines are left out. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    row.push(cell);
    if (text[end] !== ',') {
      if (row.length > 1 || row[0] !== '') rows.push(row);
      row = [];
    } else if (end + 1 >= text.length) row.push('');
    at = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function plainCell(text: string, start: number): { cell: string; end: number } {
  let end = start;
  while (end < text.length && !',\r\n'.includes(text[end]!)) end++;
  return { cell: text.slice(start, end), end };
}

function quotedCell(text: string, start: number): { cell: string; end: number } {
  let at = start + 1;
  while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) at += text[at] === '"' ? 2 : 1;
  const cell = text.slice(start + 1, at).replaceAll('""', '"');
  return { cell, end: plainCell(text, Math.min(at + 1, text.length)).end };
}
