import { useSyncExternalStore } from 'react';

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

function go(change: (query: string) => string): void {
  const { pathname, search } = window.location;
  const written = change(search);
  if (written === search) return;
  window.history.pushState(null, '', pathname + written);
  window.dispatchEvent(new Event(CHANGED));
}

/** Gives the query string of the page's address, and the function that changes it as a step the Back button takes back. */
export function useQuery(): [query: string, go: (change: (query: string) => string) => void] {
  return [useSyncExternalStore(subscribe, () => window.location.search), go];
}
