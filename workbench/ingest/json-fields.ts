import { quoteName, quoteText } from '../engine/engine';
import { extend, type Made, type Select, sameName } from './select';

/** Fields that Splunk's automatic extraction makes at most (limits.conf, [kv] limit). */
const FIELD_LIMIT = 100;

/** The shape of JSON as DuckDB's json_group_structure gives it. */
export type Shape = string | readonly Shape[] | { readonly [key: string]: Shape };

interface Leaf {
  /** The field's name in Splunk: keys joined by dots, `{}` after an array. */
  readonly field: string;
  readonly keys: readonly string[];
  readonly kind: 'text' | 'list';
}

function leaves(shape: Shape, keys: readonly string[]): Leaf[] {
  const field = keys.join('.');
  if (shape === 'JSON') {
    return [
      { field, keys, kind: 'text' },
      { field: `${field}{}`, keys, kind: 'list' },
    ];
  }
  if (typeof shape === 'string') return [{ field, keys, kind: 'text' }];
  if (Array.isArray(shape)) return [{ field: `${field}{}`, keys, kind: 'list' }];
  return Object.entries(shape).flatMap(([key, inner]) => leaves(inner, [...keys, key]));
}

/** The fields that the JSON of a table holds, at most as many as Splunk makes, none twice but for case. */
export function jsonLeaves(shape: Shape): readonly Leaf[] {
  const all = typeof shape === 'object' && !Array.isArray(shape) ? leaves(shape, []) : [];
  const first = (leaf: Leaf, at: number): boolean =>
    all.findIndex((other) => sameName(other.field, leaf.field)) === at;
  return all.filter(first).slice(0, FIELD_LIMIT);
}

function pathOf(keys: readonly string[]): string {
  return `$${keys.map((key) => `."${key.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join('')}`;
}

/** One list of JSON paths, so that DuckDB reads each event once for all its texts. */
function paths(found: readonly Leaf[], suffix: string): string {
  return `[${found.map(({ keys }) => quoteText(pathOf(keys) + suffix)).join(', ')}]`;
}

const TEXTS = '__texts';
const EVENT = 'coalesce("__kv", "_raw")';

/** JSON's null is the text `null` to Splunk; arrays and objects are no value of the field itself. */
function textOf({ keys }: Leaf, at: number): string {
  const value = `${quoteName(TEXTS)}[${at + 1}]`;
  const path = quoteText(pathOf(keys));
  return `CASE WHEN ${value} IS NULL THEN
      CASE WHEN contains("_raw", 'null') AND json_type(${EVENT}, ${path}) = 'NULL' THEN 'null' END
    WHEN ${value}[1] IN ('{', '[') AND json_type(${EVENT}, ${path}) IN ('OBJECT', 'ARRAY') THEN NULL
    ELSE NULLIF(${value}, '') END`;
}

function listOf({ keys }: Leaf): string {
  const values = `json_extract_string(${EVENT}, ${quoteText(`${pathOf(keys)}[*]`)})`;
  const present = `list_filter(${values}, lambda value: value <> '')`;
  return `CASE WHEN len(${present}) > 0 THEN ${present} END`;
}

/** The events with the fields of `KV_MODE = json`; a field that is there already keeps its value. */
export function extractJson(select: Select, shape: Shape): Select {
  const isNew = ({ field }: Leaf): boolean => !select.columns.some(({ name }) => sameName(name, field));
  const found = jsonLeaves(shape).filter(isNew);
  const texts = found.filter(({ kind }) => kind === 'text');
  const made: Made[] = [
    ...texts.map((leaf, at): Made => ({ name: leaf.field, kind: 'text', sql: textOf(leaf, at) })),
    ...found
      .filter(({ kind }) => kind === 'list')
      .map((leaf): Made => ({ name: leaf.field, kind: 'list', sql: listOf(leaf) })),
  ];
  if (texts.length === 0) return extend(select, made);
  const read = extend(select, [
    { name: TEXTS, kind: 'list', sql: `json_extract_string(${EVENT}, ${paths(texts, '')})` },
  ]);
  return extend(read, made);
}
