import { KvError } from './kv-error';
import {
  compareValues,
  isObject,
  type Json,
  type JsonObject,
  typeRank,
  valuesAt,
  withMembers,
} from './kv-value';

/** Whether a record is asked for. */
export type KvTest = (record: JsonObject) => boolean;

/** A test of what stands in one field: no value when the record does not have it, and each member of an array is one. */
type Condition = (values: readonly Json[]) => boolean;

const ORDERS: Readonly<Record<string, (order: number) => boolean>> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

const LOGIC = ['$and', '$or'];
const CONDITIONS = [...Object.keys(ORDERS), '$ne', '$not'];

function invalid(text: string): KvError {
  return new KvError('invalid', `query ${text}`);
}

function equals(operand: Json): Condition {
  return (values) =>
    values.length === 0
      ? operand === null
      : withMembers(values).some((value) => compareValues(value, operand) === 0);
}

/** Values of another type than the operand's are neither above nor below it. */
function inOrder(name: string, operand: Json): Condition {
  const isSo = ORDERS[name]!;
  if (typeof operand === 'object') {
    throw invalid(`holds ${name} with ${JSON.stringify(operand)}, expected a number, a string or a boolean`);
  }
  return (values) =>
    withMembers(values).some(
      (value) => typeRank(value) === typeRank(operand) && isSo(compareValues(value, operand)),
    );
}

function not(condition: Condition): Condition {
  return (values) => !condition(values);
}

function operation(name: string, operand: Json): Condition {
  if (Object.hasOwn(ORDERS, name)) return inOrder(name, operand);
  if (name === '$ne') return not(equals(operand));
  if (name !== '$not') throw invalid(`holds "${name}" in a field, expected ${CONDITIONS.join(', ')}`);
  if (!isObject(operand) || !isOperations(operand)) {
    throw invalid(`holds $not with ${JSON.stringify(operand)}, expected an object of operators`);
  }
  return not(conditionOf(operand));
}

function isOperations(value: JsonObject): boolean {
  return Object.keys(value).some((name) => name.startsWith('$'));
}

function conditionOf(wanted: Json): Condition {
  if (!isObject(wanted) || !isOperations(wanted)) return equals(wanted);
  const conditions = Object.entries(wanted).map(([name, operand]) => operation(name, operand));
  return (values) => conditions.every((condition) => condition(values));
}

function logic(name: string, operand: Json): KvTest {
  if (!LOGIC.includes(name)) {
    throw invalid(`holds "${name}" outside of a field, expected ${LOGIC.join(' or ')}`);
  }
  if (!Array.isArray(operand) || operand.length === 0) {
    throw invalid(`holds ${name} with ${JSON.stringify(operand)}, expected an array of queries`);
  }
  const tests = operand.map((query: Json) => compileKvQuery(query));
  return name === '$and'
    ? (record) => tests.every((test) => test(record))
    : (record) => tests.some((test) => test(record));
}

function field(name: string, wanted: Json): KvTest {
  const path = (name === '_id' ? '_key' : name).split('.');
  const condition = conditionOf(wanted);
  return (record) => condition(valuesAt(record, path));
}

/** The test that a query of Splunk's KV store means. Throws KvError for what is no query. */
export function compileKvQuery(query: Json): KvTest {
  if (!isObject(query)) throw invalid(`is ${JSON.stringify(query)}, expected an object`);
  const tests = Object.entries(query).map(([name, operand]) =>
    name.startsWith('$') ? logic(name, operand) : field(name, operand),
  );
  return (record) => tests.every((test) => test(record));
}
