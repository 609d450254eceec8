import { username } from '@splunk/splunk-utils/config';
import type { KvRecord } from '../kv/collection';
import type { Entry } from './entries';

/** A record of a list: the fields that all lists share; those of its own are text. */
export interface OwnedRecord extends KvRecord {
  readonly owner?: string;
  readonly source?: string;
  readonly reason?: string;
  readonly confidence?: number;
  readonly expires?: number;
}

/** What people say of entries that they add. */
export interface Grounds {
  readonly reason: string;
  /** Epoch seconds; 0 is never. */
  readonly expires: number;
  readonly source: string;
}

/** Gives the record of a new entry, owned by who is logged in. */
export function newRecord(entry: Entry, grounds: Grounds): OwnedRecord {
  return { ...entry, ...grounds, owner: String(username ?? ''), confidence: 100 };
}

/** Whether an entry counts; one without `expires` does so where `isOpen` (lists that name friends, not indicators). */
export function isCurrent({ expires }: OwnedRecord, isOpen: boolean, now = Date.now()): boolean {
  if (expires === undefined) return isOpen;
  return expires === 0 || expires * 1000 > now;
}
