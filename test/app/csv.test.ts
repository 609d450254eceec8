import fc from 'fast-check';
import { toCsv } from '../../app/panels/csv';
import { visibleRows } from '../../app/search/rows';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['=cmd|calc!A1', "'=cmd|calc!A1"],
  ['@SUM(1)', "'@SUM(1)"],
  ['+1 (555)', "'+1 (555)"],
  ['-2.5', '-2.5'],
  ['+3', '+3'],
  ['\t=1', "'\t=1"],
])('%j is written as %j', (value, written) => {
  expect(toCsv({ fields: ['x'], rows: [[value]] })).toBe(`x\r\n${written}\r\n`);
});

test('values of a multivalue field are lines of one cell, a field without a value is empty', () => {
  expect(toCsv({ fields: ['a', '=b'], rows: [[['1', '2'], null]] })).toBe('a,\'=b\r\n"1\n2",\r\n');
});

/** RFC 4180 read back. */
function cellsOf(csv: string): string[] {
  return [...csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r\n)/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
  );
}

test('no cell starts a formula, and all values come back', () => {
  const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom('=1+1', '-x', '\r\n', '"')), {
    minLength: 2,
    maxLength: 2,
  });
  fc.assert(
    fc.property(texts, (row) => {
      const cells = cellsOf(toCsv({ fields: ['a', 'b'], rows: [row] })).slice(2);
      expect(cells.map((cell, at) => (cell === `'${row[at]}` ? cell.slice(1) : cell))).toEqual(row);
      for (const cell of cells) expect(/^[=@\t\r\n]|^[+-](?!\d)/.test(cell)).toBe(false);
    }),
  );
});

test("Splunk's own fields are left out, time and the raw line stay", () => {
  const rows = { fields: ['_time', '_span', 'n', '_raw'], rows: [['1', '60', '2', 'x']] };
  expect(visibleRows(rows)).toEqual({ fields: ['_time', 'n', '_raw'], rows: [['1', '2', 'x']] });
});
