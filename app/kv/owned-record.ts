import { USER } from '../shell/user';
import type { KvRecord } from './collection';

/** A record of a list that people own (docs/lookups.md): the fields that all lists share; those of its own are text. */
export interface OwnedRecord extends KvRecord {
  readonly owner?: string;
  readonly source?: string;
  readonly reason?: string;
  readonly confidence?: number;
  /** Epoch seconds; 0 is never. */
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
export function newRecord(entry: Readonly<Record<string, string>>, grounds: Grounds): OwnedRecord {
  return { ...entry, ...grounds, owner: USER, confidence: 100 };
}

/** Whether an entry counts; one without `expires` does so where `isOpen` (lists that name friends, not indicators). */
export function isCurrent({ expires }: OwnedRecord, isOpen: boolean, now = Date.now()): boolean {
  if (expires === undefined) return isOpen;
  return expires === 0 || expires * 1000 > now;
}
