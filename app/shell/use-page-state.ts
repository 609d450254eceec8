import { useCallback, useMemo } from 'react';
import { type PageState, readPageState, type StateNames, writePageState } from './page-state';
import { useQuery } from './use-query';

/** Gives the state in the page's address, and the function that changes it as a step the Back button takes back. */
export function usePageState(names: StateNames): [PageState, (next: PageState) => void] {
  const [query, go] = useQuery();
  const state = useMemo(() => readPageState(query, names), [query, names]);
  const change = useCallback((next: PageState) => go((now) => writePageState(now, next)), [go]);
  return [state, change];
}
