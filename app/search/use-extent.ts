import { useEffect, useMemo, useState } from 'react';
import { namedRows, numberOf } from './rows';
import type { SearchState, TimeRange } from './search-board';
import { useSearchBoard, useSearchState } from './use-search-board';

/** The first and last time of all the data, epoch seconds, and how many events it holds. */
export interface Extent {
  readonly earliest: number;
  readonly latest: number;
  readonly events: number;
}

const SHOWN = ['extent'];
const ALL_TIME: TimeRange = { earliest: '0', latest: '' };

function readExtent(state: SearchState): Extent | undefined {
  if (state.status !== 'done') return undefined;
  const [row] = namedRows(state.rows);
  const [earliest, latest, events] = ['earliest', 'latest', 'events'].map((field) => numberOf(row, field));
  return { earliest: earliest ?? Number.NaN, latest: latest ?? Number.NaN, events: events || 0 };
}

/**
 * Gives the extent of the data once its search has ended, and the last one while it is asked for anew; that search's
 * state; and the function that asks anew.
 */
export function useExtent(spl: string): {
  readonly extent: Extent | undefined;
  readonly state: SearchState;
  readonly ask: () => void;
} {
  const sources = useMemo(() => ({ extent: { spl } }), [spl]);
  const board = useSearchBoard(sources, SHOWN, ALL_TIME);
  const state = useSearchState(board, 'extent');
  const [extent, setExtent] = useState<Extent>();
  useEffect(() => setExtent((known) => readExtent(state) ?? known), [state]);
  return { extent, state, ask: () => board.rerun('extent') };
}

/** Gives the time range that holds the whole extent; a range's latest is the first time outside it. */
export function wholeRange({ earliest, latest }: Extent): TimeRange {
  return { earliest: String(Math.floor(earliest)), latest: String(Math.floor(latest) + 1) };
}
