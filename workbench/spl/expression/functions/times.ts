import { asNumber, asText, number, numberLiteral, text, type Value } from '../../sql/value';
import { formatTime, fromTimestamp, parseTime, TimeFormatError, toTimestamp } from '../../time/format';
import { parseRelativeTime, stepsToSql } from '../../time/relative';
import type { Call, EvalFunctions } from '../call';

function withFormat(call: Call, build: (format: string) => Value): Value {
  try {
    return build(call.literalText(1));
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    return call.refuse(1, error.message);
  }
}

function relativeTime(call: Call): Value {
  const steps = parseRelativeTime(call.literalText(1));
  if (!steps) return call.fail(1, 'a relative time such as "-1d@d"', `"${call.literalText(1)}"`);
  return number(fromTimestamp(stepsToSql(toTimestamp(asNumber(call.value(0))), steps)));
}

/** Functions over times; all times are UTC. */
export const TIME_FUNCTIONS: EvalFunctions = {
  now: { arity: [0, 0], build: (call) => numberLiteral(Math.floor(call.scope.now)) },
  time: {
    differs: 'One time for all rows: when the search started.',
    arity: [0, 0],
    build: (call) => numberLiteral(call.scope.now),
  },
  relative_time: {
    differs: 'The relative time is written out.',
    arity: [2, 2],
    build: relativeTime,
  },
  strftime: {
    differs: 'The format is written out; all times are UTC.',
    arity: [2, 2],
    build: (call) =>
      withFormat(call, (format) => text(formatTime(`(${toTimestamp(asNumber(call.value(0)))})`, format))),
  },
  strptime: {
    differs: 'The format is written out and has a year.',
    arity: [2, 2],
    build: (call) => withFormat(call, (format) => number(parseTime(asText(call.value(0)), format))),
  },
};
