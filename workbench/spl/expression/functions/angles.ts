import { asNumber, number } from '../../sql/value';
import type { EvalFunction, EvalFunctions } from '../call';
import { finite, numeric, onlyIf } from './numbers';

const within = (least: number, most: number, name: string): EvalFunction =>
  numeric((operand) => {
    const bounds = [`${operand} >= ${least}`, ...(most === Infinity ? [] : [`${operand} <= ${most}`])];
    return onlyIf(bounds.join(' AND '), `${name}(${operand})`);
  });

const binary = (sql: (left: string, right: string) => string): EvalFunction => ({
  arity: [2, 2],
  build: (call) => number(sql(`(${asNumber(call.value(0))})`, `(${asNumber(call.value(1))})`)),
});

/** Trigonometric and hyperbolic functions. */
export const ANGLE_FUNCTIONS: EvalFunctions = {
  acos: within(-1, 1, 'acos'),
  acosh: within(1, Infinity, 'acosh'),
  asin: within(-1, 1, 'asin'),
  asinh: numeric((operand) => `asinh(${operand})`),
  atan: numeric((operand) => `atan(${operand})`),
  atan2: binary((y, x) => `atan2(${y}, ${x})`),
  atanh: numeric((operand) => onlyIf(`abs(${operand}) < 1`, `atanh(${operand})`)),
  cos: numeric((operand) => onlyIf(`isfinite(${operand})`, `cos(${operand})`)),
  cosh: numeric((operand) => finite(`cosh(${operand})`)),
  hypot: binary((x, y) => finite(`sqrt(${x} * ${x} + ${y} * ${y})`)),
  sin: numeric((operand) => onlyIf(`isfinite(${operand})`, `sin(${operand})`)),
  sinh: numeric((operand) => finite(`sinh(${operand})`)),
  tan: numeric((operand) => onlyIf(`isfinite(${operand})`, `tan(${operand})`)),
  tanh: numeric((operand) => `tanh(${operand})`),
};
