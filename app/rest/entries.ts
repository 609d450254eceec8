import { useCallback } from 'react';
import { send } from './send';
import { useRead } from './use-read';

/** An object of splunkd: a macro, a saved search, a data model. */
export interface RestEntry {
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** When it was made, where the server says so. */
  readonly published?: string;
  readonly acl?: { readonly app?: string; readonly can_write?: boolean };
}

/** Changes settings of an object as the app has it for all users; rejects with the server's own message. */
export async function changeEntry(path: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const body = new URLSearchParams(settings).toString();
  const reply = await send(`${path}?output_mode=json`, { method: 'POST', body });
  // A browser aborts, and logs as failed, a request whose reply nobody reads.
  await reply.json().catch(() => undefined);
}

async function readEntries(path: string): Promise<readonly RestEntry[]> {
  const mark = path.includes('?') ? '&' : '?count=0&';
  const reply = await send(`${path}${mark}output_mode=json`);
  const feed: { readonly entry?: readonly RestEntry[] } = await reply.json();
  return feed.entry ?? [];
}

interface Entries {
  /** Absent until they are read for the first time. */
  readonly entries?: readonly RestEntry[];
  readonly error?: string;
  /** Reads them again. */
  readonly reload: () => Promise<void>;
}

/** Gives the objects of the app below a path of splunkd, all unless the path asks for some, read when the component comes. */
export function useEntries(path: string): Entries {
  const read = useCallback(() => readEntries(path), [path]);
  const { value, ...state } = useRead(read);
  return { ...state, ...(value && { entries: value }) };
}
