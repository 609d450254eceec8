import { asNumber, number, type Value } from '../../sql/value';
import type { Call, EvalFunction, EvalFunctions } from '../call';

/** Splunk's bitwise functions take whole numbers from 0 up to this one. */
const MOST_BITS = '9007199254740991';

/** BIGINT of a value that bitwise functions take, else NULL. */
function bits(value: Value): string {
  const operand = `(${asNumber(value)})`;
  const fits = `${operand} BETWEEN 0 AND ${MOST_BITS} AND ${operand} = trunc(${operand})`;
  return `(CASE WHEN ${fits} THEN CAST(${operand} AS BIGINT) END)`;
}

const bitwise = (sql: (left: string, right: string) => string): EvalFunction => ({
  arity: [2, Infinity],
  build: ({ values }) => number(`CAST(${values.map(bits).reduce(sql)} AS DOUBLE)`),
});

function bitNot(call: Call): Value {
  const mask = call.has(1) ? bits(call.value(1)) : MOST_BITS;
  return number(`CAST(xor(${bits(call.value(0))} & ${mask}, ${mask}) AS DOUBLE)`);
}

const shift = (sql: (value: string, places: string) => string): EvalFunction => ({
  arity: [2, 2],
  build: (call) => {
    const places = bits(call.value(1));
    const value = `CAST(${bits(call.value(0))} AS HUGEINT)`;
    return number(
      `CAST(CASE WHEN ${places} < 53 THEN ${sql(value, `CAST(${places} AS HUGEINT)`)} ELSE 0 END AS DOUBLE)`,
    );
  },
});

/** Functions over the bits of whole numbers. */
export const BIT_FUNCTIONS: EvalFunctions = {
  bit_and: bitwise((left, right) => `(${left} & ${right})`),
  bit_or: bitwise((left, right) => `(${left} | ${right})`),
  bit_xor: bitwise((left, right) => `xor(${left}, ${right})`),
  bit_not: { arity: [1, 2], build: bitNot },
  bit_shift_left: shift((value, places) => `(${value} << ${places}) & ${MOST_BITS}`),
  bit_shift_right: shift((value, places) => `${value} >> ${places}`),
};
