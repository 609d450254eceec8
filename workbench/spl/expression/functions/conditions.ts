import { quoteText } from '../../../engine/quote';
import { anyEqual, compare, like } from '../../sql/compare';
import {
  ABSENT,
  asKind,
  asText,
  commonKind,
  condition,
  text,
  textToNumber,
  type Value,
} from '../../sql/value';
import type { Call, EvalFunction, EvalFunctions } from '../call';

function isPresent(value: Value): string {
  return `(${value.sql} IS NOT NULL)`;
}

/** `CASE` over pairs of a condition's SQL and a value, in the one kind that holds all of them. */
function choose(pairs: readonly (readonly [string, Value])[], otherwise: Value): Value {
  const kind = commonKind([...pairs.map(([, value]) => value), otherwise]);
  const whens = pairs.map(([when, value]) => `WHEN ${when} THEN ${asKind(value, kind)}`);
  return { sql: `CASE ${whens.join(' ')} ELSE ${asKind(otherwise, kind)} END`, kind };
}

function pairsOf(call: Call): [string, Value][] {
  if (call.args.length % 2 === 1) {
    call.refuse(
      call.args.length - 1,
      `"${call.name}" expects pairs of a condition and a value, found a single one`,
    );
  }
  return call.args.flatMap((_, at) =>
    at % 2 === 0 ? [[call.condition(at), call.value(at + 1)] satisfies [string, Value]] : [],
  );
}

function isNumber(value: Value): string {
  if (value.kind === 'number') return `(${value.sql} IS NOT NULL)`;
  return value.kind === 'text' ? `((${textToNumber(value.sql)}) IS NOT NULL)` : 'FALSE';
}

/** A condition over an argument's one text, true for a list when it is true of any value. */
function anyText(value: Value, test: (text: string) => string): Value {
  if (value.kind !== 'list') return condition(test(asText(value)));
  return condition(`list_bool_or(list_transform(${value.sql}, lambda "#left": ${test('"#left"')}))`);
}

/** The name of what a value is, as Splunk calls it. */
function typeOf(call: Call): Value {
  const value = call.any(0);
  if (value.kind === 'condition')
    return text(`CASE WHEN ${value.sql} IS NOT NULL THEN 'Boolean' ELSE 'Invalid' END`);
  const several = value.kind === 'list' ? `WHEN len(${value.sql}) > 1 THEN 'Multivalue' ` : '';
  const single = value.kind === 'list' ? `(${value.sql})[1]` : asText(value);
  const isNumeric = value.kind === 'number' ? 'TRUE' : `(${textToNumber(`(${single})`)}) IS NOT NULL`;
  const isWord = typeof value.literal === 'string' ? 'FALSE' : isNumeric;
  return text(
    `CASE WHEN ${isPresent(value).slice(1, -1)} THEN CASE ${several}WHEN ${isWord} THEN 'Number' ELSE 'String' END ELSE 'Invalid' END`,
  );
}

const always = (truth: 'TRUE' | 'FALSE'): EvalFunction => ({ arity: [0, 0], build: () => condition(truth) });

/** Functions that test, and functions that choose by a test. */
export const CONDITION_FUNCTIONS: EvalFunctions = {
  if: {
    arity: [3, 3],
    build: (call) => choose([[call.condition(0), call.value(1)]], call.value(2)),
  },
  case: { arity: [2, Infinity], build: (call) => choose(pairsOf(call), ABSENT) },
  validate: {
    arity: [2, Infinity],
    build: (call) =>
      choose(
        pairsOf(call).map(([when, value]) => [`NOT coalesce(${when}, FALSE)`, value]),
        ABSENT,
      ),
  },
  coalesce: {
    arity: [1, Infinity],
    build: (call) => {
      const values = call.values;
      const kind = commonKind(values);
      return { sql: `coalesce(${values.map((value) => asKind(value, kind)).join(', ')})`, kind };
    },
  },
  nullif: {
    arity: [2, 2],
    build: (call) => {
      const value = call.value(0);
      if (value.kind === 'absent') return ABSENT;
      const isEqual = compare('=', value, call.value(1)).sql;
      return {
        sql: `CASE WHEN coalesce(${isEqual}, FALSE) THEN NULL ELSE ${value.sql} END`,
        kind: value.kind,
      };
    },
  },
  null: { arity: [0, 0], build: () => ABSENT },
  true: always('TRUE'),
  false: always('FALSE'),
  isnull: { arity: [1, 1], build: (call) => condition(`(NOT ${isPresent(call.value(0))})`) },
  isnotnull: { arity: [1, 1], build: (call) => condition(isPresent(call.value(0))) },
  isnum: { arity: [1, 1], build: (call) => condition(isNumber(call.value(0))) },
  isint: {
    arity: [1, 1],
    build: (call) => {
      const value = call.value(0);
      const numeric = value.kind === 'number' ? value.sql : textToNumber(asText(value));
      return condition(`coalesce((${numeric}) = trunc(${numeric}), FALSE)`);
    },
  },
  isstr: {
    arity: [1, 1],
    build: (call) => {
      const value = call.value(0);
      return condition(`(${isPresent(value)} AND NOT ${isNumber(value)})`);
    },
  },
  isbool: {
    arity: [1, 1],
    build: (call) => condition(call.any(0).kind === 'condition' ? 'TRUE' : 'FALSE'),
  },
  ismv: {
    arity: [1, 1],
    build: (call) => {
      const value = call.value(0);
      return condition(value.kind === 'list' ? `coalesce(len(${value.sql}) > 1, FALSE)` : 'FALSE');
    },
  },
  typeof: { arity: [1, 1], build: typeOf },
  in: {
    arity: [2, Infinity],
    build: (call) => anyEqual(call.value(0), call.values.slice(1)),
  },
  like: { arity: [2, 2], build: (call) => like(call.value(0), call.value(1)) },
  match: {
    differs: 'Regular expressions are those that RE2 reads as well.',
    arity: [2, 2],
    build: (call) => {
      const { re2 } = call.pattern(1);
      return anyText(call.value(0), (text) => `regexp_matches(${text}, ${quoteText(re2)})`);
    },
  },
};
