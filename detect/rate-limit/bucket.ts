/** A token bucket: it holds up to `burst` tokens, full at first, and gains `rate` of them in `perMicros` microseconds. */
export interface Limit {
  readonly rate: number;
  readonly perMicros: number;
  readonly burst: number;
}

/** What a limit would have done to the messages of one source; times and delays are microseconds. */
export interface Replay {
  readonly passed: number;
  readonly passedUnits: number;
  readonly refused: number;
  readonly refusedUnits: number;
  /** Messages of more units than the bucket ever holds: those of the refused that no waiting helps. */
  readonly oversized: number;
  readonly delayed: number;
  readonly largestDelay: number;
  /** When a message was refused or delayed first, NaN if none was. */
  readonly firstHit: number;
}

/** Told of each message in order of time: its number, whether it is refused, and the microseconds that it waits where none is. */
type Observer = (at: number, isRefused: boolean, delay: number) => void;

/**
 * Both ways of holding the limit over messages in order of time: one bucket refuses what it has no tokens for, which then
 * costs none; in the other messages wait in line for their tokens. Tokens are counted in parts of `1 / perMicros`, so that
 * nothing is rounded while burst times perMicros stays below 2^53.
 */
export function replay(
  times: Float64Array,
  units: Float64Array,
  { rate, perMicros, burst }: Limit,
  observe?: Observer,
): Replay {
  const full = burst * perMicros;
  const result = {
    passed: 0,
    passedUnits: 0,
    refused: 0,
    refusedUnits: 0,
    oversized: 0,
    delayed: 0,
    largestDelay: 0,
    firstHit: Number.NaN,
  };
  let refusing = full;
  let waiting = full;
  for (let at = 0; at < times.length; at++) {
    const gained = at === 0 ? 0 : (times[at]! - times[at - 1]!) * rate;
    const cost = units[at]! * perMicros;
    refusing = Math.min(full, refusing + gained);
    waiting = Math.min(full, waiting + gained) - cost;
    if (cost > refusing || waiting < 0) result.firstHit = firstOf(result.firstHit, times[at]!);
    if (cost > full) result.oversized++;
    observe?.(at, cost > refusing, waiting < 0 ? -waiting / rate : 0);
    if (cost > refusing) {
      result.refused++;
      result.refusedUnits += units[at]!;
    } else {
      refusing -= cost;
      result.passed++;
      result.passedUnits += units[at]!;
    }
    if (waiting < 0) {
      result.delayed++;
      result.largestDelay = Math.max(result.largestDelay, -waiting / rate);
    }
  }
  return result;
}

function firstOf(known: number, time: number): number {
  return Number.isNaN(known) ? time : known;
}
