import { closeSync, existsSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DEFAULT_RULES } from '../conf/lookups';
import { readTransforms } from '../conf/transforms';
import { type Engine, quoteName, quoteText } from '../engine/engine';
import type { Field, LookupTable } from '../spl/build';
import { nearestHelp } from '../spl/nearest';
import type { Workbench } from './workbench';

type Stored = Pick<LookupTable, 'from' | 'fields'>;

/** The lookup files that an engine has read, by path and version; the tables lie in memory, beside the events. */
const stored = new WeakMap<Engine, Map<string, Promise<Stored | string>>>();
const CATALOG = 'lookups';

const LONGEST_HEADER_BYTES = 2 ** 20;
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y;

function readHead(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(LONGEST_HEADER_BYTES, statSync(path).size));
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0)).replace(/^\uFEFF/, '');
  } finally {
    closeSync(file);
  }
}

/** The names in the first line of a CSV text, undefined when it is no line of cells or has no name in it. */
function headerOf(text: string): string[] | undefined {
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

async function readFile(
  engine: Engine,
  path: string,
  filename: string,
  table: string,
): Promise<Stored | string> {
  const names = headerOf(readHead(path));
  if (!names) return `lookup file "${filename}", line 1: found no header with names of fields`;
  const columns = names.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ');
  const options = `auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', null_padding = true, strict_mode = true, parallel = false`;
  const from = `${CATALOG}.${quoteName(table)}`;
  try {
    await engine.run(`ATTACH IF NOT EXISTS ':memory:' AS ${CATALOG}`);
    await engine.run(
      `CREATE TABLE ${from} AS FROM read_csv(${quoteText(path)}, columns = {${columns}}, ${options})`,
    );
    if (await hasOpenQuote(engine, path)) {
      await engine.run(`DROP TABLE ${from}`);
      return `lookup file "${filename}": found a " that is not closed`;
    }
  } catch (error) {
    return reasonOf(filename, String(error));
  }
  const fields = names.map((name, at): Field => ({ name, kind: 'text', sql: `"c${at}"` }));
  const isFirst = (name: string, at: number): boolean => names.indexOf(name) === at;
  return { from, fields: fields.filter(({ name }, at) => name !== '' && isFirst(name, at)) };
}

/** A file in the app's `lookups` folder itself; a link that leads out of it is none. */
function pathOf(appDir: string, filename: string): string | undefined {
  const folder = join(appDir, 'lookups');
  const path = join(folder, filename);
  if (/[/\\\0]/.test(filename) || !existsSync(path)) return undefined;
  const real = realpathSync(path);
  return dirname(real) === realpathSync(folder) && statSync(real).isFile() ? real : undefined;
}

async function storedFile(engine: Engine, path: string, filename: string): Promise<Stored | string> {
  const files = stored.get(engine) ?? new Map<string, Promise<Stored | string>>();
  stored.set(engine, files);
  const { mtimeMs, size } = statSync(path);
  const version = `${path}\0${mtimeMs}\0${size}`;
  const reading = files.get(version) ?? readFile(engine, path, filename, `lookup_${files.size + 1}`);
  files.set(version, reading);
  return reading;
}

/**
 * The lookup that a stanza of transforms.conf or a CSV file of that name is, read once as long as the file stays as it is;
 * or a sentence that says why there is none.
 */
export async function lookupTable({ engine, app }: Workbench, name: string): Promise<LookupTable | string> {
  const { lookups } = readTransforms(app);
  const conf = lookups.get(name);
  if (conf?.store.kind === 'collection')
    return `lookup "${name}" lies in the KV store, which lookups of the workbench do not reach`;
  const filename = conf?.store.name ?? name;
  if (!conf && !/^[^/\\\0]+\.csv$/.test(name)) {
    const help = nearestHelp('lookup', name, lookups.keys());
    return `"${name}" is neither a lookup of transforms.conf nor a .csv file in lookups${help ? `; ${help}` : ''}`;
  }
  const path = pathOf(app.dir, filename);
  if (path === undefined) return `lookup file "${filename}" is not in the folder lookups of the app`;
  const found = await storedFile(engine, path, filename);
  return typeof found === 'string' ? found : { ...found, rules: conf?.rules ?? DEFAULT_RULES };
}
