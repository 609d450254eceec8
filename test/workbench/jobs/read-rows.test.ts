import fc from 'fast-check';
import { Engine, type SqlValue } from '../../../workbench/engine/engine';
import { readRows } from '../../../workbench/jobs/read-rows';
import { resultSql, type SearchResult } from '../../../workbench/jobs/search-result';
import type { Column } from '../../../workbench/spl/relation';
import { numberToText } from '../../../workbench/spl/sql/value';
import { toTimestamp } from '../../../workbench/spl/time/format';

const OPTIONS = { numRuns: 40, seed: 20_120_316 };

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.open();
});

afterAll(() => engine.close());

function resultOf(kept: SearchResult['kept'], columns: readonly Column[], rows: number): SearchResult {
  return { kept, columns, rows, isTransforming: true, eventCount: 0, scanCount: 0, messages: [] };
}

/** The values as they are read from a column of that name, and as the database writes them by that SQL. */
async function written(name: string, values: readonly number[], sql: string): Promise<unknown[][]> {
  const columns = [{ name, kind: 'number' }] as const;
  await engine.createTable('numbers', columns);
  const appender = await engine.appender('numbers', columns);
  appender.append([values]);
  appender.close();
  const result = resultOf({ table: 'numbers' }, columns, values.length);
  const page = await readRows({ engine }, result, { offset: 0, count: values.length });
  const told = await engine.query(`SELECT ${sql} FROM numbers ORDER BY rowid`);
  await engine.run('DROP TABLE numbers');
  return [page.rows.map(([value]) => value), [...told.columns[0]!]];
}

const many = (number: fc.Arbitrary<number>): fc.Arbitrary<number[]> =>
  fc.array(number, { minLength: 100, maxLength: 400 });

const power = fc
  .tuple(fc.integer({ min: -330, max: 310 }), fc.integer({ min: -9999, max: 9999 }))
  .map(([exponent, digits]) => digits * 10 ** exponent);

const fraction = fc
  .tuple(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), fc.constantFrom(10, 1000, 1e6, 3, 7))
  .map(([number, divisor]) => number / divisor);

const BORDERS = [0, -0, 1e-4, 9.999e-5, 1e15, 1e16, 2 ** 53, 8.999e18, 9e18, 1e21, 5e-324, 1 / 3, 1.5e300];

test('numbers are written as the database writes them', async () => {
  const [own, told] = await written(
    'n',
    [...BORDERS, ...BORDERS.map((border) => -border)],
    numberToText('n'),
  );
  expect(own).toEqual(told);
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  expect((await written('n', odd, 'CAST(n AS VARCHAR)'))[0]).toEqual(['nan', 'inf', '-inf']);
  const any = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    power,
    fraction,
    fc.maxSafeInteger(),
  );
  await fc.assert(
    fc.asyncProperty(many(any), async (values) => {
      const [ours, theirs] = await written('n', values, numberToText('n'));
      expect(ours).toEqual(theirs);
    }),
    OPTIONS,
  );
});

test('times are written as the database writes them', async () => {
  const iso = `strftime(${toTimestamp('_time')}, '%Y-%m-%dT%H:%M:%S.%g+00:00')`;
  const edges = [-62_135_596_800, -62_135_596_801, 253_402_300_799, 253_402_300_800, 0, -0.0005, 1e300];
  const [own, told] = await written('_time', edges, iso);
  expect(own).toEqual(told);
  const second = fc.double({ min: -62_135_596_801, max: 253_402_300_800, noNaN: true });
  const micro = fc.integer({ min: -2e15, max: 2e15 }).map((micros) => micros / 1e6);
  await fc.assert(
    fc.asyncProperty(many(fc.oneof(second, micro)), async (values) => {
      const [ours, theirs] = await written('_time', values, iso);
      expect(ours).toEqual(theirs);
    }),
    OPTIONS,
  );
});

test('the one row of a result is in SQL what it is in memory', async () => {
  const columns: Column[] = [
    { name: 'n', kind: 'number' },
    { name: 'N', kind: 'text' },
    { name: '#list', kind: 'list' },
  ];
  const number = fc.option(fc.oneof(fc.double(), power));
  const text = fc.option(fc.string({ unit: 'grapheme' }));
  const list = fc.option(fc.array(fc.string(), { maxLength: 4 }));
  await fc.assert(
    fc.asyncProperty(fc.tuple(number, text, list), async (row: readonly SqlValue[]) => {
      const from = resultSql({ kept: { row }, columns });
      const { columns: values } = await engine.query(`SELECT * FROM ${from}`);
      const plain = row.map((value) => (value === 0 ? 0 : value));
      expect(values.map(([value]) => value)).toEqual([...plain, 0]);
    }),
    { ...OPTIONS, numRuns: 200 },
  );
});
