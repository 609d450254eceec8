import { quoteText } from '../../../engine/quote';
import { asNumber, asText, list, nonEmpty, number, text, type Value } from '../../sql/value';
import type { Call, EvalFunction, EvalFunctions } from '../call';
import { printf } from './printf';

/** Applies SQL to a text, or to each text of a list. */
function eachText(call: Call, value: Value, change: (sql: string) => string): Value {
  if (value.kind !== 'list') return text(change(asText(value)));
  const element = call.scope.element();
  return list(nonEmpty(`list_transform(${value.sql}, lambda ${element}: ${change(element)})`));
}

const changing = (change: (sql: string) => string): EvalFunction => ({
  arity: [1, 1],
  build: (call) => eachText(call, call.value(0), change),
});

/** DuckDB trims the characters of its second argument, as Splunk does; without one Splunk trims blanks and tabs. */
const trimming = (name: string): EvalFunction => ({
  arity: [1, 2],
  build: (call) => {
    const chars = call.has(1) ? asText(call.value(1)) : "(' ' || chr(9))";
    return eachText(call, call.value(0), (sql) => `${name}(${sql}, ${chars})`);
  },
});

/** DuckDB refuses places and lengths in a text that take more than 32 bits. */
const LONGEST = 2 ** 31 - 1;

function placeInText(value: Value, least: number): string {
  const place = asNumber(value);
  return `CASE WHEN ${place} > ${LONGEST} THEN ${LONGEST} WHEN ${place} < ${least} THEN ${least} ELSE TRY_CAST(${place} AS BIGINT) END`;
}

/** Splunk counts from 1, and from the end when the start is negative; 0 is as 1. */
function substr(call: Call): Value {
  const start = placeInText(call.value(1), -LONGEST);
  const length = call.has(2) ? `, ${placeInText(call.value(2), 0)}` : '';
  return eachText(
    call,
    call.value(0),
    (sql) => `substr(${sql}, CASE WHEN ${start} = 0 THEN 1 ELSE ${start} END${length})`,
  );
}

/** RE2's replacement text: `\1` to `\9` are groups, and every other backslash stands for itself. */
function replacement(call: Call, groups: number): string {
  return call.literalText(2).replace(/\\(\d?)/g, (found, digit: string) => {
    if (digit === '') return '\\\\';
    if (Number(digit) <= groups) return found;
    return call.refuse(2, `replacement names group ${digit}, and the regular expression has ${groups}`);
  });
}

function replace(call: Call): Value {
  const { re2, groups } = call.pattern(1);
  const by = quoteText(replacement(call, groups.length));
  return eachText(call, call.value(0), (sql) => `regexp_replace(${sql}, ${quoteText(re2)}, ${by}, 'g')`);
}

const FORMATS: Readonly<Record<string, (value: Value) => string>> = {
  hex: (value) => `'0x' || printf('%X', TRY_CAST(${asNumber(value)} AS BIGINT))`,
  commas: (value) => {
    const rounded = `round(${asNumber(value)}, 2)`;
    return `CASE WHEN ${rounded} = trunc(${rounded}) THEN format('{:,}', TRY_CAST(${rounded} AS BIGINT)) ELSE format('{:,.2f}', ${rounded}) END`;
  },
  duration: (value) => {
    const seconds = `TRY_CAST(${asNumber(value)} AS BIGINT)`;
    const days = `CASE WHEN ${seconds} >= 86400 THEN (${seconds} // 86400) || '+' ELSE '' END`;
    return `${days} || printf('%02d:%02d:%02d', (${seconds} % 86400) // 3600, (${seconds} % 3600) // 60, ${seconds} % 60)`;
  },
};

function tostring(call: Call): Value {
  const value = call.any(0);
  if (!call.has(1)) return text(asText(value));
  const format = FORMATS[call.literalText(1).toLowerCase()];
  return format
    ? text(`(${format(value)})`)
    : call.fail(1, `one of ${Object.keys(FORMATS).join(', ')}`, 'another text');
}

function tonumber(call: Call): Value {
  const value = call.value(0);
  const base = call.has(1) ? call.literalInteger(1) : 10;
  if (base === 10) return number(`(${asNumber(value)})`);
  if (base !== 16) return call.fail(1, 'base 10 or 16', String(base));
  const digits = `regexp_replace(lower(trim(${asText(value)})), '^0x', '')`;
  return number(
    `CAST(CASE WHEN regexp_full_match(${digits}, '[0-9a-f]{1,15}') THEN CAST('0x' || ${digits} AS BIGINT) END AS DOUBLE)`,
  );
}

function len(call: Call): Value {
  return number(`CAST(length(${asText(call.value(0))}) AS DOUBLE)`);
}

/** Functions that take a text apart or give one. */
export const TEXT_FUNCTIONS: EvalFunctions = {
  lower: changing((sql) => `lower(${sql})`),
  upper: changing((sql) => `upper(${sql})`),
  trim: trimming('trim'),
  ltrim: trimming('ltrim'),
  rtrim: trimming('rtrim'),
  urldecode: changing((sql) => `coalesce(TRY(url_decode(${sql})), ${sql})`),
  md5: changing((sql) => `md5(${sql})`),
  sha1: changing((sql) => `sha1(${sql})`),
  sha256: changing((sql) => `sha256(${sql})`),
  len: { arity: [1, 1], build: len },
  length: { arity: [1, 1], build: len },
  substr: { arity: [2, 3], build: substr },
  replace: {
    differs: 'Regular expressions are those that RE2 reads as well.',
    arity: [3, 3],
    build: replace,
  },
  tostring: {
    differs: 'The format binary is not there.',
    arity: [1, 2],
    build: tostring,
  },
  tonumber: {
    differs: 'The base is 10 or 16.',
    arity: [1, 2],
    build: tonumber,
  },
  printf: { arity: [1, Infinity], build: (call) => printf(call) },
};
