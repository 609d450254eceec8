import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readApp } from '../../../workbench/conf/app';
import { Engine } from '../../../workbench/engine/engine';
import { EventStore } from '../../../workbench/ingest/event-store';
import type { FileReport } from '../../../workbench/ingest/file-report';
import type { LoadProgress } from '../../../workbench/ingest/load-file';
import { type Event, eventsIn, loadEvents, ROOT } from './events';

const CASES = join(ROOT, 'test', 'cases', 'ingest');
const DAY_MS = 86_400_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

interface Started {
  readonly events: Event[];
  readonly files: readonly FileReport[];
  /** Files that had lines read. */
  readonly read: readonly string[];
  readonly notes: readonly string[];
}

function database(): string {
  return join(folder, 'events.duckdb');
}

/** What a start of the workbench finds over the database in the folder. */
async function start(files: readonly string[], sourcetype?: string): Promise<Started> {
  const engine = await Engine.open();
  const notes: string[] = [];
  const progress: LoadProgress[] = [];
  try {
    const store = await EventStore.open(engine, readApp(ROOT), {
      path: database(),
      note: (sentence) => notes.push(sentence),
    });
    const { files: reports } = await store.load({
      files,
      onProgress: (read) => progress.push(read),
      ...(sourcetype !== undefined && { sourcetype }),
    });
    const read = progress.filter(({ phase }) => phase === 'fields').map(({ file }) => file);
    return { events: await eventsIn(engine, store.tables), files: reports, read, notes };
  } finally {
    engine.close();
  }
}

function write(name: string, data: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, data);
  return file;
}

function row(uid: string): string {
  const cells = [
    '1332014961.270000',
    uid,
    '192.0.2.1',
    '41000',
    '198.51.100.25',
    '25',
    '1',
    'mail.example.org',
  ];
  const rest = ['221 Bye', '198.51.100.25', '-', '(empty)', 'F'];
  return [...cells, ...Array.from({ length: 12 }, () => '-'), ...rest].join('\t');
}

function rows(...uids: readonly string[]): string {
  return uids.map((uid) => `${row(uid)}\n`).join('');
}

const uids = ({ events }: Pick<Started, 'events'>): unknown[] => events.map(({ uid }) => uid);

test('what is loaded is not read again, and gives the same events and report', async () => {
  const file = write('a.log', `${rows('C1', 'C2')}broken\n`);
  const first = await start([file]);
  const second = await start([file]);
  expect([first.read, second.read]).toEqual([[file], []]);
  expect(second.events).toEqual(first.events);
  expect(second.files).toEqual([{ ...first.files[0], isKnown: true }]);
  expect(first.files[0]).toMatchObject({ events: 2, skippedCount: 1 });
});

test('only the files of a start are searched, whatever else is stored', async () => {
  const [one, other] = [write('one.log', rows('C1')), write('other.log', rows('C2', 'C3'))];
  await start([one]);
  expect(uids(await start([other]))).toEqual(['C2', 'C3']);
  const again = await start([one]);
  expect([uids(again), again.read]).toEqual([['C1'], []]);
  expect(uids(await start([other, one]))).toEqual(['C1', 'C2', 'C3']);
});

test('a changed and a shortened file are read anew, and their old events go', async () => {
  const file = write('a.log', rows('C1', 'C2', 'C3'));
  await start([file]);
  write('a.log', rows('D1', 'C2', 'C3'));
  expect(uids(await start([file]))).toEqual(['D1', 'C2', 'C3']);
  write('a.log', rows('D1'));
  expect(uids(await start([file]))).toEqual(['D1']);
  const { events } = await start([file]);
  expect(events).toHaveLength(1);
});

test('the same content is the same file: read once, known by its new name', async () => {
  const first = write('a.log', rows('C1', 'C2'));
  const copy = write('copy.log', readFileSync(first));
  const both = await start([first, copy]);
  expect([uids(both), both.files[1]]).toEqual([
    ['C1', 'C2'],
    expect.objectContaining({ sameAs: first, events: 0 }),
  ]);
  rmSync(copy);
  const moved = join(folder, 'a.log.1');
  renameSync(first, moved);
  const renamed = await start([moved]);
  expect([renamed.read, renamed.events.map(({ source }) => source)]).toEqual([[], [moved, moved]]);
});

test('a rotated file and its successor are told apart', async () => {
  const file = write('a.log', rows('C1', 'C2'));
  await start([file]);
  renameSync(file, join(folder, 'a.log.1'));
  write('a.log', rows('D1'));
  const both = await start([file, join(folder, 'a.log.1')]);
  expect([uids(both), both.read]).toEqual([['C1', 'C2', 'D1'], [file]]);
});

test('of a grown file the new bytes are read, a last line without end again', async () => {
  const file = write('a.log', `${rows('C1')}${row('C2').slice(0, 80)}`);
  const first = await start([file]);
  expect([uids(first), first.files[0]!.skippedCount]).toEqual([['C1'], 1]);
  appendFileSync(file, `${row('C2').slice(80)}\n${row('C3')}`);
  const second = await start([file]);
  expect([uids(second), second.files[0]!.skippedCount]).toEqual([['C1', 'C2', 'C3'], 0]);
  appendFileSync(file, `X\n`);
  expect(await start([file])).toMatchObject({ files: [{ events: 3 }], read: [file] });
});

test('a packed file is known as a whole', async () => {
  const file = write('a.log.gz', gzipSync(rows('C1', 'C2')));
  await start([file]);
  const again = await start([file]);
  expect([uids(again), again.read]).toEqual([['C1', 'C2'], []]);
  write('a.log.gz', gzipSync(rows('C1', 'C2', 'C3')));
  expect(uids(await start([file]))).toEqual(['C1', 'C2', 'C3']);
});

