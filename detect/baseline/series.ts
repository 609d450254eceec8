import type { Deviation } from './deviations';
import { expectationOf } from './expectation';
import type { History } from './history';
import { bandOf } from './verdict';

/** A bucket and what was expected of it; nothing is before there is enough history. */
export interface Bucket {
  readonly _time: number;
  readonly value: number;
  readonly expected: number | undefined;
  readonly expected_low: number | undefined;
  readonly expected_high: number | undefined;
  readonly is_spike: 0 | 1;
}

/** One event of the year 1970 among those of today must not make a row for every hour between. */
const MOST_BUCKETS = 10_000;
/** The centre and the spread of an expectation do not depend on it. */
const NO_DISPERSION = 1;

/** The buckets of a history in order of time, empty ones included, the last 10,000. */
export function* bucketsOf(
  history: History,
  spikes: readonly Deviation[],
  spanSeconds: number,
): Generator<Bucket> {
  const held = new Map(Array.from(history.buckets, (bucket, place) => [bucket, history.values[place]!]));
  const spiked = new Set(spikes.map(({ bucket }) => bucket));
  const end = history.first + history.length;
  for (let bucket = Math.max(history.first, end - MOST_BUCKETS); bucket < end; bucket++) {
    const expected = history.isJudged(bucket)
      ? expectationOf(history.others(bucket), NO_DISPERSION)
      : undefined;
    const band = expected && bandOf(expected);
    yield {
      _time: bucket * spanSeconds,
      value: held.get(bucket) ?? 0,
      expected: expected?.centre,
      expected_low: band?.low,
      expected_high: band?.high,
      is_spike: spiked.has(bucket) ? 1 : 0,
    };
  }
}
