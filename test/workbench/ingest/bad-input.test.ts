import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadEvents } from './events';

const MEBIBYTE = 2 ** 20;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ingest-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, data: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, data);
  return file;
}

function rowOf(at: number, helo = 'mail.example.org'): string {
  const cells = [
    `133201496${at % 10}.270000`,
    `C${at}`,
    '192.0.2.1',
    '41000',
    '198.51.100.25',
    '25',
    '1',
    helo,
  ];
  return [
    ...cells,
    ...Array.from({ length: 12 }, () => '-'),
    '221 Bye',
    '198.51.100.25',
    '-',
    '(empty)',
    'F',
  ].join('\t');
}

/** Rows that hardly shrink, so that a cut takes many of them. */
function manyRows(count: number): string {
  return Array.from(
    { length: count },
    (_, at) => `${rowOf(at, `h${(at * 2654435761) % 4294967296}.example.org`)}\n`,
  ).join('');
}

test('a cut gzip file is loaded up to the cut', async () => {
  const packed = gzipSync(manyRows(20_000));
  const file = write('cut.log.gz', packed.subarray(0, Math.floor(packed.length * 0.7)));
  const { files } = await loadEvents([file]);
  expect(files[0]!.events).toBeGreaterThan(12_000);
  expect(files[0]!.events).toBeLessThan(16_000);
  expect(files[0]!.error).toMatch(/cut\.log\.gz: gzip data ends too early, \d+ events were read before$/);
});

test('a gzip file of several members is whole', async () => {
  const file = write('members.log.gz', Buffer.concat([gzipSync(manyRows(3)), gzipSync(manyRows(2))]));
  const { files } = await loadEvents([file]);
  expect(files).toMatchObject([{ events: 5, skippedCount: 0 }]);
  expect(files[0]!.error).toBeUndefined();
});

test('damaged gzip data is named and what came before is loaded', async () => {
  const packed = gzipSync(manyRows(20_000));
  packed.fill(0xff, Math.floor(packed.length * 0.8), Math.floor(packed.length * 0.8) + 64);
  const { files } = await loadEvents([write('damaged.log.gz', packed)]);
  expect(files[0]!.events).toBeGreaterThan(0);
  expect(files[0]!.error).toContain('gzip data is damaged');
});

test('a line of 50 MB is cut, reported and costs no other line', async () => {
  const lines = [rowOf(1), rowOf(2).replace('mail.example.org', 'x'.repeat(50 * MEBIBYTE)), rowOf(3), ''];
  const { events, files } = await loadEvents([write('long.log', lines.join('\n'))]);
  const [report] = files;
  expect(events.map(({ uid }) => uid)).toEqual(['C1', 'C3']);
  expect(report!.skipped.map(({ line }) => line)).toEqual([2]);
  expect(report!.warnings).toEqual([
    { line: 2, reason: `${Buffer.byteLength(lines[1]!)} bytes, cut to 1000000 (TRUNCATE)` },
  ]);
});

test('a missing file and a folder are named and the other file is loaded', async () => {
  const missing = join(folder, 'missing.log');
  const { events, files } = await loadEvents([missing, folder, write('good.log', `${rowOf(1)}\n`)]);
  expect(files.map(({ error }) => error)).toEqual([
    `${missing}: found no such file`,
    `${folder}: found a folder, expected a log file`,
    undefined,
  ]);
  expect(events).toHaveLength(1);
});

test('binary data is no log', async () => {
  const { files } = await loadEvents([write('binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]))]);
  expect(files[0]!.error).toContain('binary:1: found binary data, expected');
});

test('an unknown sourcetype stops before any file is read', async () => {
  const load = loadEvents([join(folder, 'missing.log')], 'zeek:http');
  await expect(load).rejects.toThrow(
    /^sourcetype zeek:http is not known, expected .*zeek:smtp:tsv, zeek:smtp:headerless, zeek:smtp\b/,
  );
});

test('a given sourcetype is obeyed, line by line', async () => {
  const { files } = await loadEvents([write('given.log', `${rowOf(1)}\n`)], 'zeek:smtp');
  expect(files).toMatchObject([{ sourcetype: 'zeek:smtp', events: 0, skippedCount: 1 }]);
});

test('files of one sourcetype share a table, in the order they were given', async () => {
  const first = write('first.log', `${rowOf(7)}\n`);
  const second = write('second.log', `${rowOf(3)}\n`);
  const { events } = await loadEvents([first, second]);
  expect(events.map(({ source }) => source)).toEqual([first, second]);
});

test('an event older than MAX_DAYS_AGO takes the time of the one before', async () => {
  const old = rowOf(1).replace(/^\d+\.\d+/, '300000000.000000');
  const { events, files } = await loadEvents([write('old.log', `${rowOf(1)}\n${old}\n`)]);
  expect(events.map((event) => event['_time'])).toEqual([1332014961.27, 1332014961.27]);
  expect(files[0]!.warnings).toMatchObject([{ line: 2 }]);
});

test('keys that differ in case are two fields, and no key takes the place of a base field', async () => {
  const json = {
    ts: 1332014962.27,
    uid: 'C1',
    trans_depth: 1,
    helo: 'a',
    HELO: 'b',
    host: 'x',
    _raw: 'y',
    '#seen': 'z',
  };
  const { events } = await loadEvents([write('case.json', `${JSON.stringify(json)}\n`)]);
  expect(events).toMatchObject([{ helo: 'a', HELO: 'b', _raw: JSON.stringify(json), '#seen': 'z' }]);
  expect(events[0]!['host']).not.toBe('x');
});
