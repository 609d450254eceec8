import { MICROSECONDS } from '../spam-rate/source-events';
import { type Limit, replay } from './bucket';

/** What the limit would have done to the messages of one source in a part of the time; `_time` is its beginning. */
export interface LimitBucket {
  readonly _time: number;
  readonly messages: number;
  readonly units: number;
  readonly passed: number;
  readonly refused: number;
  readonly refused_units: number;
  readonly oversized: number;
  readonly delayed: number;
  readonly largest_delay: number;
}

type Counts = { -readonly [Name in keyof LimitBucket]: LimitBucket[Name] };

const emptyAt = (_time: number): Counts => ({
  _time,
  messages: 0,
  units: 0,
  passed: 0,
  refused: 0,
  refused_units: 0,
  oversized: 0,
  delayed: 0,
  largest_delay: 0,
});

/** The buckets of so many seconds that hold messages, in order of time; one limit runs through all of them. */
export function bucketsOf(
  times: Float64Array,
  units: Float64Array,
  limit: Limit,
  spanSeconds: number,
): LimitBucket[] {
  const buckets: Counts[] = [];
  replay(times, units, limit, (at, isRefused, delay) => {
    const start = Math.floor(times[at]! / MICROSECONDS / spanSeconds) * spanSeconds;
    if (buckets.at(-1)?._time !== start) buckets.push(emptyAt(start));
    const bucket = buckets.at(-1)!;
    bucket.messages++;
    bucket.units += units[at]!;
    if (units[at]! > limit.burst) bucket.oversized++;
    if (isRefused) {
      bucket.refused++;
      bucket.refused_units += units[at]!;
    } else bucket.passed++;
    if (delay > 0) bucket.delayed++;
    bucket.largest_delay = Math.max(bucket.largest_delay, delay / MICROSECONDS);
  });
  return buckets;
}
