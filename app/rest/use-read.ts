import { useCallback, useEffect, useState } from 'react';

interface Read<T> {
  /** Absent until it is read for the first time; what was read last when reading again fails. */
  readonly value?: T;
  readonly error?: string;
}

/** Gives what a function reads, read when the component comes or the function changes, and the function that reads it again. */
export function useRead<T>(readValue: () => Promise<T>): Read<T> & { readonly reload: () => Promise<void> } {
  const [read, setRead] = useState<Read<T>>({});
  const reload = useCallback(async () => {
    try {
      const value = await readValue();
      setRead({ value });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setRead((last) => ({ ...last, error: message }));
    }
  }, [readValue]);
  useEffect(() => void reload(), [reload]);
  return { ...read, reload };
}
