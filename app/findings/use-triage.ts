import { useState } from 'react';
import { USER } from '../shell/user';
import { formatTime } from '../time/format-time';
import type { Case, TriageRecord } from './finding';
import { saveTriage, type TriageChange } from './triage';

/** What is told of a change that was asked for. */
export interface Told {
  readonly type: 'success' | 'warning' | 'error';
  readonly text: string;
}

function describe({ owner, status, note, changed_by, changed_time }: TriageRecord): string {
  const who = changed_by ?? 'Somebody';
  const when = changed_time === undefined ? '' : ` at ${formatTime(String(changed_time))} UTC`;
  const said = [
    `status ${status ?? 'new'}`,
    `owner ${owner || 'nobody'}`,
    note ? `note "${note}"` : 'no note',
  ];
  return `${who} changed it meanwhile${when}: ${said.join(', ')}`;
}

function conflict(changed: readonly TriageRecord[], saved: number): Told {
  const [only] = changed;
  if (changed.length === 1 && saved === 0 && only !== undefined)
    return { type: 'warning', text: `Not saved. ${describe(only)}. Save again to overwrite.` };
  return {
    type: 'warning',
    text: `${saved} saved. ${changed.length} had been changed meanwhile and were left as they are; they are shown as they are now.`,
  };
}

interface TriageSaver {
  readonly isSaving: boolean;
  readonly told: Told | undefined;
  /** Gives whether all was saved. */
  readonly save: (cases: readonly Case[], change: TriageChange) => Promise<boolean>;
}

/** Gives the function that says something of findings, and what became of it, in words. */
export function useTriage(onSaved: () => void): TriageSaver {
  const [isSaving, setSaving] = useState(false);
  const [told, setTold] = useState<Told>();
  const save = async (cases: readonly Case[], change: TriageChange): Promise<boolean> => {
    setSaving(true);
    try {
      const now = Math.floor(Date.now() / 1000);
      const { saved, changedMeanwhile } = await saveTriage(cases, change, USER, now);
      const isAll = changedMeanwhile.length === 0;
      setTold(isAll ? { type: 'success', text: 'Saved.' } : conflict(changedMeanwhile, saved));
      onSaved();
      return isAll;
    } catch (error) {
      setTold({
        type: 'error',
        text: `Not saved. ${error instanceof Error ? error.message : String(error)}`,
      });
      return false;
    } finally {
      setSaving(false);
    }
  };
  return { isSaving, told, save };
}
