import { useMemo } from 'react';
import type { TimeRange } from '../search/search-board';

/** Gives the same range object as long as its bounds are the same, so that searches run only when they change. */
export function useStableRange(range: TimeRange | undefined): TimeRange | undefined {
  const { earliest, latest } = range ?? {};
  return useMemo(
    () => (earliest === undefined ? undefined : { earliest, latest: latest ?? '' }),
    [earliest, latest],
  );
}
