import type { Span } from './span';

/** The spans that Splunk chooses from, in seconds; beyond them it takes a month. */
const SECONDS = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 86_400];
const MONTH: Span = { count: 1, unit: 'months' };

/** The shortest span that cuts a time range into at most so many buckets. */
export function autoSpan(rangeSeconds: number, bins: number): Span {
  const count = SECONDS.find((seconds) => rangeSeconds / seconds <= bins);
  return count === undefined ? MONTH : { count, unit: 'seconds' };
}

/** The longer of two spans, the first one where there is no second. */
export function longerOf(one: Span, other: Span | undefined): Span {
  return other !== undefined && secondsOf(other) > secondsOf(one) ? other : one;
}

// No span of months is shorter than four weeks.
const secondsOf = ({ count, unit }: Span): number => (unit === 'months' ? count * 28 * 86_400 : count);

/** The start of the bucket, in epoch seconds, that a time lies in: what `binTime` says in SQL. */
export function bucketStart(seconds: number, { count, unit }: Span): number {
  if (unit !== 'months') return Math.floor(seconds / count) * count;
  const date = new Date(seconds * 1000);
  const months = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
  return Date.UTC(1970, Math.floor(months / count) * count, 1) / 1000;
}

/** How many buckets lie between two bucket starts, both counted. */
export function bucketCount(from: number, to: number, { count, unit }: Span): number {
  return Math.floor((to - from) / secondsOf({ count, unit })) + 1;
}
