import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KvError } from '../../../workbench/jobs/kv-error';
import { compileKvQuery } from '../../../workbench/jobs/kv-query';
import { parseFields, parseSort, selectRecords } from '../../../workbench/jobs/kv-select';
import { type JsonObject, parseJson } from '../../../workbench/jobs/kv-value';

const CASES = join(__dirname, '..', '..', 'cases', 'kv-query');

interface Case {
  readonly records: readonly JsonObject[];
  /** Each a query and the keys of the records it finds. */
  readonly found: readonly (readonly [string, string])[];
  /** Each a query and what its refusal begins with. */
  readonly refused: readonly (readonly [string, string])[];
}

describe.each(readdirSync(CASES))('%s', (name) => {
  const { records, found, refused } = JSON.parse(readFileSync(join(CASES, name), 'utf8')) as Case;

  test.each(found)('%s finds %s', (query, keys) => {
    const test = compileKvQuery(parseJson(query));
    expect(records.flatMap((record) => (test(record) ? record['_key'] : [])).join('')).toBe(keys);
  });

  test.each(refused)('%s is refused', (query, fault) => {
    let caught: unknown;
    try {
      compileKvQuery(parseJson(query));
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(KvError);
    expect((caught as KvError).message.slice(0, fault.length)).toBe(fault);
  });
});

test('what is nested too deep is refused before it is walked through', () => {
  const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  expect(parseJson(deep(100))).toBeDefined();
  expect(() => parseJson(deep(102))).toThrow('JSON in the request is nested deeper than 100 levels');
  expect(() => parseJson(deep(1_000_000))).toThrow('JSON in the request is nested deeper than 100 levels');
});

const RECORDS: readonly JsonObject[] = [
  { name: 'b', n: 2, _user: 'nobody', _key: '1' },
  { name: 'a', n: 10, _user: 'nobody', _key: '2' },
  { name: 'b', n: [1, 30], _user: 'nobody', _key: '3' },
  { name: 'c', _user: 'nobody', _key: '4' },
  { name: 'a', n: '5', _user: 'nobody', _key: '5' },
];

test.each([
  ['', '12345'],
  ['name', '25134'],
  ['name:-1', '41325'],
  ['n', '43125'],
  ['n:-1', '53214'],
  ['name:1,_key:-1', '52314'],
  ['name, n:-1', '52314'],
])('sort=%s', (sort, keys) => {
  const selection = { test: () => true, order: parseSort(sort), skip: 0, limit: 0, fields: parseFields('') };
  expect(
    selectRecords(RECORDS, selection)
      .map((record) => record['_key'])
      .join(''),
  ).toBe(keys);
});

test.each([
  ['', ['name', 'n', '_user', '_key']],
  ['name', ['name', '_key']],
  ['name,n', ['name', 'n', '_key']],
  ['name:1,_id:0', ['name']],
  ['name:0', ['n', '_user', '_key']],
  ['_key:0', ['name', 'n', '_user']],
  ['_key', ['_key']],
  ['nothing', ['_key']],
])('fields=%s', (fields, names) => {
  const selection = { test: () => true, order: [], skip: 1, limit: 1, fields: parseFields(fields) };
  expect(selectRecords(RECORDS, selection).map(Object.keys)).toEqual([names]);
});

test('sort and fields that cannot be read are refused', () => {
  expect(() => parseSort('name:2')).toThrow('sort holds "name:2", expected field, field:1 or field:-1');
  expect(() => parseSort(':1')).toThrow('sort holds ":1", expected field, field:1 or field:-1');
  expect(() => parseFields('a,b:0')).toThrow(
    'fields is "a,b:0", expected fields to give or fields to leave out, not both',
  );
  expect(() => parseFields('a:2')).toThrow('fields holds "a:2", expected field, field:1 or field:0');
});
