import type { Extent } from '../search/use-extent';
import { formatTime } from '../time/format-time';
import { type Case, isOpen } from './finding';

// limits.conf, [kvstore] max_rows_per_query: more than that the server does not give.
const MOST_READ = 50_000;

const ABOUT = 'What the detections found, and what became of it.';

/** Gives the first and last time that findings were seen last. */
export function extentOf(cases: readonly Case[]): Extent | undefined {
  if (cases.length === 0) return undefined;
  const times = cases.map(({ finding }) => finding.last_time ?? 0);
  const ends = times.reduce(([low, high], time) => [Math.min(low, time), Math.max(high, time)] as const, [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as const);
  return { earliest: ends[0], latest: ends[1], events: cases.length };
}

/** Gives in words how many findings there are and how far they reach. */
export function summaryOf(cases: readonly Case[] | undefined): string {
  if (cases === undefined) return `${ABOUT} Reading …`;
  const extent = extentOf(cases);
  if (extent === undefined) return `${ABOUT} No findings.`;
  const [first, last] = [extent.earliest, extent.latest].map((time) => formatTime(String(time)).slice(0, 16));
  const open = cases.filter(isOpen).length;
  const cut = cases.length >= MOST_READ ? ' More were not read: choose a shorter time range.' : '';
  return `${ABOUT} ${cases.length.toLocaleString('en-US')} last seen from ${first} to ${last} UTC, ${open.toLocaleString('en-US')} open.${cut}`;
}
