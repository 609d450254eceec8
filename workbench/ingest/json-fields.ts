import { quoteName, quoteText } from '../engine/engine';
import { type JsonWay, jsonPath, jsonPaths, SEEN_EVENT } from './json-shape';
import { extend, type Made, type Select, sqlName } from './select';

/** Fields that Splunk's automatic extraction makes at most (limits.conf, [kv] limit). */
export const JSON_FIELD_LIMIT = 100;

interface JsonField {
  /** The field's name in Splunk: keys joined by dots, `{}` after an array. */
  readonly name: string;
  readonly kind: 'text' | 'list';
  /** The ways to it: a key with a dot and a key in an object give the same field. */
  readonly ways: readonly (readonly string[])[];
}

function jsonFields(ways: readonly JsonWay[]): readonly JsonField[] {
  const fields = new Map<string, JsonField>();
  const add = (name: string, kind: JsonField['kind'], keys: readonly string[]): void => {
    fields.set(name, { name, kind, ways: [...(fields.get(name)?.ways ?? []), keys] });
  };
  for (const { keys, isText, isList } of ways) {
    if (isText) add(keys.join('.'), 'text', keys);
    if (isList) add(`${keys.join('.')}{}`, 'list', keys);
  }
  return [...fields.values()].slice(0, JSON_FIELD_LIMIT);
}

const TEXTS = '#texts';

/** JSON's null is the text `null` to Splunk; arrays and objects are no value of the field itself. */
function textOf(text: string, keys: readonly string[]): string {
  const path = quoteText(jsonPath(keys));
  return `CASE WHEN ${text} IS NULL THEN
      CASE WHEN contains("_raw", 'null') AND json_type(${SEEN_EVENT}, ${path}) = 'NULL' THEN 'null' END
    WHEN ${text}[1] IN ('{', '[') AND json_type(${SEEN_EVENT}, ${path}) IN ('OBJECT', 'ARRAY') THEN NULL
    ELSE NULLIF(${text}, '') END`;
}

function listOf(keys: readonly string[]): string {
  const values = `json_extract_string(${SEEN_EVENT}, ${quoteText(`${jsonPath(keys)}[*]`)})`;
  return `nullif(list_filter(${values}, lambda value: value <> ''), [])`;
}

/** The events with the fields of `KV_MODE = json`; a field that is there already keeps its value. */
export function extractJson(select: Select, ways: readonly JsonWay[]): Select {
  const found = jsonFields(ways).filter(({ name }) => sqlName(select, name) === undefined);
  const texts = found.flatMap((field) => (field.kind === 'text' ? field.ways : []));
  const made = found.map(({ name, kind, ways: own }): Made => {
    const values = own.map((keys) => {
      const text = `${quoteName(TEXTS)}[${texts.indexOf(keys) + 1}]`;
      return kind === 'list' ? listOf(keys) : textOf(text, keys);
    });
    return { name, kind, sql: values.length === 1 ? values[0]! : `coalesce(${values.join(', ')})` };
  });
  const read = texts.length > 0 ? `json_extract_string(${SEEN_EVENT}, ${jsonPaths(texts)})` : 'NULL';
  return extend(extend(select, [], [{ name: TEXTS, sql: read }]), made);
}
