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

const { faultOfLookup, parseCsv, readLookup } = startedFrom(join(ROOT, 'bin', 'probe.js'));

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
