import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from './csv';
import type { List } from './list';
import { LISTS } from './lists';
import { filesOf, pathOf } from './make-list';
import { SOURCES, type Source } from './sources';

const ROOT = join(__dirname, '..', '..');
const LICENCES = join(__dirname, 'licences');

/** When a file of a source was last read, and how many entries it held; `leftOut` of them were malformed. */
export type ReadLog = Readonly<Record<string, { on: string; entries: number; leftOut: number }>>;

/** The name of a list's lookup; its file has the same name and `.csv` behind it. */
export function lookupName({ name }: List): string {
  return `smtp_watch_${name}`;
}

/** The record of the last reading of every source, tools/lookups/read.json. */
export function readLog(): ReadLog {
  return JSON.parse(readFileSync(join(__dirname, 'read.json'), 'utf8')) as ReadLog;
}

function listRow(list: List): string {
  const file = `lookups/${lookupName(list)}.csv`;
  const text = readFileSync(join(ROOT, file), 'utf8');
  const { rows } = parseCsv(text, file);
  const titles = new Set(list.parts.map(({ source }) => SOURCES[source].title));
  const from = [...(list.facts === undefined ? [] : [`own facts after ${list.facts}`]), ...titles].join('; ');
  const size = `${Math.ceil(text.length / 1000).toLocaleString('en')} kB`;
  const cells = [`\`${lookupName(list)}\``, list.columns.map((name) => `\`${name}\``).join(' '), list.what];
  return `| ${[...cells, from, rows.length.toLocaleString('en'), size].join(' | ')} |`;
}

function fileRow(path: string, licence: string, url: string): string {
  const { on, entries, leftOut } = readLog()[path] ?? { on: 'never', entries: 0, leftOut: 0 };
  const figures = [entries, leftOut].map((count) => count.toLocaleString('en'));
  return `| [${path}](${url}) | ${licence} | ${[on, ...figures].join(' | ')} |`;
}

function fileRows(): string[] {
  const rows = LISTS.flatMap(filesOf).map((part): string => {
    const { licence, url }: Source = SOURCES[part.source];
    return fileRow(pathOf(part), licence, url(part.file));
  });
  return [...new Set(rows)].sort();
}

/** The text of docs/lookup-sources.md: every reference list with its rows, and every file it was made of. */
export function sourcesPage(): string {
  return `<!-- generated from tools/lookups by tools/generate.ts -->
# Where the reference lists come from

What is not taken from a source is the project's own (Apache-2.0), in \`tools/lookups/facts\`, and says which documents it rests on.

| lookup | columns | what it says | from | rows | size |
| --- | --- | --- | --- | --- | --- |
${LISTS.map(listRow).join('\n')}

## Files of the sources

| file | licence | read on | entries | malformed |
| --- | --- | --- | --- | --- |
${fileRows().join('\n')}

A file that was "never" read brings own facts up to date when it lies in the folder; until then they stand as they are. \`successor\`
is the number in version 19 of a technique that has another there.
`;
}

/** The notices for foreign lists: whose they are, then the licence texts that have to go with copies. */
export function listNotices(): string {
  const used = new Set(LISTS.flatMap((list) => filesOf(list).map(({ source }) => source)));
  const sources: Source[] = [...used].sort().map((name) => SOURCES[name]);
  const titles = sources.map(({ title, home, licence }) => `${title}, ${home}, ${licence}`);
  const texts = sources.flatMap(({ title, notice }) =>
    notice === undefined ? [] : ['', `${title}:`, '', readFileSync(join(LICENCES, notice), 'utf8').trim()],
  );
  return ['Entries of these lists are part of the files in lookups:', '', ...titles, ...texts, ''].join('\n');
}
