import { numberOf, type Row, textOf } from '../search/rows';
import type { TimeRange } from '../search/search-board';
import { secondsOf } from './format-time';

/** Gives the time range of one row of a timechart by its `_time`; undefined when no row has that time. */
export function bucketRange(rows: readonly Row[], time: string): TimeRange | undefined {
  const start = secondsOf(time);
  const index = rows.findIndex((row) => secondsOf(textOf(row, '_time')) === start);
  if (index === -1) return undefined;
  const next = rows[index + 1];
  const span = numberOf(rows[index], '_span');
  const end = Number.isNaN(span) ? secondsOf(textOf(next, '_time')) : start + span;
  return { earliest: String(start), latest: Number.isNaN(end) ? '' : String(end) };
}
