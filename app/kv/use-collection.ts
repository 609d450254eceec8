import { useCallback, useEffect, useState } from 'react';
import { type KvRecord, readCollection } from './collection';

interface Read<R extends KvRecord> {
  /** Absent until they are read for the first time; those read last when reading again fails. */
  readonly records?: readonly R[];
  readonly error?: string;
}

interface CollectionState<R extends KvRecord> extends Read<R> {
  /** Reads them again. */
  readonly reload: () => Promise<void>;
}

/** Gives the records of a collection of the app, read when the component comes. */
export function useCollection<R extends KvRecord>(collection: string): CollectionState<R> {
  const [read, setRead] = useState<Read<R>>({});
  const reload = useCallback(async () => {
    try {
      const records = await readCollection<R>(collection);
      setRead({ records });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setRead(({ records }) => ({ ...(records && { records }), error: message }));
    }
  }, [collection]);
  useEffect(() => void reload(), [reload]);
  return { ...read, reload };
}
