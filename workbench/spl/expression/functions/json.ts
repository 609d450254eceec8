import { quoteText } from '../../../engine/quote';
import { asText, condition, list, nonEmpty, text, type Value } from '../../sql/value';
import type { Call, EvalFunctions } from '../call';

/** One step of Splunk's path: a key, with `{}` for all elements of the array below it or `{n}` for one. */
const STEP = /([^.{}"\\]*)((?:\{\d{0,9}\})*)(?:\.|$)/y;

/** Splunk's path `a.b{0}.c` as DuckDB's `$."a"."b"[0]."c"`. */
function jsonPath(call: Call, at: number): string {
  const path = call.literalText(at);
  let duckDb = '$';
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (!match) return call.refuse(at, `path "${path}" is not made of keys, {} and {n}`);
    const [, key = '', places = ''] = match;
    if (key !== '') duckDb += `."${key}"`;
    duckDb += places.replace(/\{(\d*)\}/g, (_, place: string) => `[${place === '' ? '*' : Number(place)}]`);
  }
  return duckDb;
}

/** The text of a JSON value at a path, NULL when there is none or the text is no JSON. */
function extract(call: Call): Value {
  const json = asText(call.value(0));
  if (!call.has(1)) return text(`CASE WHEN json_valid(${json}) THEN ${json} END`);
  const path = jsonPath(call, 1);
  const found = path.includes('[*]')
    ? `nullif(CAST(to_json(json_extract(${json}, ${quoteText(path)})) AS VARCHAR), '[]')`
    : `json_extract_string(${json}, ${quoteText(path)})`;
  return text(`CASE WHEN json_valid(${json}) THEN ${found} END`);
}

/** The elements of a JSON array as values; what is no JSON array has none. */
function arrayToMv(call: Call): Value {
  const json = asText(call.value(0));
  return list(`CASE WHEN json_valid(${json}) THEN ${nonEmpty(`json_extract_string(${json}, '$[*]')`)} END`);
}

/** Functions over JSON texts. */
export const JSON_FUNCTIONS: EvalFunctions = {
  json_extract: { arity: [1, 2], build: extract },
  json_array_to_mv: { arity: [1, 1], build: arrayToMv },
  json_valid: { arity: [1, 1], build: (call) => condition(`json_valid(${asText(call.value(0))})`) },
};
