import type { AllowRecord } from '../../../app/findings/allowlist';
import { coveredBy, coveredCases, saveEntries, stateOf, unnameable } from '../../../app/findings/allowlist';
import type { TriageRecord } from '../../../app/findings/finding';
import { historyOf, saveTriage } from '../../../app/findings/triage';
import type { KvRecord } from '../../../app/kv/collection';
import { makeCase } from './make-case';

let present: KvRecord[] = [];
let saved: KvRecord[] = [];

jest.mock('../../../app/kv/collection', () => ({
  readCollection: () => Promise.resolve(present),
  saveRecords: (_name: string, records: KvRecord[]) => {
    saved = records;
    return Promise.resolve([]);
  },
}));

jest.mock('../../../app/shell/user', () => ({ USER: 'joe' }));

beforeEach(() => {
  present = [];
  saved = [];
});

const said = (record: TriageRecord): TriageRecord => ({ _key: 'k1', key: 'k1', ...record });

test('what is said for the first time is saved with who said it', async () => {
  const result = await saveTriage([makeCase({})], { status: 'pending', owner: 'ann' }, 'joe', 5);
  expect(result).toEqual({ saved: 1, changedMeanwhile: [] });
  const [{ history, ...record } = {}] = saved;
  expect(record).toEqual({
    _key: 'k1',
    key: 'k1',
    status: 'pending',
    owner: 'ann',
    changed_time: 5,
    changed_by: 'joe',
  });
  expect(historyOf({ history: history as string[] })).toEqual([
    { time: 5, by: 'joe', status: 'pending', owner: 'ann' },
  ]);
});

test('what is not said stays, and the history grows by what is different', async () => {
  const first = said({
    _user: 'nobody',
    owner: 'ann',
    note: 'n',
    status: 'new',
    history: '{"time":1,"by":"ann","note":"n"}',
  });
  present = [first];
  await saveTriage([makeCase({}, first)], { status: 'resolved', owner: 'ann' }, 'joe', 7);
  expect(saved).toHaveLength(1);
  expect(saved[0]).toMatchObject({ owner: 'ann', note: 'n', status: 'resolved' });
  expect(saved[0]).not.toHaveProperty('_user');
  expect(historyOf(saved[0] as TriageRecord)).toEqual([
    { time: 7, by: 'joe', status: 'resolved' },
    { time: 1, by: 'ann', note: 'n' },
  ]);
});

test('what another said meanwhile is left, and told', async () => {
  const other = said({ owner: 'zoe', status: 'in progress' });
  present = [other];
  const cases = [makeCase({}), makeCase({ _key: 'k2' })];
  const result = await saveTriage(cases, { owner: 'ann' }, 'ann', 9);
  expect(result).toEqual({ saved: 1, changedMeanwhile: [other] });
  expect(saved.map(({ key }) => key)).toEqual(['k2']);
});

test('nothing is written where nothing changes', async () => {
  present = [said({ owner: 'ann' })];
  expect(await saveTriage([makeCase({}, present[0])], { owner: 'ann' }, 'ann', 9)).toMatchObject({
    saved: 0,
  });
  expect(saved).toEqual([]);
});

test('a history that somebody broke loses what is broken', () => {
  expect(historyOf({ history: ['{', '1', '{"time":1,"by":"a"}'] })).toEqual([{ time: 1, by: 'a' }]);
});

const PAIR = [
  makeCase({ _key: 'a', entity: 'Ann@example.com', entity_type: 'address', detection: 'spam-rate' }),
  makeCase({ _key: 'b', entity: 'Ann@example.com', entity_type: 'address', detection: 'mass-mailing' }),
];

test.each([
  ['pair', ['Ann@example.com spam-rate', 'Ann@example.com mass-mailing']],
  ['entity', ['Ann@example.com *']],
  ['detection', ['* spam-rate', '* mass-mailing']],
] as const)('entries of scope %s', (scope, entries) => {
  expect(coveredBy(PAIR, scope).map(({ entity, detection }) => `${entity} ${detection}`)).toEqual(entries);
});

test('an entry covers its entity whatever its case, and no other', () => {
  const entry = [{ entity: 'ann@EXAMPLE.com', entity_type: '', detection: '*' }];
  const all = [...PAIR, makeCase({ _key: 'c', entity: 'bob@example.com', detection: 'spam-rate' })];
  expect(coveredCases(all, entry).map(({ key }) => key)).toEqual(['a', 'b']);
});

test('an entity with a * in its name is not allowlisted', () => {
  const hostile = [makeCase({ entity: '*@example.com' })];
  expect(unnameable(hostile, 'pair')).toEqual(['*@example.com']);
  expect(unnameable(hostile, 'detection')).toEqual([]);
});

test('an entry takes the place of the one about the same', async () => {
  const old: AllowRecord = { _key: 'x', entity: 'ann@example.com', detection: 'spam-rate' };
  present = [old];
  await saveEntries(coveredBy(PAIR, 'pair'), { reason: 'ours', expires: 9 });
  expect(saved).toMatchObject([
    {
      _key: 'x',
      entity: 'Ann@example.com',
      detection: 'spam-rate',
      reason: 'ours',
      expires: 9,
      owner: 'joe',
    },
    { detection: 'mass-mailing' },
  ]);
  expect(saved[1]).not.toHaveProperty('_key');
});

test.each([
  [undefined, 'counts for nothing: it has no end'],
  [0, 'counts for good'],
  [99, 'has run out'],
  [101, 'counts'],
])('an entry that expires at %s', (expires, state) =>
  expect(stateOf({ ...(expires !== undefined && { expires }) }, 100)).toBe(state),
);
