import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { Engine } from '../../../workbench/engine/engine';
import { EventStore } from '../../../workbench/ingest/event-store';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { dropResult, readRows, runSearch } from '../../../workbench/jobs/run-search';
import type { Workbench } from '../../../workbench/jobs/workbench';

const ROOT = join(__dirname, '..', '..', '..');
const TWIN = join(ROOT, 'samples', 'maccdc2012-twin.log');

/** Pairs of a sourcetype of its own, with what props.conf may do to them. */
const PROPS = `[made:pairs]
SHOULD_LINEMERGE = false
KV_MODE = auto
TIME_PREFIX = at=
TIME_FORMAT = %s.%3N
MAX_DAYS_AGO = 10951
FIELDALIAS-a = src AS source_address
EVAL-twice = size * 2
`;

let folder: string;
let engine: Engine;
let workbench: Workbench;
let events: EventStore;

async function open(files: readonly string[] = [TWIN]): Promise<void> {
  engine = await Engine.open();
  const app = readApp(join(folder, 'app'));
  events = await EventStore.open(engine, app, { path: join(folder, 'events.duckdb') });
  await events.load({ files });
  workbench = {
    engine,
    app,
    events,
    kv: new KvStore(new Map()),
    get tables() {
      return events.tables;
    },
  };
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'collect-'));
  mkdirSync(join(folder, 'app', 'default'), { recursive: true });
  const own = readApp(ROOT);
  const conf = (name: string): string =>
    [...own.conf(name).values()]
      .map(({ name, settings }) => {
        const lines = [...settings].map(([key, { value }]) => `${key} = ${value.replaceAll('\n', '\\\n')}`);
        return `[${name}]\n${lines.join('\n')}\n`;
      })
      .join('\n');
  writeFileSync(join(folder, 'app', 'default', 'props.conf'), `${conf('props')}\n${PROPS}`);
  writeFileSync(join(folder, 'app', 'default', 'transforms.conf'), conf('transforms'));
  await open();
});
afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

async function search(spl: string): Promise<Record<string, unknown>[]> {
  const result = await runSearch(workbench, { spl });
  const { fields, rows } = await readRows(workbench, result, { offset: 0, count: 1000 });
  await dropResult(workbench, result);
  return rows.map((row) =>
    Object.fromEntries(fields.flatMap((field, at) => (row[at] === null ? [] : [[field, row[at]]]))),
  );
}

test('what a search collects is found by the next one, with its fields and time', async () => {
  const shown = await search(
    '* | stats count BY src | sort src | head 2 | eval _time=1331899200.75, note="a \\"b\\" \\\\ c" | collect index=summary',
  );
  expect(shown.map(({ src }) => src)).toEqual(['192.168.202.79', '192.168.202.96']);
  const found = await search('index=summary | sort src | table _time src count note sourcetype source index');
  expect(found).toEqual(
    shown.map(({ src, count }) => ({
      _time: '2012-03-16T12:00:00.000+00:00',
      src,
      count,
      note: 'a "b" \\ c',
      sourcetype: 'stash',
      source: 'collect',
      index: 'summary',
    })),
  );
  expect(await search('index=main | stats count')).toEqual([{ count: '194' }]);
  expect(await search('index=* | stats count')).toEqual([{ count: '196' }]);
});

test('a search that collects twice adds twice, and one in test mode nothing', async () => {
  const spl = '* index=main | head 3 | collect index=summary sourcetype=copy';
  await search(spl);
  await search(`${spl} testmode=true`);
  await search(spl);
  expect(await search('index=summary | stats count BY sourcetype')).toEqual([
    { sourcetype: 'copy', count: '6' },
  ]);
});

test('what a saved search collects twice alike is there once, and goes when it is to be made anew', async () => {
  const collected = (): Promise<Record<string, unknown>[]> => search('index=summary | stats count BY src');
  const run = async (spl: string, savedSearch?: string): Promise<void> => {
    const named = savedSearch === undefined ? {} : { savedSearch };
    await dropResult(
      workbench,
      await runSearch(workbench, { spl: `${spl} | collect index=summary`, ...named }),
    );
  };
  const row = (src: string): string => `| makeresults | eval _raw="src=${src}", _time=1331899200`;
  await run(row('192.0.2.1'), 'Sums up');
  await run(`${row('192.0.2.1')} | append [${row('192.0.2.2')}]`, 'Sums up');
  await run(row('192.0.2.1'), 'Another');
  await run(row('192.0.2.9'));
  expect(await collected()).toEqual([
    { src: '192.0.2.1', count: '2' },
    { src: '192.0.2.2', count: '1' },
    { src: '192.0.2.9', count: '1' },
  ]);
  engine.close();
  await open();
  expect(await collected()).toHaveLength(3);
  await events.forgetCollected('Sums up');
  expect(await collected()).toEqual([
    { src: '192.0.2.1', count: '1' },
    { src: '192.0.2.9', count: '1' },
  ]);
});

