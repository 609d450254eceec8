import { useEffect, useState } from 'react';
import type { TimeRange } from '../search/search-board';
import type { Extent } from '../search/use-extent';
import { parseTimes } from './parse-times';
import { type TimeBefore, timeBefore } from './time-before';

const ALL_DATA: TimeBefore = { reason: 'Nothing logged before' };

/**
 * Gives the time before a range, worked out anew when the extent of the data was asked for anew; undefined while that is
 * not known. Without a range all data is shown, and there is none before it.
 */
export function useTimeBefore(
  range: TimeRange | undefined,
  extent: Extent | undefined,
): TimeBefore | undefined {
  const [before, setBefore] = useState<TimeBefore>();
  useEffect(() => {
    if (range === undefined || extent === undefined) return setBefore(extent && ALL_DATA);
    let isWanted = true;
    const set = (next: TimeBefore): void => {
      if (isWanted) setBefore(next);
    };
    setBefore(undefined);
    parseTimes([range.earliest, range.latest || 'now'])
      .then(([earliest = Number.NaN, latest = Number.NaN]) => set(timeBefore(earliest, latest, extent)))
      .catch((error: Error) => set({ reason: error.message }));
    return () => {
      isWanted = false;
    };
  }, [range, extent]);
  return before;
}
