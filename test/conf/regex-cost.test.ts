import { join } from 'node:path';
import { readChecked } from '../../tools/regexes/checked';
import { confRegexes } from '../../tools/regexes/conf-regexes';
import { costOf } from '../../tools/regexes/cost';
import { readApp } from '../../workbench/conf/app';

const REGEXES = confRegexes(readApp(join(__dirname, '..', '..')));
/** What needs longer is judged by `npm run check:regexes` alone. */
const TIMEOUT_MS = 150;

test('every regular expression of the app was judged by npm run check:regexes', () => {
  const checked = readChecked();
  expect(REGEXES.filter(({ regex }) => checked[regex] === undefined)).toEqual([]);
  expect(Object.keys(checked)).toHaveLength(REGEXES.length);
});

test('a backtracking engine takes steps on hostile texts that grow with the text', () => {
  const slow = REGEXES.filter((regex) => costOf(regex, TIMEOUT_MS)?.isSafe === false);
  expect(slow).toEqual([]);
});

test('the judge finds what is slow', () => {
  for (const regex of ['^(?:a+)+$', '([a-z]+)@', '(?s)^(?:.*,)*x'])
    expect(costOf({ regex, isOfLine: true }, 5000)?.isSafe).toBe(false);
});