test('collected lines get the fields and the time that loaded ones of their sourcetype get', async () => {
  await search(
    'index=main | collect index=again sourcetype=zeek:smtp:headerless host=elsewhere source=copies',
  );
  const summary = (index: string): Promise<Record<string, unknown>[]> =>
    search(
      `index=${index} sourcetype=zeek:smtp:headerless | stats count min(_time) AS first max(_time) AS last dc(src) AS sources dc(recipient) AS recipients count(eval(action="blocked")) AS blocked`,
    );
  expect(await summary('again')).toEqual(await summary('main'));
  expect(await search('index=again | stats count BY host source')).toEqual([
    { host: 'elsewhere', source: 'copies', count: '194' },
  ]);
});

test('a text that is not as its sourcetype should be is an event all the same', async () => {
  await search(
    '| makeresults | eval _raw="no JSON {", _time=1331899200.5 | collect index=odd sourcetype=zeek:smtp',
  );
  await search('| makeresults | eval _raw="no columns" | collect index=odd sourcetype=zeek:smtp:headerless');
  const found = await search('index=odd | table _raw | sort _raw');
  expect(found.map(({ _raw }) => _raw)).toEqual(['no JSON {', 'no columns']);
});

test('KV_MODE = auto: pairs, quoted ones with escapes, and what props.conf makes of them', async () => {
  const raw = String.raw`at=1331899200.250 src=192.0.2.1, size = 21; _hidden=x 9key=y subject="a=b, \"c\" \\ d" empty="" src=second path=/a?b=c&d=e`;
  await search(
    `| makeresults | eval _raw="${raw.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}" | collect index=pairs sourcetype=made:pairs`,
  );
  expect(await search('index=pairs | fields - linecount, host, source, index, sourcetype')).toEqual([
    {
      _time: '2012-03-16T12:00:00.250+00:00',
      _raw: raw,
      at: '1331899200.250',
      src: '192.0.2.1',
      size: '21',
      hidden: 'x',
      key: 'y',
      subject: 'a=b, "c" \\ d',
      path: '/a?b=c',
      d: 'e',
      source_address: '192.0.2.1',
      twice: '42',
    },
  ]);
});

test('collected events are found by starts that are given the files that were searched, and by no others', async () => {
  const other = join(folder, 'other.log');
  writeFileSync(
    other,
    '1331899200.000000\tC1\t192.0.2.1\t4\t192.0.2.2\t25\t1\thelo\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t221 Bye\t-\t-\t(empty)\tF\n',
  );
  await search('* | stats count | collect index=summary');
  for (const [files, expected] of [
    [[TWIN], '1'],
    [[other], '0'],
    [[other, TWIN], '1'],
  ] as const) {
    engine.close();
    await open(files);
    expect(await search('index=summary | stats count')).toEqual([{ count: expected }]);
  }
});

/** Runs in a process of its own: collects, says so and waits to be killed. */
const COLLECTOR = `
const { readApp } = require('./workbench/conf/app');
const { Engine } = require('./workbench/engine/engine');
const { EventStore } = require('./workbench/ingest/event-store');
const { KvStore } = require('./workbench/jobs/kv-store');
const { runSearch } = require('./workbench/jobs/run-search');
const [appDir, path, file] = process.argv.slice(1);
(async () => {
  const engine = await Engine.open();
  const app = readApp(appDir);
  events = await EventStore.open(engine, app, { path });
  await events.load({ files: [file] });
  await runSearch({ engine, app, kv: new KvStore(new Map()), events, tables: events.tables }, { spl: '* | stats count BY src | collect index=summary' });
  console.log('collected');
  setInterval(() => {}, 1000);
})();
`;

test('what was collected is there after kill -9', async () => {
  engine.close();
  const args = [
    '-r',
    '@swc-node/register',
    '-e',
    COLLECTOR,
    join(folder, 'app'),
    join(folder, 'events.duckdb'),
    TWIN,
  ];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
  await open();
  expect(await search('index=summary | stats sum(count) AS events')).toEqual([{ events: '194' }]);
});

test('where there is no database, collect says so', async () => {
  const { events, ...bare } = workbench;
  expect(events).toBeDefined();
  await expect(
    runSearch({ ...bare, tables: workbench.tables }, { spl: '* | collect index=summary' }),
  ).rejects.toThrow('there is no database that collected events could be added to at line 1, column 13');
});
