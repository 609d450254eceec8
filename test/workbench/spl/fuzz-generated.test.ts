import { searchText } from '../../../tools/fuzz/search-texts';
import { foreignSql } from '../../../tools/fuzz/sql-outside';
import { Trial } from '../../../tools/fuzz/trial';
import { readCases } from './case-file';

const RUNS = 300;

test('searches made from the commands’ syntax end well, and none of their text reaches SQL outside of quotes', async () => {
  const texts = readCases().map(({ spl }) => spl);
  const trial = await Trial.open();
  const faults: string[] = [];
  for (let run = 0; run < RUNS; run++) {
    const spl = searchText(20_120_316, run, texts);
    const fault = await trial.fault(spl);
    if (fault !== undefined) faults.push(`${fault}\n${spl}`);
  }
  trial.close();
  expect(faults).toEqual([]);
});

test.each([
  ['SELECT \'zq\'\'mark; --\' AS "zqmark"" /*" FROM "t"', undefined],
  ['SELECT zqmark FROM t', '"zqmark" in SELECT zqmark FROM t'],
  ["SELECT 'a' || 'b' zqmark", '"zqmark" in  zqmark'],
  ["SELECT 'a'; DROP TABLE t", '";" in ; DROP TABLE t'],
  ["SELECT 'a' -- b", '"--" in  -- b'],
  ["SELECT 'a", "a ' that is not closed"],
  ['SELECT "a', 'a " that is not closed'],
  ["SELECT $$a$$ || 'b'", '"$$" in SELECT $$a$$ || '],
])('what stands outside of quotes in %s', (sql, expected) => {
  expect(foreignSql(sql, 'zqmark')).toBe(expected);
});
