import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { type Engine, quoteName, quoteText } from '../engine/engine';
import type { Field } from '../spl/build';
import { LOOKUP_CATALOG, type StoredLookup } from './lookup-cache';

const LONGEST_HEADER_BYTES = 2 ** 20;
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y;

/** Before the name of a column whose cells hold the values of a multivalue field, as outputlookup writes them. */
export const MULTIVALUE_PREFIX = '__mv_';

function readHead(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(LONGEST_HEADER_BYTES, statSync(path).size));
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0)).replace(/^\uFEFF/, '');
  } finally {
    closeSync(file);
  }
}

/** The names in the first line of a CSV file, undefined when it is no line of cells or has no name in it. */
export function csvHeader(path: string): string[] | undefined {
  const text = readHead(path);
  const names: string[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const match = CELL.exec(text);
    if (!match) return undefined;
    names.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] !== ',') return names.some((name) => name !== '') ? names : undefined;
  }
}

/** What DuckDB's words on a CSV file mean. */
const REASONS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/Expected Number of Columns/i, 'found a row with more cells than the header'],
  [/unicode|utf-?8/i, 'found bytes that are no UTF-8'],
  [/quote/i, 'found a " that is not closed or has text behind it'],
];

function reasonOf(filename: string, message: string): string {
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  const reason = REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'found no CSV';
  return `lookup file "${filename}"${line === undefined ? '' : `, line ${line}`}: ${reason}`;
}

/** DuckDB takes what stands behind a `"` that is never closed for one cell and says nothing. */
async function hasOpenQuote(engine: Engine, path: string): Promise<boolean> {
  const quotes = `length(content) - length(replace(content, '"', ''))`;
  const { columns } = await engine.query(`SELECT (${quotes}) % 2 = 1 FROM read_text(${quoteText(path)})`);
  return columns[0]?.[0] === true;
}

/** SQL of the values in a cell `$one$;$two$`, in which `$$` stands for `$`. */
function cellValues(cell: string): string {
  const values = `regexp_extract_all(${cell}, '\\$((?:[^$]|\\$\\$)*)\\$(?:;|\\z)', 1)`;
  return `list_transform(${values}, lambda "#v": replace("#v", '$$', '$'))`;
}

interface CsvField {
  readonly field: Field;
  /** The field's values in SQL over the columns of the file. */
  readonly sql: string;
}

/** The fields of a file with these columns: a name counts once, and columns of several values belong to their field. */
function fieldsOf(names: readonly string[]): CsvField[] {
  return names.flatMap((name, at): CsvField[] => {
    if (name === '' || names.indexOf(name) !== at) return [];
    const isMultivalue = name.startsWith(MULTIVALUE_PREFIX);
    if (isMultivalue && names.includes(name.slice(MULTIVALUE_PREFIX.length))) return [];
    const column = `c${at}`;
    const values = names.indexOf(`${MULTIVALUE_PREFIX}${name}`);
    if (values < 0) return [{ field: { name, kind: 'text', sql: column }, sql: column }];
    const one = `CASE WHEN ${column} IS NOT NULL THEN [${column}] END`;
    const sql = `CASE WHEN c${values} IS NULL THEN ${one} ELSE ${cellValues(`c${values}`)} END`;
    return [{ field: { name, kind: 'list', sql: column }, sql }];
  });
}

/** The CSV file in a table of that name; a file of no length has no fields. Gives a sentence when it is no such file. */
export async function readCsvLookup(
  engine: Engine,
  path: string,
  filename: string,
  table: string,
): Promise<StoredLookup | string> {
  const from = `${LOOKUP_CATALOG}.${quoteName(table)}`;
  if (statSync(path).size === 0) {
    await engine.run(`CREATE TABLE ${from} ("#none" VARCHAR)`);
    return { from, fields: [] };
  }
  const names = csvHeader(path);
  if (!names) return `lookup file "${filename}", line 1: found no header with names of fields`;
  const columns = names.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ');
  const options = `auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', null_padding = true, strict_mode = true, parallel = false`;
  const fields = fieldsOf(names);
  const items = fields.map(({ field, sql }) => `${sql} AS ${field.sql}`).join(', ');
  try {
    await engine.run(
      `CREATE TABLE ${from} AS SELECT ${items} FROM read_csv(${quoteText(path)}, columns = {${columns}}, ${options})`,
    );
    if (await hasOpenQuote(engine, path)) {
      await engine.run(`DROP TABLE ${from}`);
      return `lookup file "${filename}": found a " that is not closed`;
    }
  } catch (error) {
    return reasonOf(filename, String(error));
  }
  return { from, fields: fields.map(({ field }) => field) };
}
