import { quoteText } from '../../../engine/quote';
import { jsonAt, jsonPath } from '../../sql/json-path';
import { asList, asNumber, asText, condition, list, nonEmpty, text, type Value } from '../../sql/value';
import type { Call, EvalFunctions } from '../call';
import type { Expression } from '../tree';

function pathOf(call: Call, at: number): string {
  const path = call.literalText(at);
  return jsonPath(path) ?? call.refuse(at, `path "${path}" is not made of keys, {} and {n}`);
}

const ifJson = (json: string, sql: string): Value => text(`CASE WHEN json_valid(${json}) THEN ${sql} END`);

/** The text of a JSON value at a path, several at once as a JSON array; NULL when there is none or the text is no JSON. */
function extract(call: Call): Value {
  const json = asText(call.value(0));
  if (!call.has(1)) return ifJson(json, json);
  const path = pathOf(call, 1);
  if (!path.includes('[*]')) return ifJson(json, `json_extract_string(${json}, ${quoteText(path)})`);
  return ifJson(json, `nullif(CAST(to_json(json_extract(${json}, ${quoteText(path)})) AS VARCHAR), '[]')`);
}

/** The value of a key that is taken word for word. */
function keyPath(call: Call): string {
  const key = call.literalText(1).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `$."${key}"`;
}

/** The elements of a JSON array as values; what is no JSON array has none. */
function arrayToMv(call: Call): Value {
  const json = asText(call.value(0));
  return list(
    `CASE WHEN json_valid(${json}) THEN ${nonEmpty(`CAST(json_extract_string(${json}, '$[*]') AS VARCHAR[])`)} END`,
  );
}

const JSON_MAKERS = /^(?:json(?:_object|_array|_extract)?|mv_to_json_array)$/;

/** SQL of the JSON that a value is written as: what is made by a JSON function is JSON already. */
function asJson(call: Call, at: number): string {
  const expression: Expression = call.args[at]!;
  const value = call.any(at);
  if (value.kind === 'absent') return "CAST('null' AS JSON)";
  if (value.kind === 'condition') return `to_json(${value.sql})`;
  if (value.kind === 'list') return `to_json(${value.sql})`;
  if (value.kind === 'number') {
    const number = asNumber(value);
    return `CASE WHEN ${number} = trunc(${number}) AND abs(${number}) < 9e15 THEN to_json(CAST(${number} AS BIGINT)) ELSE to_json(${number}) END`;
  }
  const isJson = expression.kind === 'call' && JSON_MAKERS.test(expression.name);
  return isJson ? `CAST(${value.sql} AS JSON)` : `to_json(${asText(value)})`;
}

function object(call: Call): Value {
  if (call.args.length % 2 === 1)
    return call.refuse(
      call.args.length - 1,
      '"json_object" expects pairs of a key and a value, found a single one',
    );
  const items = call.args.map((_, at) => (at % 2 === 0 ? asText(call.value(at)) : asJson(call, at)));
  const keys = items.filter((_, at) => at % 2 === 0);
  const isWhole = keys.map((key) => `${key} IS NOT NULL`).join(' AND ') || 'TRUE';
  const pairs = items.map((item, at) => (at % 2 === 0 ? `coalesce(${item}, '')` : item));
  return text(`CASE WHEN ${isWhole} THEN CAST(json_object(${pairs.join(', ')}) AS VARCHAR) END`);
}

function array(call: Call): Value {
  return text(`CAST(json_array(${call.args.map((_, at) => asJson(call, at)).join(', ')}) AS VARCHAR)`);
}

function keys(call: Call): Value {
  const json = asText(call.value(0));
  return ifJson(
    json,
    `CASE WHEN json_type(${json}) = 'OBJECT' THEN CAST(to_json(json_keys(${json})) AS VARCHAR) END`,
  );
}

/** Functions over JSON texts. */
export const JSON_FUNCTIONS: EvalFunctions = {
  json: { arity: [1, 1], build: (call) => ifJson(asText(call.value(0)), asText(call.value(0))) },
  json_array: { arity: [0, Infinity], build: array },
  json_array_to_mv: { arity: [1, 2], build: arrayToMv },
  json_extract: {
    differs: 'One path, written out.',
    arity: [1, 2],
    build: extract,
  },
  json_extract_exact: {
    arity: [2, 2],
    build: (call) => {
      const json = asText(call.value(0));
      return ifJson(json, `json_extract_string(${json}, ${quoteText(keyPath(call))})`);
    },
  },
  json_has_key_exact: {
    arity: [2, 2],
    build: (call) => {
      const json = asText(call.value(0));
      return condition(
        `coalesce(CASE WHEN json_valid(${json}) THEN json_exists(${json}, ${quoteText(keyPath(call))}) END, FALSE)`,
      );
    },
  },
  json_keys: { arity: [1, 1], build: keys },
  json_object: { arity: [0, Infinity], build: object },
  json_valid: { arity: [1, 1], build: (call) => condition(`json_valid(${asText(call.value(0))})`) },
  mv_to_json_array: {
    arity: [1, 2],
    build: (call) => text(`CAST(to_json(${asList(call.value(0))}) AS VARCHAR)`),
  },
  spath: {
    differs: 'JSON alone; the path is written out.',
    arity: [2, 2],
    build: (call) => jsonAt(asText(call.value(0)), pathOf(call, 1)),
  },
};
