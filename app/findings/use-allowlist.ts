import { useState } from 'react';
import { removeRecord, saveRecords } from '../kv/collection';
import { useCollection } from '../kv/use-collection';
import { ALLOWLIST, type KeptRecord } from './allowlist';
import type { Told } from './use-triage';

interface Allowlist {
  /** Absent until they are read for the first time. */
  readonly records: readonly KeptRecord[] | undefined;
  /** Why the list could not be read, or not be changed. */
  readonly fault: Told | undefined;
  /** What was removed last, as long as it can be put back. */
  readonly removed: KeptRecord | undefined;
  readonly remove: (record: KeptRecord) => Promise<void>;
  readonly putBack: (record: KeptRecord) => Promise<void>;
  /** Reads it again after something was added. */
  readonly added: () => Promise<void>;
}

/** Gives the entries of the allowlist, and the functions that change it and tell so. */
export function useAllowlist(onChanged: () => void): Allowlist {
  const { records, error, reload } = useCollection<KeptRecord>(ALLOWLIST);
  const [removed, setRemoved] = useState<KeptRecord>();
  const [refusal, setRefusal] = useState<string>();
  const change = async (does: () => Promise<unknown>, then: KeptRecord | undefined): Promise<void> => {
    try {
      await does();
      setRemoved(then);
      setRefusal(undefined);
      await reload();
      onChanged();
    } catch (thrown) {
      setRefusal(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };
  const text = refusal ?? error;
  return {
    records,
    fault: text === undefined ? undefined : { type: 'error', text },
    removed,
    remove: (record) => change(() => removeRecord(ALLOWLIST, record._key), record),
    putBack: ({ _user, ...kept }) => change(() => saveRecords(ALLOWLIST, [kept]), undefined),
    added: () => change(async () => undefined, undefined),
  };
}