test('a file read as another sourcetype is read anew', async () => {
  const file = write('a.log', rows('C1'));
  await start([file]);
  expect((await start([file], 'zeek:smtp')).files).toMatchObject([{ events: 0, skippedCount: 1 }]);
  expect(uids(await start([file]))).toEqual(['C1']);
});

test('new columns widen the table, and a field of one value becomes one of many', async () => {
  const plain = { ts: 1332014961.27, uid: 'C1', trans_depth: 1, helo: 'a', mailfrom: '<a@example.com>' };
  const first = write('one.json', `${JSON.stringify(plain)}\n`);
  const before = await start([first]);
  const more = { ...plain, uid: 'C2', path: ['192.0.2.1', '192.0.2.2'], extra: { key: 'new' } };
  const second = write('two.json', `${JSON.stringify(more)}\n`);
  const both = await start([first, second]);
  expect(both.read).toEqual([second]);
  expect(both.events).toEqual((await loadEvents([first, second])).events);
  expect((await start([first])).events).toEqual(before.events);
});

test('events that no start asks for in 30 days are forgotten', async () => {
  const [one, other] = [write('one.log', rows('C1')), write('other.log', rows('C2'))];
  await start([one]);
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + 29 * DAY_MS);
  await start([other]);
  expect((await start([one])).read).toEqual([]);
  jest.spyOn(Date, 'now').mockReturnValue(now + 60 * DAY_MS);
  await start([other]);
  expect((await start([one])).read).toEqual([one]);
});

/** Within a header line. */
const CUTS: Readonly<Record<string, [number[]][]>> = {
  'tsv-traps': [[[309, 342]]],
  'tsv-changed-header': [[[815, 1036]]],
};

describe('growing is loading at once', () => {
  const inputs = ['headerless-two-layouts', 'json-styles', 'tsv-traps', 'tsv-changed-header', 'tsv-damaged'];

  test.each(inputs)('%s', async (name) => {
    const whole = readFileSync(join(CASES, name, 'input.log'));
    const file = write('input.log', whole);
    const expected = await loadEvents([file]);
    const shown = (events: readonly Event[]): unknown[] =>
      events.map((event) => ({ ...event, _serial: 0, _time: Math.round(Number(event['_time'])) }));
    const cut = fc.array(fc.integer({ min: 1, max: whole.length - 1 }), { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(cut, async (cuts) => {
        rmSync(database(), { force: true });
        const engine = await Engine.open();
        try {
          const store = await EventStore.open(engine, readApp(ROOT), { path: database() });
          for (const end of [...cuts.sort((a, b) => a - b), whole.length]) {
            writeFileSync(file, whole.subarray(0, end));
            await store.load({ files: [file] });
          }
          const { files } = await store.load({ files: [file] });
          expect(files).toMatchObject([
            { ...expected.files[0], warnings: expect.anything(), warningCount: expect.anything() },
          ]);
          expect(shown(await eventsIn(engine, store.tables))).toEqual(shown(expected.events));
        } finally {
          engine.close();
        }
      }),
      { numRuns: 5, examples: CUTS[name] ?? [] },
    );
  });
});

describe('a database that cannot be used', () => {
  test('made by another version: it is built anew', async () => {
    const file = write('a.log', rows('C1'));
    await start([file]);
    const engine = await Engine.open(database());
    await engine.run("UPDATE about SET version = 'older'");
    engine.close();
    const again = await start([file]);
    expect([uids(again), again.read, again.notes]).toEqual([['C1'], [file], []]);
  });

  test.each([
    ['no database', () => Buffer.from('these are notes')],
    ['cut', (whole: Buffer) => whole.subarray(0, 5000)],
    ['overwritten', (whole: Buffer) => Buffer.from(whole).fill(0xff, 4096)],
  ])('%s: it is made anew, and one sentence says so', async (_, damage) => {
    const file = write('a.log', rows('C1'));
    await start([file]);
    writeFileSync(database(), damage(readFileSync(database())));
    const again = await start([file]);
    expect([uids(again), again.notes]).toEqual([['C1'], [`${database()} was damaged: it is made anew`]]);
    expect((await start([file])).read).toEqual([]);
  });

  test('a folder in its place: loaded data stays in memory', async () => {
    const file = write('a.log', rows('C1'));
    const engine = await Engine.open();
    const notes: string[] = [];
    const path = join(folder, 'none', 'events.duckdb');
    const store = await EventStore.open(engine, readApp(ROOT), { path, note: (text) => notes.push(text) });
    await store.load({ files: [file] });
    expect(await eventsIn(engine, store.tables)).toHaveLength(1);
    engine.close();
    expect(notes).toEqual([
      `${path} cannot be used, it may not be read and written: loaded data stays in memory`,
    ]);
    expect(() => statSync(path)).toThrow();
  });
});

test('an aborted load stores nothing and can be begun again', async () => {
  const file = write('a.log', rows('C1', 'C2'));
  const engine = await Engine.open();
  const stopping = new AbortController();
  const store = await EventStore.open(engine, readApp(ROOT), { path: database() });
  const load = store.load({ files: [file], signal: stopping.signal, onProgress: () => stopping.abort() });
  await expect(load).rejects.toThrow('search was cancelled');
  engine.close();
  const again = await start([file]);
  expect([uids(again), again.read]).toEqual([['C1', 'C2'], [file]]);
});
