import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CollectionConf, KvFieldType } from '../../../workbench/conf/collections';
import { KvStore } from '../../../workbench/jobs/kv-store';
import type { Json, JsonObject } from '../../../workbench/jobs/kv-value';

const TYPES: readonly (readonly [string, KvFieldType])[] = [
  ['score', 'number'],
  ['time', 'time'],
  ['done', 'bool'],
  ['text', 'string'],
  ['tags', 'array'],
];
const ALL = {
  test: () => true,
  order: [],
  skip: 0,
  limit: 0,
  fields: { isInclusive: false, names: [], withKey: true },
};
const LOOSE = { collection: 'loose', user: 'nobody' };
const STRICT = { collection: 'strict', user: 'nobody' };

function collection(name: string, enforceTypes: boolean): [string, CollectionConf] {
  const stanza = { name, file: 'collections.conf', line: 1, settings: new Map() };
  return [name, { name, enforceTypes, fields: new Map(TYPES), acceleratedFields: new Map(), stanza }];
}

let dir: string;
let journal: string;
const opened: KvStore[] = [];

function open(): KvStore {
  const store = new KvStore(new Map([collection('loose', false), collection('strict', true)]), dir);
  opened.push(store);
  return store;
}

function all(store: KvStore, place = LOOSE): JsonObject[] {
  return store.find(place, ALL);
}

beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'kv-store-')), 'state');
  journal = join(dir, 'kv-store.jsonl');
});
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
  rmSync(join(dir, '..'), { recursive: true });
});

test.each<[string, Json, Json | undefined]>([
  ['score', 7, 7],
  ['score', '7.5', 7.5],
  ['score', ['1', 2], [1, 2]],
  ['score', null, null],
  ['score', 'seven', undefined],
  ['score', '', undefined],
  ['score', true, undefined],
  ['score', [1, 'x'], undefined],
  ['time', '1331901000.5', 1331901000.5],
  ['done', 'false', false],
  ['done', 1, true],
  ['done', 'maybe', undefined],
  ['text', 5, '5'],
  ['text', { a: 1 }, undefined],
  ['tags', ['a'], ['a']],
  ['tags', 'a', undefined],
  ['other', { a: [1] }, { a: [1] }],
])('%s = %j is kept as %j', (name, given, kept) => {
  const store = open();
  store.insert(LOOSE, { _key: 'k', [name]: given, _user: 'someone' });
  expect(store.get(LOOSE, 'k')).toEqual({
    ...(kept !== undefined && { [name]: kept }),
    _user: 'nobody',
    _key: 'k',
  });
  const insert = (): string => store.insert(STRICT, { [name]: given });
  if (kept === undefined) expect(insert).toThrow(`${name} is ${JSON.stringify(given)}, expected type`);
  else expect(insert).not.toThrow();
});

test.each<[Json, string]>([
  [[], 'record is no JSON object'],
  ['a', 'record is no JSON object'],
  [
    { $set: 1, 'a.b': 2 },
    'record holds the field "$set", "a.b", expected names without "." and not beginning with "$"',
  ],
  [{ _key: 5 }, '_key is 5, expected text'],
  [{ _key: '' }, '_key is "", expected text'],
])('the record %j is refused', (given, fault) => {
  const store = open();
  expect(() => store.insert(LOOSE, given)).toThrow(fault);
  expect(() => store.save(LOOSE, [{ fine: 1 }, given])).toThrow(fault);
  expect(all(store)).toEqual([]);
});

test('without a folder the records are in memory alone', () => {
  const collections = new Map([collection('loose', false)]);
  const store = new KvStore(collections);
  store.insert(LOOSE, { _key: 'k' });
  expect(all(store)).toEqual([{ _key: 'k', _user: 'nobody' }]);
  expect(all(new KvStore(collections))).toEqual([]);
  store.close();
  expect(all(store)).toEqual([]);
});

test('the journal is begun anew when it has outgrown what it says', () => {
  const store = open();
  for (let n = 0; n < 20; n++) store.save(LOOSE, [{ _key: 'k', n, text: 'x'.repeat(1_000_000) }]);
  const { size } = statSync(journal);
  expect(size).toBeLessThan(6_000_000);
  store.insert(LOOSE, { _key: 'after' });
  store.close();
  expect(all(open()).map(({ n }) => n)).toEqual([19, undefined]);
});

test('a journal that cannot be begun anew grows on, and keeps every change', () => {
  const store = open();
  store.insert(LOOSE, { _key: 'first' });
  mkdirSync(`${journal}.new`);
  for (let n = 0; n < 20; n++) store.save(LOOSE, [{ _key: 'k', n, text: 'x'.repeat(1_000_000) }]);
  expect(statSync(journal).size).toBeGreaterThan(20_000_000);
  rmSync(`${journal}.new`, { recursive: true });
  store.close();
  expect(all(open()).map(({ n }) => n)).toEqual([undefined, 19]);
});

test('records take the place of all others, or come beside them', () => {
  const store = open();
  store.save(LOOSE, [
    { _key: 'a', n: 1 },
    { _key: 'b', n: 2 },
  ]);
  const beside = { keepsOthers: true, updates: false };
  expect(
    store.write(
      LOOSE,
      [
        { _key: 'a', n: 3 },
        { _key: 'c', n: 3 },
        { _key: 'c', n: 4 },
      ],
      beside,
    ),
  ).toBe(2);
  expect(store.write(LOOSE, [{ _key: 'b', n: 5 }], { ...beside, updates: true })).toBe(0);
  expect(() => store.write(LOOSE, [{ _key: 'd' }, 7], { ...beside, updates: true })).toThrow(
    'no JSON object',
  );
  const found = (from: KvStore): unknown[] => all(from).map(({ _key, n }) => [_key, n]);
  expect(found(store)).toEqual([
    ['a', 1],
    ['b', 5],
    ['c', 3],
  ]);
  store.write(LOOSE, [{ _key: 'e', n: 6 }], { keepsOthers: false, updates: true });
  expect(found(store)).toEqual([['e', 6]]);
  store.close();
  expect(found(open())).toEqual([['e', 6]]);
});

