import type { TimeRange } from '../search/search-board';
import type { Extent } from '../search/use-extent';

/** The span as long as a page's time range that ends where that begins, with its length in words; or why nothing of it can be compared. */
export type TimeBefore =
  | { readonly range: TimeRange; readonly length: string }
  | { readonly range?: never; readonly reason: string };

/** A log that begins within so large a part of the time before is still held for one that covers it. */
const UNCOVERED_SHARE = 0.05;

const UNITS: readonly (readonly [name: string, seconds: number])[] = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
];

/** Gives a number of seconds in the largest unit of which it has at least two, rounded: `24 h`, `30 d`. */
export function describeLength(seconds: number): string {
  const [name, length] = UNITS.find(([, size]) => seconds >= 2 * size) ?? ['s', 1];
  return `${Math.round(seconds / length)} ${name}`;
}

/** Gives the time before a range of epoch seconds, or why it cannot be compared: the data has to reach back over it. */
export function timeBefore(earliest: number, latest: number, extent: Extent): TimeBefore {
  const length = latest - earliest;
  if (!(length > 0)) return { reason: 'No time before this range' };
  if (!(extent.earliest < earliest)) return { reason: 'Nothing logged before' };
  const start = earliest - length;
  if (extent.earliest > start + UNCOVERED_SHARE * length) return { reason: 'Too little logged before' };
  return { range: { earliest: String(start), latest: String(earliest) }, length: describeLength(length) };
}
