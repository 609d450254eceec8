import type { EvalFunction, EvalFunctions } from './call';
import { ADDRESS_FUNCTIONS } from './functions/addresses';
import { ANGLE_FUNCTIONS } from './functions/angles';
import { BIT_FUNCTIONS } from './functions/bits';
import { CONDITION_FUNCTIONS } from './functions/conditions';
import { JSON_FUNCTIONS } from './functions/json';
import { MULTIVALUE_FUNCTIONS } from './functions/multivalue';
import { NUMBER_FUNCTIONS } from './functions/numbers';
import { SEARCH_FUNCTIONS } from './functions/searches';
import { TEXT_FUNCTIONS } from './functions/text';
import { TIME_FUNCTIONS } from './functions/times';

/** The eval functions by what they are about. */
export const FUNCTION_TABLES: Readonly<Record<string, EvalFunctions>> = {
  'Conditions and choices': CONDITION_FUNCTIONS,
  Texts: TEXT_FUNCTIONS,
  'Several values': MULTIVALUE_FUNCTIONS,
  Numbers: NUMBER_FUNCTIONS,
  Angles: ANGLE_FUNCTIONS,
  Bits: BIT_FUNCTIONS,
  Times: TIME_FUNCTIONS,
  JSON: JSON_FUNCTIONS,
  Addresses: ADDRESS_FUNCTIONS,
  'Search terms': SEARCH_FUNCTIONS,
};

/** All eval functions by name. */
export const FUNCTIONS: ReadonlyMap<string, EvalFunction> = new Map(
  Object.values(FUNCTION_TABLES).flatMap((table) => Object.entries(table)),
);
