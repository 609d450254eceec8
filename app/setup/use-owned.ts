import { useEffect, useState } from 'react';
import { readCollection } from '../kv/collection';
import { isCurrent, type OwnedRecord } from '../kv/owned-record';
import { LISTS } from './lists';

/** How many entries count of each list, by collection. */
export type Owned = Readonly<Record<string, number>>;

interface OwnedState {
  readonly owned?: Owned;
  readonly error?: string;
}

async function count(): Promise<Owned> {
  const counts = LISTS.map(async ({ collection, days }) => {
    const records = await readCollection<OwnedRecord>(collection);
    return [collection, records.filter((record) => isCurrent(record, days === undefined)).length] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** Gives how many entries count of the lists that people own, counted when the component comes. */
export function useOwned(): OwnedState {
  const [state, setState] = useState<OwnedState>({});
  useEffect(() => {
    let isWanted = true;
    const keep = (next: OwnedState): void => {
      if (isWanted) setState(next);
    };
    count()
      .then((owned) => keep({ owned }))
      .catch((error: Error) => keep({ error: error.message }));
    return () => {
      isWanted = false;
    };
  }, []);
  return state;
}
