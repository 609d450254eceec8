import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readApp } from '../../../workbench/conf/app';
import { Engine } from '../../../workbench/engine/engine';
import { EventStore } from '../../../workbench/ingest/event-store';
import type { EventTable } from '../../../workbench/ingest/event-table';
import { follow } from '../../../workbench/ingest/follow';
import { eventsIn, ROOT } from './events';

let folder: string;
let engine: Engine;
let store: EventStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'follow-'));
  engine = await Engine.open();
  store = await EventStore.open(engine, readApp(ROOT), { path: join(folder, 'events.duckdb') });
});
afterEach(async () => {
  await store.endFollowing();
  engine.close();
  rmSync(folder, { recursive: true });
});

const START = 1_332_014_000;

function row(number: number): string {
  const cells = [
    `${START + number}.000000`,
    `C${number}`,
    '192.0.2.1',
    '41000',
    '198.51.100.25',
    '25',
    '1',
    'helo',
  ];
  const rest = ['221 Bye', '198.51.100.25', '-', '(empty)', 'F'];
  return [...cells, ...Array.from({ length: 12 }, () => '-'), ...rest].join('\t');
}

function rows(...numbers: readonly number[]): string {
  return numbers.map((number) => `${row(number)}\n`).join('');
}

async function uids(): Promise<unknown[]> {
  return (await eventsIn(engine, store.tables)).map(({ uid }) => uid);
}

async function loaded(name: string, content: string | Buffer): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, content);
  await store.load({ files: [file] });
  return file;
}

test('new lines are new events, and their time range is told', async () => {
  const file = await loaded('a.log', rows(1, 2));
  expect(await store.readOn()).toBeUndefined();
  appendFileSync(file, rows(3, 5, 4));
  expect(await store.readOn()).toEqual({ earliest: START + 3, latest: START + 5 });
  expect(await uids()).toEqual(['C1', 'C2', 'C3', 'C5', 'C4']);
  expect(await store.readOn()).toBeUndefined();
});

test('a last line waits for its end', async () => {
  const file = await loaded('a.log', rows(1));
  const [begin, end] = [row(2).slice(0, 50), row(2).slice(50)];
  appendFileSync(file, begin);
  expect(await store.readOn()).toBeUndefined();
  expect(await uids()).toEqual(['C1']);
  appendFileSync(file, `${end}\n`);
  expect(await store.readOn()).toEqual({ earliest: START + 2, latest: START + 2 });
  expect(await uids()).toEqual(['C1', 'C2']);
});

test('a last line that was loaded without its end is read again', async () => {
  const file = await loaded('a.log', `${rows(1)}${row(2)}`);
  expect(await uids()).toEqual(['C1', 'C2']);
  appendFileSync(file, `\n${rows(3)}`);
  await store.readOn();
  expect(await uids()).toEqual(['C1', 'C2', 'C3']);
});

test('a renamed file is read to its end, then the one in its place', async () => {
  const file = await loaded('a.log', rows(1));
  await store.readOn();
  appendFileSync(file, `${rows(2)}${row(3)}`);
  renameSync(file, join(folder, 'a.log.1'));
  writeFileSync(file, rows(4));
  expect(await store.readOn()).toEqual({ earliest: START + 2, latest: START + 4 });
  expect(await uids()).toEqual(['C1', 'C2', 'C3', 'C4']);
  appendFileSync(file, rows(5));
  await store.readOn();
  expect(await uids()).toEqual(['C1', 'C2', 'C3', 'C4', 'C5']);
  await store.load({ files: [file] });
  expect(await uids()).toEqual(['C4', 'C5']);
  await store.load({ files: [file, join(folder, 'a.log.1')] });
  expect(await uids()).toEqual(['C1', 'C2', 'C3', 'C4', 'C5']);
});

test('a file that was cut begins anew, and what was read of it stays', async () => {
  const file = await loaded('a.log', rows(1, 2));
  await store.readOn();
  truncateSync(file);
  await store.readOn();
  appendFileSync(file, rows(3));
  await store.readOn();
  expect(await uids()).toEqual(['C1', 'C2', 'C3']);
  writeFileSync(file, rows(6, 7, 8));
  await store.readOn();
  expect(await uids()).toEqual(['C1', 'C2', 'C3', 'C6', 'C7', 'C8']);
});

test('a file that comes later, or is empty at first, is read when there is something in it', async () => {
  const [late, empty] = [join(folder, 'late.log'), join(folder, 'empty.log')];
  writeFileSync(empty, '');
  const { files } = await store.load({ files: [late, empty] });
  expect(files.map(({ events }) => events)).toEqual([0, 0]);
  expect(await store.readOn()).toBeUndefined();
  writeFileSync(late, rows(1));
  appendFileSync(empty, rows(2));
  expect(await store.readOn()).toEqual({ earliest: START + 1, latest: START + 2 });
  expect(await uids()).toEqual(['C1', 'C2']);
});

test('a packed file is not read on', async () => {
  const file = await loaded('a.log.gz', gzipSync(rows(1)));
  writeFileSync(file, gzipSync(rows(1, 2)));
  expect(await store.readOn()).toBeUndefined();
  expect(await uids()).toEqual(['C1']);
});

test('a search keeps to the events that there were when it began', async () => {
  const file = await loaded('a.log', rows(1, 2));
  const [table] = store.tables;
  const count = async ({ from, columns }: EventTable): Promise<unknown> =>
    (await engine.query(`SELECT count(*) FROM ${from(columns)}`)).columns[0]![0];
  appendFileSync(file, rows(3));
  await store.readOn();
  expect([await count(table!), await count(store.tables[0]!)]).toEqual([2, 3]);
});

test('searches never fail while fields come and change their kind', async () => {
  const event = { ts: START, uid: 'C1', trans_depth: 1, helo: 'a', mailfrom: '<a@example.com>' };
  const file = await loaded('a.json', `${JSON.stringify(event)}\n`);
  let isGrowing = true;
  const search = async (): Promise<number> => {
    let searches = 0;
    for (; isGrowing || searches === 0; searches++)
      for (const table of store.tables) {
        const names = table.columns.map(({ name }) => name).includes('path') ? '"path"' : '"uid"';
        await engine.query(`SELECT count(${names}), count(*) FROM ${table.from(table.columns)}`);
      }
    return searches;
  };
  const searching = search();
  for (let number = 0; number < 8; number++) {
    const path = number > 3 ? { path: ['192.0.2.1', '192.0.2.2'] } : {};
    appendFileSync(file, `${JSON.stringify({ ...event, ...path, [`field${number}`]: 'x' })}\n`);
    await store.readOn();
  }
  isGrowing = false;
  expect(await searching).toBeGreaterThan(0);
  expect(await eventsIn(engine, store.tables)).toHaveLength(9);
});

test('following reads on by itself until it is stopped', async () => {
  const file = await loaded('a.log', rows(1));
  const faults: unknown[] = [];
  const following = follow(store, (fault) => faults.push(fault));
  appendFileSync(file, rows(2));
  while ((await uids()).length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
  await following.stop();
  appendFileSync(file, rows(3));
  expect([await uids(), faults]).toEqual([['C1', 'C2'], []]);
});

test('following ends with the fault that reading met', async () => {
  const fault = new Error('gone');
  const found = await new Promise((resolve) => {
    follow({ readOn: () => Promise.reject(fault), endFollowing: () => Promise.resolve() }, resolve);
  });
  expect(found).toBe(fault);
});
