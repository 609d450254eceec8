import { nearestHelp } from '../nearest';
import { failAt } from '../source';
import { anyEqual, type Comparison, compare, like } from '../sql/compare';
import * as sql from '../sql/value';
import { ABSENT, asNumber, asText, type Value } from '../sql/value';
import { Call } from './call';
import { FUNCTIONS } from './functions';
import type { Scope } from './scope';
import type { BinaryOperator, Expression } from './tree';

type Binary = Extract<Expression, { kind: 'binary' }>;

/** The SQL of an expression, and the kind of what it yields. Throws SearchError. */
export function compileExpression(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'number'
        ? sql.numberLiteral(expression.value)
        : sql.textLiteral(expression.value);
    case 'field':
      return scope.field(expression.name);
    case 'call':
      return compileCall(expression, scope);
    case 'not':
      return sql.condition(`(NOT ${compileCondition(expression.operand, scope)})`);
    case 'negate':
      return negate(compileValue(expression.operand, scope));
    case 'binary':
      return compileBinary(expression, scope);
    case 'in':
      return anyEqual(
        compileValue(expression.value, scope),
        expression.list.map((item) => compileValue(item, scope)),
      );
  }
}

/** SQL of an expression that has to be a condition, such as what `where` filters by. Throws SearchError. */
export function compileCondition(expression: Expression, scope: Scope): string {
  const value = compileExpression(expression, scope);
  if (value.kind === 'condition') return value.sql;
  const { source, start, end } = expression;
  return failAt(source, start, end, 'expected a condition, found a value');
}

/** SQL of an expression that has to be a value. Throws SearchError. */
export function compileValue(expression: Expression, scope: Scope): Value {
  const value = compileExpression(expression, scope);
  if (value.kind !== 'condition') return value;
  const { source, start, end } = expression;
  return failAt(
    source,
    start,
    end,
    'expected a value, found a condition',
    'if(condition, "yes", "no") gives a value',
  );
}

function negate(operand: Value): Value {
  if (typeof operand.literal === 'number') return sql.numberLiteral(-operand.literal);
  return sql.number(`(-${asNumber(operand)})`);
}

function compileCall(expression: Extract<Expression, { kind: 'call' }>, scope: Scope): Value {
  const { name, args, source, start, end } = expression;
  const known = FUNCTIONS.get(name);
  if (!known) {
    const help = nearestHelp('function', name, FUNCTIONS.keys());
    return failAt(source, start, start + name.length, `unknown function "${name}"`, help);
  }
  const [fewest, most] = known.arity;
  if (args.length < fewest || args.length > most) {
    const range =
      fewest === most ? `${fewest}` : most === Infinity ? `${fewest} or more` : `${fewest} to ${most}`;
    return failAt(
      source,
      start,
      end,
      `"${name}" expects ${range} argument${range === '1' ? '' : 's'}, found ${args.length}`,
    );
  }
  return known.build(new Call(name, args, scope, compileExpression));
}

const ARITHMETIC: Partial<Record<BinaryOperator, (left: string, right: string) => string>> = {
  '-': (left, right) => `(${left} - ${right})`,
  '*': (left, right) => `(${left} * ${right})`,
  '/': (left, right) => `(${left} / nullif(${right}, 0))`,
  '%': (left, right) => `fmod(${left}, nullif(${right}, 0))`,
};

function compileBinary(expression: Binary, scope: Scope): Value {
  const { operator } = expression;
  if (operator === 'AND' || operator === 'OR' || operator === 'XOR') {
    const [left, right] = [expression.left, expression.right].map((side) => compileCondition(side, scope));
    return sql.condition(operator === 'XOR' ? `(${left} <> ${right})` : `(${left} ${operator} ${right})`);
  }
  const left = compileValue(expression.left, scope);
  const right = compileValue(expression.right, scope);
  if (operator === 'LIKE') return like(left, right);
  if (operator === '.') return join(left, right);
  if (operator === '+') return add(left, right);
  const arithmetic = ARITHMETIC[operator];
  if (arithmetic) return sql.number(arithmetic(asNumber(left), asNumber(right)));
  return compare(operator as Comparison, left, right);
}

function join(left: Value, right: Value): Value {
  if (left.kind === 'absent' || right.kind === 'absent') return ABSENT;
  if (left.literal !== undefined && right.literal !== undefined) {
    return sql.textLiteral(`${left.literal}${right.literal}`);
  }
  return sql.text(`(${asText(left)} || ${asText(right)})`);
}

/** Splunk's `+` adds two numbers and joins two texts. */
function add(left: Value, right: Value): Value {
  const sum = `(${asNumber(left)} + ${asNumber(right)})`;
  if (left.kind === 'number' || right.kind === 'number') return sql.number(sum);
  if (left.kind === 'absent' || right.kind === 'absent') return ABSENT;
  return sql.text(`coalesce(${sql.numberToText(sum)}, ${asText(left)} || ${asText(right)})`);
}
