import { chosenOf, countsOf, filterCases, written } from '../../../app/findings/filter-cases';
import { makeCase } from './make-case';

const TACTICS: Readonly<Record<string, readonly string[]>> = {
  T1566: ['initial-access'],
  T1110: ['credential-access'],
};
const tacticsOf = (technique: string): readonly string[] => TACTICS[technique] ?? [];

const CASES = [
  makeCase({
    _key: 'a',
    severity: 'high',
    detection: 'spam-rate',
    entity: '192.0.2.1',
    mitre: ['T1566', 'T1110'],
  }),
  makeCase(
    { _key: 'b', severity: 'low', detection: 'brute-force', entity: 'Ann@example.com', mitre: 'T1110' },
    { status: 'resolved', owner: 'ann,joe' },
  ),
  makeCase(
    {
      _key: 'c',
      severity: 'high',
      detection: 'spam-rate',
      entity: '192.0.2.9',
      reasons: ['code: <b>|`x`$t$'],
    },
    {},
    'ours',
  ),
];
const keysOf = (inputs: Readonly<Record<string, string>>): string =>
  filterCases(CASES, inputs, tacticsOf)
    .map(({ key }) => key)
    .join('');

test.each([
  ['only open ones unless a status is asked for', {}, 'a'],
  ['every status', { status: 'all' }, 'abc'],
  ['a status', { status: 'resolved' }, 'b'],
  ['those that the allowlist covers', { status: 'allowlisted' }, 'c'],
  ['several values of one facet', { status: 'all', severity: 'high,low' }, 'abc'],
  ['values of several facets', { status: 'all', severity: 'high', technique: 'T1110' }, 'a'],
  ['a tactic of any technique', { status: 'all', tactic: 'credential-access' }, 'ab'],
  ['nobody as owner', { status: 'all', owner: 'nobody' }, 'ac'],
  ['an owner with a comma in the name', { status: 'all', owner: written(['ann,joe']) }, 'b'],
  ['words whatever their case, in the entity', { status: 'all', text: ' aNN@ ' }, 'b'],
  ['words in the title of the detection', { status: 'all', text: 'spam rate' }, 'ac'],
  ['hostile text in a reason', { status: 'all', text: '<b>|`x`$t$' }, 'c'],
  ['a value that nothing has', { severity: 'none' }, ''],
])('chosen are %s', (_title, inputs, keys) => expect(keysOf(inputs)).toBe(keys));

test('values are counted over what all other choices hold for', () => {
  const inputs = { severity: 'high', status: 'all' };
  expect(Object.fromEntries(countsOf(CASES, inputs, tacticsOf, 'severity'))).toEqual({ high: 2, low: 1 });
  expect(Object.fromEntries(countsOf(CASES, inputs, tacticsOf, 'status'))).toEqual({
    all: 2,
    new: 2,
    open: 1,
    allowlisted: 1,
  });
});

test('values survive the address', () => {
  const values = ['a,b', '100 %', 'ä "x"'];
  expect(chosenOf({ owner: written(values) }, 'owner')).toEqual(values);
});

test('an address that somebody broke chooses nothing rather than break the page', () => {
  expect(chosenOf({ owner: '%E0%A4%A' }, 'owner')).toEqual(['%E0%A4%A']);
});
