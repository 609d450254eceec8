import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { readCollections } from '../../../workbench/conf/collections';
import { Engine } from '../../../workbench/engine/engine';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { dropResult, runSearch } from '../../../workbench/jobs/run-search';

const ROOT = join(__dirname, '..', '..', '..');
const SHARED = { collection: 'notes', user: 'nobody' };

let home: string;
let appDir: string;
let state: string;
let engine: Engine;

beforeAll(async () => {
  engine = await Engine.open();
});
afterAll(() => engine.close());
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lookup-write-'));
  appDir = join(home, 'app');
  state = join(home, 'state');
  for (const folder of ['default', 'lookups']) mkdirSync(join(appDir, folder), { recursive: true });
  writeFileSync(join(appDir, 'default', 'collections.conf'), '[notes]\n');
  writeFileSync(
    join(appDir, 'default', 'transforms.conf'),
    '[notes]\nexternal_type = kvstore\nfields_list = _key, n, round\n',
  );
  writeFileSync(join(appDir, 'lookups', 'own.csv'), 'a,b\r\n1,"x\r\ny"');
});
afterEach(() => rmSync(home, { recursive: true }));

async function search(spl: string, stateDir: string | undefined = state): Promise<void> {
  const app = readApp(appDir, stateDir);
  const workbench = { engine, app, kv: new KvStore(readCollections(app)), tables: [] };
  await dropResult(workbench, await runSearch(workbench, { spl }));
}

function written(name: string): string {
  return readFileSync(join(state, 'lookups', name), 'utf8');
}

test('files are written as CSV, into the state folder alone', async () => {
  await search(
    '| makeresults | eval "a b"="x, \\"y\\"", c=split("1,2",","), d=3.5 | fields - _time | outputlookup new.csv',
  );
  expect(written('new.csv')).toBe('"a b",c,d\n"x, ""y""",1 2,3.5\n');
  expect(readdirSync(join(state, 'lookups'))).toEqual(['new.csv']);
  expect(readdirSync(join(appDir, 'lookups'))).toEqual(['own.csv']);
});

test('what is appended comes behind the file of the app, which stays as it is', async () => {
  await search('| makeresults | eval b="z", c=1 | table b c | outputlookup append=t own.csv');
  expect(written('own.csv')).toBe('a,b\n1,"x\r\ny"\n,z\n');
  expect(readFileSync(join(appDir, 'lookups', 'own.csv'), 'utf8')).toBe('a,b\r\n1,"x\r\ny"');
});

test('a single column keeps its empty rows', async () => {
  await search(
    '| makeresults count=3 | streamstats count | eval a=if(count=2, null(), count) | table a | outputlookup one.csv',
  );
  expect(written('one.csv')).toBe('a\n1\n""\n3\n');
});

test('a file that was taken away is gone until it is written anew', async () => {
  const nothing = '| makeresults | head 0 | table a';
  await search(`${nothing} | outputlookup own.csv`);
  expect(existsSync(join(appDir, 'lookups', 'own.csv'))).toBe(true);
  await expect(search('| inputlookup strict=t own.csv')).rejects.toThrow('is not in the folder lookups');
  await search('| makeresults | eval a=1 | table a | outputlookup own.csv');
  await search('| inputlookup strict=t own.csv');
  expect(readdirSync(join(state, 'lookups'))).toEqual(['own.csv']);
});

test('searches that append at the same time lose no rows of each other', async () => {
  const app = readApp(appDir, state);
  const workbench = { engine, app, kv: new KvStore(readCollections(app)), tables: [] };
  const spl = '| makeresults count=50 | eval a=1 | table a | outputlookup append=t many.csv';
  await Promise.all(Array.from({ length: 8 }, () => runSearch(workbench, { spl })));
  expect(written('many.csv').split('\n')).toHaveLength(8 * 50 + 2);
});

