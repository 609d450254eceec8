// Writes the reference lists in lookups/ anew out of files of their sources that lie in a folder; --help says how.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { List } from './lookups/list';
import { LISTS } from './lookups/lists';
import { filesOf, type Made, makeList, missingFiles, pathOf } from './lookups/make-list';
import { lookupName, type ReadLog, readLog } from './lookups/page';
import { SOURCES, type Source } from './lookups/sources';

const ROOT = join(__dirname, '..');
const HELP = `npm run -s lookups -- --from FOLDER [--download] [NAME…]

Writes lookups/smtp_watch_NAME.csv for each list named, for all without a name. FOLDER holds the files of the sources
under the names below; --download fetches the missing ones into it first, nothing else uses the network.
Afterwards npm run generate writes docs/lookup-sources.md.

`;

function curlLines(): string[] {
  const parts = LISTS.flatMap(filesOf);
  const commands = parts.map((part) => {
    const { url }: Source = SOURCES[part.source];
    return `curl -fsSL --create-dirs -o FOLDER/${pathOf(part)} ${url(part.file)}`;
  });
  return [...new Set(commands)].sort();
}

async function download(list: List, folder: string): Promise<void> {
  for (const part of filesOf(list)) {
    const file = join(folder, pathOf(part));
    if (existsSync(file)) continue;
    const { url }: Source = SOURCES[part.source];
    const reply = await fetch(url(part.file));
    if (!reply.ok) throw new Error(`${url(part.file)}: found status ${reply.status}, expected 200`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await reply.text());
  }
}

function named(names: readonly string[]): readonly List[] {
  const unknown = names.filter((name) => !LISTS.some((list) => list.name === name));
  const known = LISTS.map(({ name }) => name).join(', ');
  if (unknown.length > 0) throw new Error(`found no list ${unknown.join(', ')}, expected some of ${known}`);
  return names.length === 0 ? LISTS : LISTS.filter(({ name }) => names.includes(name));
}

function writeLists(made: ReadonlyMap<List, Made>): void {
  const on = new Date().toISOString().slice(0, 10);
  const log: Record<string, ReadLog[string]> = { ...readLog() };
  for (const [list, { text, rows, reads, facts }] of made) {
    if (facts !== undefined) writeFileSync(join(__dirname, 'lookups', 'facts', `${list.name}.csv`), facts);
    writeFileSync(join(ROOT, 'lookups', `${lookupName(list)}.csv`), text);
    for (const { path, entries, leftOut } of reads) log[path] = { on, entries, leftOut };
    console.log(`${lookupName(list)}.csv: ${rows} rows`);
  }
  const sorted = Object.fromEntries(Object.entries(log).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(__dirname, 'lookups', 'read.json'), `${JSON.stringify(sorted, null, 2)}\n`);
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { from: { type: 'string' }, download: { type: 'boolean' }, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(`${HELP}${curlLines().join('\n')}`);
    return;
  }
  if (values.from === undefined)
    throw new Error('found no --from, expected the folder with the files of the sources');
  const folder = values.from;
  const lists = named(positionals);
  if (values.download) for (const list of lists) await download(list, folder);
  const missing = lists.flatMap((list) => missingFiles(list, folder));
  if (missing.length > 0)
    throw new Error([...new Set(missing)].map((path) => `${folder}: found no ${path}`).join('\n'));
  writeLists(new Map(lists.map((list) => [list, makeList(list, folder)])));
}

run().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
