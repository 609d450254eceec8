import { KvError } from './kv-error';
import type { KvTest } from './kv-query';
import { compareValues, type Json, type JsonObject, valuesAt, withMembers } from './kv-value';

/** Which records are asked for, in which order, and which of their fields. */
export interface KvSelection {
  readonly test: KvTest;
  readonly order: readonly SortKey[];
  readonly skip: number;
  /** 0 is all. */
  readonly limit: number;
  readonly fields: FieldChoice;
}

interface SortKey {
  readonly path: readonly string[];
  readonly direction: 1 | -1;
}

/** The fields that are given, or those that are not; all when `names` is empty. */
interface FieldChoice {
  readonly isInclusive: boolean;
  readonly names: readonly string[];
  readonly withKey: boolean;
}

function parts(text: string): string[] {
  return text.split(',').flatMap((part) => part.trim() || []);
}

/** The order that `sort=name,other:-1` means. Throws KvError for anything else. */
export function parseSort(text: string): readonly SortKey[] {
  return parts(text).map((part) => {
    const [, name, direction = '1'] = /^([^:]+)(?::\s*(1|-1))?$/.exec(part) ?? [];
    if (name === undefined)
      throw new KvError('invalid', `sort holds "${part}", expected field, field:1 or field:-1`);
    return { path: name.split('.'), direction: direction === '1' ? 1 : -1 };
  });
}

/** The choice that `fields=name,other` or `fields=name:0` means. Throws KvError for a mixture of both. */
export function parseFields(text: string): FieldChoice {
  const chosen = parts(text).map((part) => {
    const [, name = '', flag = '1'] = /^([^:.]+)(?::\s*(0|1))?$/.exec(part) ?? [];
    if (name === '')
      throw new KvError('invalid', `fields holds "${part}", expected field, field:1 or field:0`);
    return { name: name === '_id' ? '_key' : name, isIn: flag === '1' };
  });
  const others = chosen.filter(({ name }) => name !== '_key');
  const isInclusive = others[0]?.isIn ?? chosen.some(({ isIn }) => isIn);
  if (others.some(({ isIn }) => isIn !== isInclusive)) {
    throw new KvError(
      'invalid',
      `fields is "${text}", expected fields to give or fields to leave out, not both`,
    );
  }
  const withKey = chosen.every(({ name, isIn }) => name !== '_key' || isIn);
  const names = isInclusive ? chosen.filter(({ isIn }) => isIn) : others;
  return { isInclusive, names: names.map(({ name }) => name), withKey };
}

function chosenFields(record: JsonObject, { isInclusive, names, withKey }: FieldChoice): JsonObject {
  const isGiven = (name: string): boolean => {
    if (name === '_key') return withKey;
    return names.includes(name) === isInclusive;
  };
  return Object.fromEntries(Object.entries(record).filter(([name]) => isGiven(name)));
}

/** An array stands at its least value when values go up, at its greatest when they go down (MongoDB: cursor.sort). */
function sortValue(record: JsonObject, { path, direction }: SortKey): Json {
  const values = withMembers(valuesAt(record, path)).filter((value) => !Array.isArray(value));
  return (
    values.reduce<Json | undefined>(
      (best, value) => (best === undefined || compareValues(value, best) * direction < 0 ? value : best),
      undefined,
    ) ?? null
  );
}

function sorted(records: readonly JsonObject[], order: readonly SortKey[]): readonly JsonObject[] {
  if (order.length === 0) return records;
  const keyed = records.map((record) => ({ record, keys: order.map((key) => sortValue(record, key)) }));
  keyed.sort((left, right) => {
    for (const [at, { direction }] of order.entries()) {
      const difference = compareValues(left.keys[at]!, right.keys[at]!) * direction;
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return keyed.map(({ record }) => record);
}

/** The records that the selection asks for. */
export function selectRecords(records: readonly JsonObject[], selection: KvSelection): JsonObject[] {
  const { skip, limit } = selection;
  const found = sorted(records.filter(selection.test), selection.order);
  const page = found.slice(skip, limit === 0 ? undefined : skip + limit);
  return page.map((record) => chosenFields(record, selection.fields));
}
