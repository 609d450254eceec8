import { KvError } from './kv-error';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

/** As deep as the database below Splunk's KV store lets a record be (MongoDB: limits of BSON documents). */
const MAX_DEPTH = 100;

/** The value is an object, neither null nor an array. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item: Json) => isDeeper(item, levels - 1));
}

/** The JSON of a request. Throws KvError when it is none, or is nested too deep. */
export function parseJson(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw new KvError('invalid', `JSON in the request is invalid. (${(error as Error).message})`);
  }
  if (isDeeper(value, MAX_DEPTH)) {
    throw new KvError('invalid', `JSON in the request is nested deeper than ${MAX_DEPTH} levels`);
  }
  return value;
}

/** What stands at the path in the value and in the members of its arrays; nothing when there is no such path. */
export function valuesAt(value: Json, path: readonly string[]): readonly Json[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (Array.isArray(value))
    return value.flatMap((item: Json) => (isObject(item) ? valuesAt(item, path) : []));
  return isObject(value) && Object.hasOwn(value, name) ? valuesAt(value[name]!, rest) : [];
}

/** The values together with the members of those that are arrays. */
export function withMembers(values: readonly Json[]): readonly Json[] {
  return values.flatMap((value) => (Array.isArray(value) ? [value, ...(value as Json[])] : [value]));
}

/** The order of types (MongoDB: comparison order of BSON types). */
const TYPE_ORDER = ['null', 'number', 'string', 'object', 'array', 'boolean'];

/** The place of the value's type in the order of types. */
export function typeRank(value: Json): number {
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return TYPE_ORDER.indexOf(type);
}

/** Below, at or above 0 as the left value comes before, with or after the right one; types in their own order. */
export function compareValues(left: Json, right: Json): number {
  const ranks = typeRank(left) - typeRank(right);
  if (ranks !== 0) return ranks;
  if (typeof left === 'number') return left - (right as number);
  const [a, b] =
    typeof left === 'string' ? [left, right as string] : [left, right].map((value) => JSON.stringify(value));
  return a! < b! ? -1 : a! > b! ? 1 : 0;
}
