import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { splunkClient } from './client';
import {
  createSearchBoard,
  type SearchBoard,
  type SearchSource,
  type SearchState,
  type TimeRange,
} from './search-board';

/**
 * Gives the board that runs these searches over a time range once that is known, and again when it changes. Leaving the
 * page, or the component, cancels what still runs.
 */
export function useSearchBoard(
  sources: Readonly<Record<string, SearchSource>>,
  shown: readonly string[],
  range: TimeRange | undefined,
): SearchBoard {
  const board = useMemo(() => createSearchBoard(splunkClient, sources, shown), [sources, shown]);
  useEffect(() => {
    if (range === undefined) return undefined;
    const comeBack = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) board.run(range);
    };
    board.run(range);
    window.addEventListener('pagehide', board.cancelAll);
    window.addEventListener('pageshow', comeBack);
    return () => {
      window.removeEventListener('pagehide', board.cancelAll);
      window.removeEventListener('pageshow', comeBack);
      board.cancelAll();
    };
  }, [board, range]);
  return board;
}

/** Gives the present state of one search of a board. */
export function useSearchState(board: SearchBoard, name: string): SearchState {
  return useSyncExternalStore(board.subscribe, () => board.state(name));
}
