import { asNumber, asText, number, type Value } from '../../sql/value';
import type { Call, EvalFunction, EvalFunctions } from '../call';

/** A function of one number. */
export const numeric = (sql: (operand: string) => string): EvalFunction => ({
  arity: [1, 1],
  build: (call) => number(sql(`(${asNumber(call.value(0))})`)),
});

/** NULL where DuckDB would stop the query: outside the domain of the function. */
export const onlyIf = (test: string, sql: string): string => `CASE WHEN ${test} THEN ${sql} END`;

/** NULL instead of what is no number any more. */
export const finite = (sql: string): string => onlyIf(`isfinite(${sql})`, sql);

function round(call: Call): Value {
  const operand = asNumber(call.value(0));
  if (!call.has(1)) return number(`round(${operand})`);
  const digits = call.literalInteger(1);
  if (digits < 0 || digits > 15) return call.fail(1, 'digits from 0 to 15', String(digits));
  return number(`round(${operand}, ${digits})`);
}

function log(call: Call): Value {
  const operand = `(${asNumber(call.value(0))})`;
  const base = call.has(1) ? `(${asNumber(call.value(1))})` : '10::DOUBLE';
  return number(onlyIf(`${operand} > 0 AND ${base} > 0 AND ${base} <> 1`, `ln(${operand}) / ln(${base})`));
}

/** Splunk ranks every text above every number; a text that is no number is left out here when others are numbers. */
const extreme = (pick: 'greatest' | 'least'): EvalFunction => ({
  arity: [1, Infinity],
  build: (call) => {
    const { values } = call;
    const numbers = `${pick}(${values.map(asNumber).join(', ')})`;
    if (
      values.every(({ kind, literal }) => kind === 'number' || (literal === undefined && kind === 'absent'))
    ) {
      return number(numbers);
    }
    return {
      kind: 'text',
      sql: `coalesce(${asText(number(`(${numbers})`))}, ${pick}(${values.map(asText).join(', ')}))`,
    };
  },
});

const zeroIfNone = (value: Value): string => `coalesce(${asNumber(value)}, 0)`;

/** Functions over numbers. */
export const NUMBER_FUNCTIONS: EvalFunctions = {
  abs: numeric((operand) => `abs(${operand})`),
  ceil: numeric((operand) => `ceil(${operand})`),
  ceiling: numeric((operand) => `ceil(${operand})`),
  floor: numeric((operand) => `floor(${operand})`),
  exact: numeric((operand) => operand),
  sqrt: numeric((operand) => onlyIf(`${operand} >= 0`, `sqrt(${operand})`)),
  exp: numeric((operand) => finite(`exp(${operand})`)),
  ln: numeric((operand) => onlyIf(`${operand} > 0`, `ln(${operand})`)),
  log: { arity: [1, 2], build: log },
  pi: { arity: [0, 0], build: () => number('pi()') },
  pow: {
    arity: [2, 2],
    build: (call) => number(finite(`pow(${asNumber(call.value(0))}, ${asNumber(call.value(1))})`)),
  },
  round: { arity: [1, 2], build: round },
  random: { arity: [0, 0], build: () => number('floor(random() * 2147483648)') },
  sum: {
    arity: [1, Infinity],
    build: ({ values }) => number(`(${values.map(zeroIfNone).join(' + ')})`),
  },
  avg: {
    arity: [1, Infinity],
    build: ({ values }) => {
      const counts = values.map((value) => `CAST((${asNumber(value)}) IS NOT NULL AS INTEGER)`);
      const sum = values.map(zeroIfNone).join(' + ');
      return number(`((${sum}) / nullif(${counts.join(' + ')}, 0))`);
    },
  },
  max: extreme('greatest'),
  min: extreme('least'),
};
