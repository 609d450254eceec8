import { quoteName, quoteText } from '../engine/engine';
import { SEEN_JSON } from './events';
import { extend, type Made, type Select, sqlName } from './select';

/** Fields that Splunk's automatic extraction makes at most (limits.conf, [kv] limit). */
const FIELD_LIMIT = 100;

/** The shape of JSON as DuckDB's json_group_structure gives it. */
export type Shape = string | readonly Shape[] | { readonly [key: string]: Shape };

interface Leaf {
  /** The field's name in Splunk: keys joined by dots, `{}` after an array. */
  readonly field: string;
  /** The ways to it: a key with a dot and a key in an object give the same field. */
  readonly ways: readonly (readonly string[])[];
  readonly kind: 'text' | 'list';
}

/** Where values of several types meet, json_group_structure says `JSON`. */
function leaves(shape: Shape, keys: readonly string[]): Leaf[] {
  const field = keys.join('.');
  const text: Leaf = { field, ways: [keys], kind: 'text' };
  const list: Leaf = { field: `${field}{}`, ways: [keys], kind: 'list' };
  if (shape === 'JSON') return [text, list];
  if (typeof shape === 'string') return [text];
  if (Array.isArray(shape)) return [list];
  return Object.entries(shape).flatMap(([key, inner]) => leaves(inner, [...keys, key]));
}

/** The fields that the JSON of a table holds, at most as many as Splunk makes. */
export function jsonLeaves(shape: Shape): readonly Leaf[] {
  const all = typeof shape === 'object' && !Array.isArray(shape) ? leaves(shape, []) : [];
  const byField = new Map<string, Leaf>();
  for (const leaf of all) {
    const known = byField.get(leaf.field);
    byField.set(leaf.field, known ? { ...known, ways: [...known.ways, ...leaf.ways] } : leaf);
  }
  return [...byField.values()].slice(0, FIELD_LIMIT);
}

function pathOf(keys: readonly string[]): string {
  return `$${keys.map((key) => `."${key.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join('')}`;
}

const TEXTS = '#texts';
const EVENT = `coalesce(${quoteName(SEEN_JSON)}, "_raw")`;

/** JSON's null is the text `null` to Splunk; arrays and objects are no value of the field itself. */
function textOf(text: string, keys: readonly string[]): string {
  const path = quoteText(pathOf(keys));
  return `CASE WHEN ${text} IS NULL THEN
      CASE WHEN contains("_raw", 'null') AND json_type(${EVENT}, ${path}) = 'NULL' THEN 'null' END
    WHEN ${text}[1] IN ('{', '[') AND json_type(${EVENT}, ${path}) IN ('OBJECT', 'ARRAY') THEN NULL
    ELSE NULLIF(${text}, '') END`;
}

function listOf(keys: readonly string[]): string {
  const values = `json_extract_string(${EVENT}, ${quoteText(`${pathOf(keys)}[*]`)})`;
  const present = `list_filter(${values}, lambda value: value <> '')`;
  return `CASE WHEN len(${present}) > 0 THEN ${present} END`;
}

/** The events with the fields of `KV_MODE = json`; a field that is there already keeps its value. */
export function extractJson(select: Select, shape: Shape): Select {
  const found = jsonLeaves(shape).filter(({ field }) => sqlName(select, field) === undefined);
  const ways = found.filter(({ kind }) => kind === 'text').flatMap((leaf) => leaf.ways);
  const made = found.map((leaf): Made => {
    const values = leaf.ways.map((keys) => {
      const text = `${quoteName(TEXTS)}[${ways.indexOf(keys) + 1}]`;
      return leaf.kind === 'list' ? listOf(keys) : textOf(text, keys);
    });
    return {
      name: leaf.field,
      kind: leaf.kind,
      sql: values.length === 1 ? values[0]! : `coalesce(${values.join(', ')})`,
    };
  });
  // One list of paths: DuckDB reads each event once for all its texts.
  const paths = ways.map((keys) => quoteText(pathOf(keys))).join(', ');
  const texts = { name: TEXTS, sql: ways.length > 0 ? `json_extract_string(${EVENT}, [${paths}])` : 'NULL' };
  return extend(extend(select, [], [texts]), made);
}
