import type { TimeRange } from '../search/search-board';
import { formatTime } from './format-time';

export interface Preset {
  readonly title: string;
  /** Absent: all the data there is. */
  readonly range?: TimeRange;
}

/** The time ranges one click away. */
export const PRESETS: readonly Preset[] = [
  { title: 'All data' },
  { title: 'Last 24 hours', range: { earliest: '-24h@h', latest: 'now' } },
  { title: 'Last 7 days', range: { earliest: '-7d@d', latest: 'now' } },
  { title: 'Last 30 days', range: { earliest: '-30d@d', latest: 'now' } },
  { title: 'Last 12 months', range: { earliest: '-12mon@d', latest: 'now' } },
];

/** Gives a time range in words. */
export function describeRange(range: TimeRange | undefined): string {
  const preset = PRESETS.find(
    (each) => each.range?.earliest === range?.earliest && each.range?.latest === range?.latest,
  );
  if (preset !== undefined) return preset.title;
  return `${formatTime(range?.earliest ?? '')} to ${formatTime(range?.latest || 'now')}`;
}
