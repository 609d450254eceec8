import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { type PageState, readPageState, writePageState } from './page-state';

// The browser tells of Back and Forward only; changes that the page makes itself are told by this event.
const CHANGED = 'smtp-watch-state';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(CHANGED, listener);
  };
}

/** Gives the state in the page's address, and the function that changes it as a step the Back button takes back. */
export function usePageState(fields: readonly string[]): [PageState, (next: PageState) => void] {
  const query = useSyncExternalStore(subscribe, () => window.location.search);
  const state = useMemo(() => readPageState(query, fields), [query, fields]);
  const change = useCallback((next: PageState) => {
    const { pathname, search } = window.location;
    const written = writePageState(search, next);
    if (written === search) return;
    window.history.pushState(null, '', pathname + written);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [state, change];
}
