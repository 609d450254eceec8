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

const TABLES: readonly EvalFunctions[] = [
  ADDRESS_FUNCTIONS,
  ANGLE_FUNCTIONS,
  BIT_FUNCTIONS,
  CONDITION_FUNCTIONS,
  JSON_FUNCTIONS,
  MULTIVALUE_FUNCTIONS,
  NUMBER_FUNCTIONS,
  SEARCH_FUNCTIONS,
  TEXT_FUNCTIONS,
  TIME_FUNCTIONS,
];

/** All eval functions by name. */
export const FUNCTIONS: ReadonlyMap<string, EvalFunction> = new Map(
  TABLES.flatMap((table) => Object.entries(table)),
);
