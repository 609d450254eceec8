import { sortRows } from '../../app/panels/sort-rows';

const ROWS = [{ n: '10', t: 'b' }, { n: '9', t: 'A' }, { t: 'a10' }, { n: '-1', t: 'a9' }];

test.each([
  ['n', 'asc', ['-1', '9', '10', undefined]],
  ['n', 'desc', ['10', '9', '-1', undefined]],
  ['t', 'asc', ['A', 'a9', 'a10', 'b']],
] as const)(
  'by %s %s: numbers as numbers, texts without case, what has none last',
  (field, direction, expected) => {
    const sorted = sortRows(ROWS, { field, direction });
    expect(sorted.map((row) => row[field as keyof typeof row])).toEqual(expected);
  },
);

test('without an order the rows stay as they came', () => {
  expect(sortRows(ROWS, undefined)).toBe(ROWS);
});
