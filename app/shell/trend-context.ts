import { createContext } from 'react';
import type { SearchBoard } from '../search/search-board';
import type { TimeBefore } from '../time/time-before';

/** The searches of a page over the time before its range. */
export interface Trend {
  readonly board: SearchBoard;
  /** Absent while it is not known. */
  readonly before: TimeBefore | undefined;
}

/** What numbers of the page are compared with; undefined where nothing can be. */
export const TrendContext = createContext<Trend | undefined>(undefined);
