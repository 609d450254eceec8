import { randomBytes } from 'node:crypto';
import type { CollectionConf, KvFieldType } from '../conf/collections';
import { KvError } from './kv-error';
import { isObject, type Json, type JsonObject } from './kv-value';

/** A record as it is kept: `_key` and `_user` are always there. */
export interface KvRecord extends JsonObject {
  readonly _key: string;
  readonly _user: string;
}

function toNumber(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * Text becomes a value of the field's type where it can be read as one (as splunk-sdk-python's test of data type
 * conversion expects of Splunk); the members of an array are converted each.
 */
const CONVERT: Readonly<Record<KvFieldType, (value: Json) => Json | undefined>> = {
  number: toNumber,
  time: toNumber,
  bool: (value) => {
    if (typeof value === 'boolean') return value;
    const text = String(value);
    return /^(1|t|true)$/i.test(text) ? true : /^(0|f|false)$/i.test(text) ? false : undefined;
  },
  string: (value) => (typeof value === 'object' ? undefined : String(value)),
  array: () => undefined,
};

function typed(type: KvFieldType, value: Json): Json | undefined {
  if (value === null) return value;
  if (!Array.isArray(value)) return CONVERT[type](value);
  if (type === 'array') return value;
  const members = value.map((member: Json) => CONVERT[type](member));
  return members.includes(undefined) ? undefined : (members as Json[]);
}

function checkNames(given: JsonObject): void {
  const bad = Object.keys(given).filter((name) => name === '' || name.startsWith('$') || name.includes('.'));
  if (bad.length === 0) return;
  const names = bad.map((name) => `"${name}"`).join(', ');
  throw new KvError(
    'invalid',
    `record holds the field ${names}, expected names without "." and not beginning with "$"`,
  );
}

function keyOf(given: JsonObject): string {
  const key = given['_key'];
  if (key === undefined) return randomBytes(12).toString('hex');
  if (typeof key === 'string' && key !== '') return key;
  throw new KvError('invalid', `_key is ${JSON.stringify(key)}, expected text`);
}

/** The record to keep for what a client has sent, with a new `_key` when it has none. Throws KvError for what is no record. */
export function recordOf(collection: CollectionConf, user: string, given: Json): KvRecord {
  if (!isObject(given)) throw new KvError('invalid', 'record is no JSON object');
  checkNames(given);
  const faults: string[] = [];
  const fields = Object.entries(given).flatMap(([name, value]) => {
    if (name === '_key' || name === '_user') return [];
    const type = collection.fields.get(name);
    const kept = type ? typed(type, value) : value;
    if (kept === undefined) faults.push(`${name} is ${JSON.stringify(value)}, expected type ${type}`);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  if (collection.enforceTypes && faults.length > 0) throw new KvError('invalid', faults.join('; '));
  return { ...Object.fromEntries(fields), _user: user, _key: keyOf(given) };
}
