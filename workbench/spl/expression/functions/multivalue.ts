import { quoteText } from '../../../engine/quote';
import { ABSENT, asList, asNumber, asText, list, nonEmpty, number, text, type Value } from '../../sql/value';
import type { Call, EvalFunction, EvalFunctions } from '../call';
import { withField } from '../scope';
import { type Expression, fieldsOf } from '../tree';

const onList = (build: (sql: string, call: Call) => Value): EvalFunction['build'] => {
  return (call) => {
    const value = call.value(0);
    return value.kind === 'absent' ? ABSENT : build(asList(value), call);
  };
};

/** The one field that an expression may read, for the functions that walk over its values. */
function walkedField(call: Call, expression: Expression): string {
  const fields = [...new Set(fieldsOf(expression))];
  if (fields.length === 1) return fields[0]!;
  const found = fields.length === 0 ? 'none' : fields.join(', ');
  return call.refuse(0, `"${call.name}" expects an expression that reads one field, found ${found}`);
}

/** The elements of a field's list, each seen in turn under the field's own name. */
function walk(call: Call, field: string): { values: string; element: string; scope: Call['scope'] } {
  const element = call.scope.element();
  const values = asList(call.scope.field(field));
  return { values, element, scope: withField(call.scope, field, text(element)) };
}

function mvfilter(call: Call): Value {
  const field = walkedField(call, call.args[0]!);
  if (call.scope.field(field).kind === 'absent') return ABSENT;
  const { values, element, scope } = walk(call, field);
  return list(
    nonEmpty(`list_filter(${values}, lambda ${element}: coalesce(${call.condition(0, scope)}, FALSE))`),
  );
}

function mvmap(call: Call): Value {
  const [over] = call.args;
  if (over?.kind !== 'field') return call.fail(0, 'a field', 'an expression');
  if (call.scope.field(over.name).kind === 'absent') return ABSENT;
  const { values, element, scope } = walk(call, over.name);
  const mapped = call.value(1, scope);
  const lists = `list_transform(${values}, lambda ${element}: ${asList(mapped)})`;
  const single = `list_transform(${values}, lambda ${element}: ${asText(mapped)})`;
  return list(nonEmpty(mapped.kind === 'list' ? `flatten(${lists})` : single));
}

/** Splunk counts from 0, and from the end with negative numbers; outside of the list there is nothing. */
function mvindex(call: Call): Value {
  const value = call.value(0);
  if (value.kind === 'absent') return ABSENT;
  const values = asList(value);
  const at = (index: number): string => {
    const sql = `TRY_CAST(${asNumber(call.value(index))} AS BIGINT)`;
    return `(CASE WHEN ${sql} < 0 THEN len(${values}) + ${sql} ELSE ${sql} END)`;
  };
  if (!call.has(2)) return text(`CASE WHEN ${at(1)} >= 0 THEN ${values}[${at(1)} + 1] END`);
  return list(`nullif(${values}[greatest(${at(1)}, 0) + 1 : greatest(${at(2)}, -1) + 1], [])`);
}

/** DuckDB's list_distinct loses the order of the list. The outer list of one makes the values once, not once an element. */
function mvdedup(values: string, call: Call): Value {
  const [all, element, at] = [call.scope.element(), call.scope.element(), call.scope.element()];
  const first = `list_filter(${all}, lambda ${element}, ${at}: list_position(${all}, ${element}) = ${at})`;
  return list(`list_transform([${values}], lambda ${all}: ${first})[1]`);
}

/** DuckDB joins lists by a text that is the same in all rows; another one is put before each value and taken away again. */
function mvjoin(values: string, call: Call): Value {
  const by = call.value(1);
  const delimiter = asText(by);
  if (by.literal !== undefined) return text(`array_to_string(${values}, ${delimiter})`);
  const element = call.scope.element();
  const each = `list_transform(${values}, lambda ${element}: ${delimiter} || ${element})`;
  return text(`substr(array_to_string(${each}, ''), length(${delimiter}) + 1)`);
}

function mvzip(call: Call): Value {
  const [left, right] = [call.value(0), call.value(1)];
  if (left.kind === 'absent' || right.kind === 'absent') return ABSENT;
  const delimiter = call.has(2) ? asText(call.value(2)) : quoteText(',');
  const [element, at] = [call.scope.element(), call.scope.element()];
  const [lefts, rights] = [asList(left), asList(right)];
  const joined = `list_transform(${lefts}, lambda ${element}, ${at}: ${element} || ${delimiter} || ${rights}[${at}])`;
  return list(nonEmpty(joined));
}

function mvrange(call: Call): Value {
  const [from, to] = [asNumber(call.value(0)), asNumber(call.value(1))];
  const step = call.has(2) ? call.literalInteger(2) : 1;
  if (step === 0) return call.fail(2, 'a step other than 0', '0');
  const element = call.scope.element();
  const numbers = `range(TRY_CAST(${from} AS BIGINT), TRY_CAST(${to} AS BIGINT), ${step})`;
  const isBounded = `abs((${to}) - (${from})) <= 100000`;
  return list(
    `CASE WHEN ${isBounded} THEN ${nonEmpty(`list_transform(${numbers}, lambda ${element}: CAST(${element} AS VARCHAR))`)} END`,
  );
}

function mvfind(call: Call): Value {
  const value = call.value(0);
  if (value.kind === 'absent') return ABSENT;
  const [element, values] = [call.scope.element(), asList(value)];
  const { re2 } = call.pattern(1);
  const matches = `list_transform(${values}, lambda ${element}: regexp_matches(${element}, ${quoteText(re2)}))`;
  return number(`CAST(nullif(list_position(${matches}, TRUE), 0) - 1 AS DOUBLE)`);
}

function split(call: Call): Value {
  return list(
    `CASE WHEN ${asText(call.value(0))} <> '' THEN string_split(${asText(call.value(0))}, ${asText(call.value(1))}) END`,
  );
}

/** Functions over fields with several values. */
export const MULTIVALUE_FUNCTIONS: EvalFunctions = {
  mvcount: { arity: [1, 1], build: onList((values) => number(`CAST(len(${values}) AS DOUBLE)`)) },
  mvindex: { arity: [2, 3], build: mvindex },
  mvjoin: {
    arity: [2, 2],
    build: onList(mvjoin),
  },
  mvfilter: {
    differs: 'The expression reads one field.',
    arity: [1, 1],
    build: mvfilter,
  },
  mvmap: { arity: [2, 2], build: mvmap },
  mvappend: {
    arity: [1, Infinity],
    build: (call) => list(`nullif(list_concat(${call.values.map(asList).join(', ')}), [])`),
  },
  mvdedup: { arity: [1, 1], build: onList(mvdedup) },
  mvsort: { arity: [1, 1], build: onList((values) => list(`list_sort(${values})`)) },
  mvzip: { arity: [2, 3], build: mvzip },
  mvrange: { arity: [2, 3], build: mvrange },
  mvfind: {
    differs: 'Regular expressions are those that RE2 reads as well.',
    arity: [2, 2],
    build: mvfind,
  },
  split: { arity: [2, 2], build: split },
};
