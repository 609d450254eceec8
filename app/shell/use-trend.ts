import { useMemo } from 'react';
import type { Dashboard } from '../model/dashboard';
import type { TimeRange } from '../search/search-board';
import type { Extent } from '../search/use-extent';
import { useSearchBoard } from '../search/use-search-board';
import { useTimeBefore } from '../time/use-time-before';
import type { Trend } from './trend-context';

/** Runs the searches that are asked over the time before a page's range as well, and gives their board and that time. */
export function useTrend(
  searches: Dashboard['searches'],
  range: TimeRange | undefined,
  extent: Extent | undefined,
): Trend {
  const asked = useMemo(
    () => Object.fromEntries(Object.entries(searches).filter(([, { before }]) => before)),
    [searches],
  );
  const shown = useMemo(() => {
    const bases = Object.values(asked).map(({ base }) => base);
    return Object.keys(asked).filter((name) => !bases.includes(name));
  }, [asked]);
  const before = useTimeBefore(range, extent);
  const board = useSearchBoard(asked, shown, before?.range);
  return useMemo(() => ({ board, before }), [board, before]);
}
