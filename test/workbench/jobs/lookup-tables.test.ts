import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { readCollections } from '../../../workbench/conf/collections';
import { Engine } from '../../../workbench/engine/engine';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { dropResult, readRows, runSearch } from '../../../workbench/jobs/run-search';
import type { Workbench } from '../../../workbench/jobs/workbench';

const TRANSFORMS = `[notes]
external_type = kvstore
fields_list = _key, text

[people]
filename = people.csv
`;
const SHARED = { collection: 'notes', user: 'nobody' };

let dir: string;
let engine: Engine;
let workbench: Workbench;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lookup-tables-'));
  for (const folder of ['default', 'lookups']) mkdirSync(join(dir, folder));
  writeFileSync(join(dir, 'default', 'transforms.conf'), TRANSFORMS);
  writeFileSync(join(dir, 'default', 'collections.conf'), '[notes]\n');
  writeFileSync(join(dir, 'lookups', 'people.csv'), 'name\nann\n');
  const app = readApp(dir);
  engine = await Engine.open();
  workbench = { engine, app, kv: new KvStore(readCollections(app)), tables: [] };
});
afterEach(() => {
  engine.close();
  rmSync(dir, { recursive: true });
});

async function rows(spl: string): Promise<readonly unknown[]> {
  const result = await runSearch(workbench, { spl });
  const page = await readRows(workbench, result, { offset: 0, count: 100 });
  await dropResult(workbench, result);
  return page.rows.map((row) => row.join(' '));
}

async function lookupTables(): Promise<readonly unknown[]> {
  const { columns } = await engine.query(
    "SELECT table_name FROM duckdb_tables() WHERE database_name = 'lookups' ORDER BY 1",
  );
  return columns[0] ?? [];
}

test('a collection is copied once as long as it stays as it is, and its old copy goes', async () => {
  workbench.kv.insert(SHARED, { _key: 'a', text: 'one' });
  expect(await rows('| inputlookup notes')).toEqual(['a one']);
  expect(await rows('| inputlookup notes | inputlookup append=t notes')).toEqual(['a one', 'a one']);
  const [first, ...others] = await lookupTables();
  expect(others).toEqual([]);
  workbench.kv.replace(SHARED, 'a', { text: 'two' });
  expect(await rows('| inputlookup notes')).toEqual(['a two']);
  const [second, ...more] = await lookupTables();
  expect(more).toEqual([]);
  expect(second).not.toBe(first);
  workbench.kv.removeWhere(SHARED, () => true);
  expect(await rows('| inputlookup notes')).toEqual([]);
});

test('users do not see the records of one user in a lookup', async () => {
  workbench.kv.insert({ ...SHARED, user: 'admin' }, { _key: 'mine', text: 'secret' });
  workbench.kv.insert(SHARED, { _key: 'ours', text: 'all' });
  expect(await rows('| inputlookup notes')).toEqual(['ours all']);
});

test('searches side by side keep what they have begun with', async () => {
  workbench.kv.insert(SHARED, { _key: 'a', text: 'one' });
  const running = Array.from({ length: 8 }, async (_, at) => {
    if (at % 2 === 1) workbench.kv.replace(SHARED, 'a', { text: `t${at}` });
    return rows(
      '| inputlookup notes | append [| makeresults count=3 | lookup notes _key AS _time] | stats count',
    );
  });
  expect(await Promise.all(running)).toEqual(running.map(() => ['4']));
  expect(await lookupTables()).toHaveLength(1);
});

test('a file that was put in the place of another is read anew', async () => {
  expect(await rows('| inputlookup people')).toEqual(['ann']);
  const file = join(dir, 'lookups', 'people.csv');
  writeFileSync(`${file}.new`, 'name\nbob\n');
  renameSync(`${file}.new`, file);
  expect(await rows('| inputlookup people.csv')).toEqual(['bob']);
  expect(await lookupTables()).toHaveLength(1);
});