test('previews write nothing', async () => {
  const app = readApp(appDir, state);
  const workbench = { engine, app, kv: new KvStore(readCollections(app)), tables: [] };
  const spl = '| makeresults | eval a=1 | table a | outputlookup own.csv | outputlookup notes';
  await dropResult(workbench, await runSearch(workbench, { spl, isPreview: true }));
  expect(existsSync(state)).toBe(false);
  expect(workbench.kv.records(SHARED)).toEqual([]);
});

test('without a state folder no file is written', async () => {
  const app = readApp(appDir);
  const workbench = { engine, app, kv: new KvStore(readCollections(app)), tables: [] };
  await expect(runSearch(workbench, { spl: '| makeresults | outputlookup own.csv' })).rejects.toThrow(
    'lookup file "own.csv" cannot be written: the workbench has no state folder',
  );
});

/** Writes one round of rows after another into a collection and a file, and says so after each. */
const WRITE = `
const { readApp } = require('./workbench/conf/app');
const { readCollections } = require('./workbench/conf/collections');
const { Engine } = require('./workbench/engine/engine');
const { KvStore } = require('./workbench/jobs/kv-store');
const { runSearch } = require('./workbench/jobs/run-search');
const [appDir, state, count] = process.argv.slice(1);
(async () => {
  const app = readApp(appDir, state);
  const workbench = { engine: await Engine.open(), app, kv: new KvStore(readCollections(app), state), tables: [] };
  for (let round = 1; ; round++) {
    const spl = '| makeresults count=' + count + ' | streamstats count AS n | eval round=' + round +
      ' | table n round | outputlookup notes | outputlookup notes.csv';
    const started = performance.now();
    await runSearch(workbench, { spl });
    console.log(round + ' ' + Math.round(performance.now() - started));
  }
})();
`;

interface Writer {
  /** Kills the process once it has acknowledged that many rounds and the delay is over; gives the last round it acknowledged. */
  killAfter(rounds: number, delayMs: number): Promise<{ readonly acknowledged: number; readonly ms: number }>;
}

function startWriter(count: number): Writer {
  const args = ['-r', '@swc-node/register', '-e', WRITE, appDir, state, String(count)];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  return {
    async killAfter(rounds, delayMs) {
      let acknowledged = 0;
      let ms = 0;
      let isDoomed = false;
      const ended = once(child, 'exit');
      child.stdout.on('data', (data: Buffer) => {
        for (const line of data.toString().trim().split('\n'))
          [acknowledged = 0, ms = 0] = line.split(' ').map(Number);
        if (acknowledged < rounds || isDoomed) return;
        isDoomed = true;
        setTimeout(() => child.kill('SIGKILL'), delayMs);
      });
      expect(await ended).toEqual([null, 'SIGKILL']);
      return { acknowledged, ms };
    },
  };
}

/** The rounds that the records and the file's rows are of. */
function rounds(count: number): [number, number] {
  const kv = new KvStore(readCollections(readApp(appDir)), state);
  const records = kv.records(SHARED);
  kv.close();
  const lines = written('notes.csv').trimEnd().split('\n').slice(1);
  expect([records.length, lines.length]).toEqual([count, count]);
  const found = [records.map(({ round }) => String(round)), lines.map((line) => line.split(',')[1]!)];
  expect(found.map((all) => new Set(all).size)).toEqual([1, 1]);
  return [Number(found[0]![0]), Number(found[1]![0])];
}

test('what was written is whole after kill -9, at whatever moment it comes', async () => {
  for (const delayMs of [0, 7, 23]) {
    const { acknowledged } = await startWriter(500).killAfter(3, delayMs);
    const [inStore, inFile] = rounds(500);
    for (const round of [inStore, inFile]) expect([acknowledged, acknowledged + 1]).toContain(round);
    expect(inStore).toBeGreaterThanOrEqual(inFile);
  }
});

test('a hundred thousand rows are written in seconds', async () => {
  const { acknowledged, ms } = await startWriter(100_000).killAfter(1, 0);
  expect(rounds(100_000)[0]).toBeGreaterThanOrEqual(acknowledged);
  expect(ms).toBeLessThan(10_000);
});
