import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rowFormatter } from '../../../workbench/command-line/format-rows';
import type { Engine } from '../../../workbench/engine/engine';
import type { ReadRows } from '../../../workbench/jobs/read-rows';
import { readRows, runSearch } from '../../../workbench/jobs/run-search';
import { makeRelationalTables } from '../../../workbench/relational/relational-tables';
import { answers, FOLDER, textOf } from './answers';
import { type Loaded, loadFiles, ROOT } from './loaded-files';
import type { Answer, Asked } from './postgres';

const TABLES = ['smtp_message', 'smtp_recipient', 'smtp_attachment', 'smtp_login'];
const CASES = [
  'generic-csv',
  'generic-json',
  'o365-trace',
  'o365-summary',
  'exchange-2013',
  'exchange-protocol',
];
const COMPANY = join('samples', 'company');
const FILES = [
  'samples/maccdc2012-twin.log',
  ...readdirSync(join(ROOT, COMPANY))
    .filter((name) => name.endsWith('.gz'))
    .map((name) => join(COMPANY, name)),
  ...CASES.map((name) => `test/cases/ingest/${name}/input.log`),
];
const QUERIES = readdirSync(FOLDER).filter((name) => name.endsWith('.sql') && name !== 'schema.sql');

/** The answers of a PostgreSQL that was given the tables in the way that docs/sql.md names. */
async function askPostgres(engine: Engine): Promise<Record<string, Answer>> {
  const tables: Record<string, string> = {};
  for (const table of TABLES) {
    const { names, rows } = await answers(engine, `SELECT * FROM ${table}`);
    tables[table] = `${rowFormatter('csv')({ fields: names, rows }, true).join('\n')}\n`;
  }
  const queries = Object.fromEntries(QUERIES.map((name) => [name, textOf(name)]));
  const asked: Asked = { schema: textOf('schema.sql'), tables, queries };
  const program = join(__dirname, 'postgres.ts');
  const child = spawnSync(process.execPath, ['-r', '@swc-node/register', program], {
    cwd: ROOT,
    encoding: 'utf8',
    input: JSON.stringify(asked),
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as Record<string, Answer>;
}

/** Searches, and the query whose rows they are to have in common with: a search command, and counts of SPL's own. */
const RATED = [
  'src',
  'messages',
  'recipients',
  'distinct_recipients',
  'distinct_senders',
  'distinct_helos',
].concat('peak_messages', 'peak_recipients');
const SEARCHES = {
  rates: `index=* tag=email src!=unknown | smtpspamrate window=5m by src | sort 0 src | table ${RATED.join(' ')}`,
  messages: 'index=* tag=email | stats dc(internal_message_id) AS messages by sourcetype | sort 0 sourcetype',
  logins: `index=* (tag=authentication OR (sourcetype="smtp:generic*" action=login))
    | eval outcome=if(action="failure" OR status="failed", "failure", "success") | stats count by outcome | sort outcome`,
};

let loaded: Loaded;
let engine: Engine;
let found: Readonly<Record<keyof typeof SEARCHES, ReadRows['rows']>>;
let postgres: Readonly<Record<string, Answer>>;

async function rowsOf(spl: string): Promise<ReadRows['rows']> {
  const result = await runSearch(loaded.workbench, { spl });
  return (await readRows(loaded.workbench, result, { offset: 0, count: 1000 })).rows;
}

beforeAll(async () => {
  loaded = await loadFiles(FILES);
  ({ engine } = loaded.workbench);
  await makeRelationalTables(loaded.workbench, TABLES.join(' '));
  found = {
    rates: await rowsOf(SEARCHES.rates),
    messages: await rowsOf(SEARCHES.messages),
    logins: await rowsOf(SEARCHES.logins),
  };
  postgres = await askPostgres(engine);
}, 60_000);

afterAll(() => loaded.close());

test.each(QUERIES)('%s gives the same on DuckDB and PostgreSQL', async (name) => {
  const ours = await answers(engine, textOf(name));
  expect(ours.rows.length).toBeGreaterThan(0);
  expect(ours).toEqual(postgres[name]);
});

/** Sources whose events are a row for each recipient, which the command takes for messages. */
const BY_RECIPIENT = "SELECT DISTINCT src FROM smtp_message WHERE sourcetype = 'o365:reporting:messagetrace'";

test('potential-spam.sql counts what smtpspamrate counts', async () => {
  const { names, rows } = await answers(engine, textOf('potential-spam.sql'));
  const { rows: others } = await answers(engine, BY_RECIPIENT);
  const isCompared = ([src]: readonly unknown[]): boolean => !others.some(([other]) => other === src);
  const picked = rows.map((row) => RATED.map((name) => row[names.indexOf(name)])).filter(isCompared);
  const bySource = (one: readonly unknown[], other: readonly unknown[]): number =>
    String(one[0]) < String(other[0]) ? -1 : 1;
  expect(picked.sort(bySource)).toEqual(found.rates.filter(isCompared).sort(bySource));
});

test('every message is there once, as SPL counts them', async () => {
  const counted = 'SELECT sourcetype, COUNT(*) FROM smtp_message GROUP BY sourcetype ORDER BY sourcetype';
  expect((await answers(engine, counted)).rows).toEqual(found.messages);
});

test('log-ins are those that SPL finds, by their outcome', async () => {
  const counted = 'SELECT action, COUNT(*) FROM smtp_login GROUP BY action ORDER BY action';
  expect((await answers(engine, counted)).rows).toEqual(found.logins);
});

test.each([
  ['DELETE FROM smtp_message', 'found a statement of the kind "delete", expected queries'],
  ["SELECT 1; COPY smtp_message TO 'x'", 'Cannot access file'],
  ["SELECT * FROM read_text('/etc/hostname')", 'Cannot access file "/etc/hostname"'],
  ['SET threads = 1', 'found a statement of the kind "set", expected queries'],
  ['-- nothing', 'found no statement, expected a query'],
  ['SELECT nothing FROM smtp_login', 'Referenced column "nothing" not found in FROM clause!'],
])('%s is refused', async (text, sentence) => {
  await expect(answers(engine, text)).rejects.toThrow(sentence);
});

test.each([
  ["SELECT 'ä';\nSELEC 2", 'syntax error at or near "SELEC"', 12],
  ["SELECT 'ä';\nSELECT none FROM smtp_login", 'Referenced column "none" not found', 19],
])('a fault in %s has its place', async (text, message, offset) => {
  await expect(answers(engine, text)).rejects.toMatchObject({
    message: expect.stringContaining(message) as string,
    offset,
  });
});
