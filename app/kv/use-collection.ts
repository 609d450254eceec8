import { useCallback } from 'react';
import { useRead } from '../rest/use-read';
import { type KvRecord, readCollection } from './collection';

interface CollectionState<R extends KvRecord> {
  /** Absent until they are read for the first time; those read last when reading again fails. */
  readonly records?: readonly R[];
  readonly error?: string;
  /** Reads them again. */
  readonly reload: () => Promise<void>;
}

/** Gives the records of a collection of the app, read when the component comes. */
export function useCollection<R extends KvRecord>(collection: string): CollectionState<R> {
  const read = useCallback(() => readCollection<R>(collection), [collection]);
  const { value, ...state } = useRead(read);
  return { ...state, ...(value && { records: value }) };
}