test('names and keys that mean something to JavaScript are but text', () => {
  const store = open();
  const given = JSON.parse(
    '{"__proto__": {"polluted": 1}, "constructor": "c", "_key": "__proto__"}',
  ) as JsonObject;
  store.insert(LOOSE, given);
  store.close();
  expect(JSON.stringify(all(store))).toBe(
    '[{"__proto__":{"polluted":1},"constructor":"c","_user":"nobody","_key":"__proto__"}]',
  );
  expect(({} as JsonObject)['polluted']).toBeUndefined();
});

test('a new start finds everything as it was, in its order', () => {
  const first = open();
  for (const n of [1, 2, 3, 4]) first.insert(LOOSE, { _key: `k${n}`, n });
  first.insert({ ...LOOSE, user: 'admin' }, { _key: 'k1', mine: true });
  first.replace(LOOSE, 'k2', { n: 'two\nlines' });
  first.remove(LOOSE, 'k3');
  first.save(LOOSE, [
    { _key: 'k5', n: 5 },
    { _key: 'k1', n: 11 },
  ]);
  first.removeWhere(LOOSE, ({ n }) => n === 4);
  const before = [all(first), all(first, { ...LOOSE, user: 'admin' })];
  first.close();
  for (const store of [open(), open()]) {
    expect([all(store), all(store, { ...LOOSE, user: 'admin' })]).toEqual(before);
    store.close();
  }
  expect(before[0]?.map(({ _key, n }) => [_key, n])).toEqual([
    ['k1', 11],
    ['k2', 'two\nlines'],
    ['k5', 5],
  ]);
  expect(readFileSync(journal, 'utf8').split('\n')).toHaveLength(3);
});

test('an entry that was cut off counts for nothing, and the next ones follow the last whole one', () => {
  const first = open();
  first.insert(LOOSE, { _key: 'whole' });
  first.close();
  writeFileSync(journal, '{"collection":"loose","user":"nobody","save":[{"_key":"ha', { flag: 'a' });
  const second = open();
  expect(all(second)).toEqual([{ _user: 'nobody', _key: 'whole' }]);
  second.insert(LOOSE, { _key: 'next' });
  second.close();
  expect(all(open()).map(({ _key }) => _key)).toEqual(['whole', 'next']);
});

test('a journal that is damaged is named and left as it is', () => {
  mkdirSync(dir);
  const text = '{"collection":"loose","user":"nobody","save":[]}\nnonsense\n';
  writeFileSync(journal, text);
  for (const store of [open(), open()]) {
    expect(() => all(store)).toThrow(`${journal}:2: found "nonsense", expected a line of JSON`);
  }
  expect(readFileSync(journal, 'utf8')).toBe(text);
});

test('a state folder is held by one store at a time, and not by a process that is gone', () => {
  const [first, second] = [open(), open()];
  first.insert(LOOSE, {});
  expect(() => second.insert(LOOSE, {})).toThrow(`state folder ${dir} is in use by process ${process.pid}`);
  first.close();
  expect(all(second)).toHaveLength(1);
  second.close();
  for (const left of ['4194305', String(process.pid), 'nonsense']) {
    writeFileSync(join(dir, 'lock'), left);
    const store = open();
    expect(all(store)).toHaveLength(1);
    store.close();
  }
  writeFileSync(join(dir, 'lock'), String(process.ppid));
  expect(() => all(open())).toThrow(`in use by process ${process.ppid} (${join(dir, 'lock')})`);
});

test('nothing is written before the store is used', () => {
  open().close();
  expect(() => readFileSync(journal)).toThrow('ENOENT');
});

/** Adds records until the file may not grow any more, then one that still fits. */
const FILL = `
const { KvStore } = require('./workbench/jobs/kv-store');
process.on('SIGXFSZ', () => {});
const loose = { name: 'loose', enforceTypes: false, fields: new Map(), acceleratedFields: new Map() };
const store = new KvStore(new Map([['loose', loose]]), process.argv[1]);
const place = { collection: 'loose', user: 'nobody' };
let n = 0;
try {
  for (;; n++) store.insert(place, { _key: 'k' + n, text: 'x'.repeat(5000) });
} catch (error) {
  store.insert(place, { _key: 'small' });
  console.log(JSON.stringify({ n, fault: error.message }));
}
`;

test('a change that cannot be written is refused and leaves no trace', () => {
  const args = [
    '-c',
    'ulimit -f 60; exec "$@"',
    'sh',
    process.execPath,
    '-r',
    '@swc-node/register',
    '-e',
    FILL,
    dir,
  ];
  const { stdout } = spawnSync('sh', args, { cwd: join(__dirname, '..', '..', '..'), encoding: 'utf8' });
  const { n, fault } = JSON.parse(stdout) as { n: number; fault: string };
  expect(fault).toMatch(/^change cannot be kept: EFBIG/);
  const keys = all(open()).map(({ _key }) => _key);
  expect(keys).toEqual([...Array.from({ length: n }, (_, at) => `k${at}`), 'small']);
});
