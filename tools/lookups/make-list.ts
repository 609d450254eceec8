import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvText, parseCsv, type Row } from './csv';
import { readFormat } from './formats';
import type { Kind, List, Part } from './list';
import { refreshed } from './refresh';

const FACTS = join(__dirname, 'facts');

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const SHAPES: Readonly<Record<Kind, RegExp>> = {
  domain: new RegExp(`^(?:${LABEL}\\.)+${LABEL}$`),
  extension: /^[a-z0-9][a-z0-9+_-]{0,31}$/,
  network: /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:]*)\/\d{1,3}$/,
  text: /\S/,
};

/** How many entries a file of a source holds, and how many of them were no entries of that kind. */
interface Read {
  readonly path: string;
  readonly entries: number;
  readonly leftOut: number;
}

/** A list's file, and what was read for it. */
export interface Made {
  readonly text: string;
  readonly rows: number;
  readonly reads: readonly Read[];
  /** The facts as they are now, where a source brought them up to date. */
  readonly facts?: string;
}

/** Where a file of a source lies in the folder that sources are read from. */
export function pathOf({ source, file }: Pick<Part, 'source' | 'file'>): string {
  return `${source}/${file}`;
}

/** The files of sources that the list is made of, that which refreshes its facts among them. */
export function filesOf({ parts, refresh }: List): Pick<Part, 'source' | 'file'>[] {
  return refresh === undefined ? [...parts] : [...parts, refresh];
}

/** The files of sources that the list needs and the folder does not hold. */
export function missingFiles({ parts }: Pick<List, 'parts'>, folder: string): string[] {
  return parts.map(pathOf).filter((path) => !existsSync(join(folder, path)));
}

function factsOf({ name, facts, columns }: List): Row[] {
  if (facts === undefined) return [];
  const place = `tools/lookups/facts/${name}.csv`;
  const { columns: found, rows } = parseCsv(readFileSync(join(FACTS, `${name}.csv`), 'utf8'), place);
  if (found.join() !== columns.join())
    throw new Error(`${place}: found the columns ${found.join()}, expected ${columns.join()}`);
  return rows;
}

interface Facts {
  readonly rows: Row[];
  readonly read?: Read;
}

/** The facts, up to date with their source where its file is in the folder. */
function currentFacts(list: List, folder: string): Facts {
  const rows = factsOf(list);
  const path = list.refresh && pathOf(list.refresh);
  if (!list.refresh || path === undefined || !existsSync(join(folder, path))) return { rows };
  const current = refreshed(list.refresh.format, rows, readFileSync(join(folder, path), 'utf8'), path);
  return { rows: current, read: { path, entries: current.length, leftOut: 0 } };
}

function partOf(
  part: Part,
  { columns, kind, except = [] }: List,
  folder: string,
): { rows: Row[]; read: Read } {
  const path = pathOf(part);
  const [column] = columns as readonly [string];
  const found = readFormat(part.format, readFileSync(join(folder, path), 'utf8'), column);
  const lower = found.map(
    (row): Row => ({ ...row, ...part.cells, [column]: row[column]!.trim().toLowerCase() }),
  );
  const rows = lower.filter((row) => SHAPES[kind].test(row[column]!));
  const wanted = rows.filter((row) => !except.includes(row[column]!));
  return { rows: wanted, read: { path, entries: found.length, leftOut: found.length - rows.length } };
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1;
}

function sortedOnce(rows: readonly Row[], columns: readonly string[]): Row[] {
  const byKey = new Map<string, readonly [key: readonly string[], row: Row]>();
  for (const row of rows) {
    const key = columns.map((column) => row[column]!);
    if (!byKey.has(key.join('\n'))) byKey.set(key.join('\n'), [key, row]);
  }
  return [...byKey.values()].sort(([a], [b]) => compare(a, b)).map(([, row]) => row);
}

/** The list out of its facts and the files in the folder: sorted, without duplicates. Throws where a file is no such list. */
export function makeList(list: List, folder: string): Made {
  const { columns, key, derive } = list;
  const facts = currentFacts(list, folder);
  const parts = list.parts.map((part) => partOf(part, list, folder));
  const sorted = sortedOnce([...facts.rows, ...parts.flatMap(({ rows }) => rows)], key);
  const rows = derive === undefined ? sorted : sorted.flatMap(derive);
  const reads = parts.map(({ read }) => read);
  const made = { text: csvText(columns, rows), rows: rows.length };
  if (facts.read === undefined) return { ...made, reads };
  return { ...made, reads: [...reads, facts.read], facts: csvText(columns, sortedOnce(facts.rows, key)) };
}
