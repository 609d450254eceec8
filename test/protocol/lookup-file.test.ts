import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';

const ROOT = join(__dirname, '..', '..');

function startedFrom(script: string): typeof import('../../protocol/lookup-file') {
  const [, before] = process.argv;
  process.argv[1] = script;
  try {
    return jest.requireActual('../../protocol/lookup-file');
  } finally {
    process.argv[1] = before ?? '';
  }
}

const { faultOfLookup, parseCsv, readLearntLookup, readLookup } = startedFrom(join(ROOT, 'bin', 'probe.js'));

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

test('columns are read by name, from the folder beside the command', () => {
  const brands = readLookup('smtp_watch_brands.csv', ['brand', 'domain']);
  expect(brands).toContainEqual(['paypal', 'paypal.com']);
});

test('a file that is not there and a column that it lacks are named', () => {
  expect(faultOfLookup('brands', 'smtp_watch_brands.csv')).toBeUndefined();
  expect(faultOfLookup('brands', 'none.csv')).toBe(
    'brands names "none.csv", which is not in the folder of lookups',
  );
  expect(() => readLookup('smtp_watch_brands.csv', ['colour'])).toThrow(
    'lookup file "smtp_watch_brands.csv" has no column "colour"',
  );
});

test('a list that a search has yet to write is empty', () => {
  expect(readLearntLookup('none.csv', ['domain'])).toEqual([]);
  expect(readLearntLookup('smtp_watch_brands.csv', ['domain']).length).toBeGreaterThan(100);
});

test('a file in the folder that searches write to comes before that of the app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-watch-lookups-'));
  writeFileSync(join(folder, 'smtp_watch_brands.csv'), 'domain,brand\nown.example,own\n');
  process.env['SMTP_WATCH_LOOKUPS'] = folder;
  try {
    jest.resetModules();
    const written = startedFrom(join(ROOT, 'bin', 'probe.js'));
    expect(written.readLookup('smtp_watch_brands.csv', ['domain'])).toEqual([['own.example']]);
    expect(written.faultOfLookup('words', 'smtp_watch_tlds.csv')).toBe(
      faultOfLookup('words', 'smtp_watch_tlds.csv'),
    );
  } finally {
    delete process.env['SMTP_WATCH_LOOKUPS'];
    rmSync(folder, { recursive: true, force: true });
  }
});

test('cells come back as they were written', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ') });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const text = rows.map((row) => row.map(quoted).join(',')).join('\r\n');
      expect(parseCsv(text)).toEqual(rows);
    }),
  );
});

test.each([
  [
    'a,b\n1,\n',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  [
    'a,b\n\n,2',
    [
      ['a', 'b'],
      ['', '2'],
    ],
  ],
  ['"open', [['open']]],
  ['', []],
])('%j holds the cells %j', (text, rows) => {
  expect(parseCsv(text)).toEqual(rows);
});
