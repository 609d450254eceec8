import { getDefaultFetchInit } from '@splunk/splunk-utils/fetch';
import { createRESTURL } from '@splunk/splunk-utils/url';
import { useCallback, useEffect, useState } from 'react';
import { APP_ID } from '../shell/app-id';

/** An object of splunkd: a macro, a saved search, a data model. */
export interface RestEntry {
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly acl?: { readonly app?: string; readonly can_write?: boolean };
}

async function send(path: string, init: RequestInit, query: string): Promise<readonly RestEntry[]> {
  const url = createRESTURL(path, { app: APP_ID, owner: 'nobody' });
  const response = await fetch(`${url}?${query}`, { ...getDefaultFetchInit(), ...init });
  const told = await response.json().catch(() => undefined);
  if (response.ok) return told?.entry ?? [];
  const texts = (told?.messages ?? []).map(({ text }: { readonly text: string }) => text);
  throw new Error(texts.join(' ') || `The server answered ${response.status} ${response.statusText}.`);
}

/** Changes settings of an object as the app has it for all users; rejects with the server's own message. */
export async function changeEntry(path: string, settings: Readonly<Record<string, string>>): Promise<void> {
  await send(path, { method: 'POST', body: new URLSearchParams(settings).toString() }, 'output_mode=json');
}

interface Entries {
  /** Absent until they are read for the first time. */
  readonly entries?: readonly RestEntry[];
  readonly error?: string;
}

/** Gives the objects of the app below a path of splunkd, read when the component comes, and the function that reads them again. */
export function useEntries(path: string): Entries & { readonly reload: () => Promise<void> } {
  const [read, setRead] = useState<Entries>({});
  const reload = useCallback(async () => {
    try {
      const entries = await send(path, {}, 'output_mode=json&count=0');
      setRead({ entries });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setRead(({ entries }) => ({ ...(entries && { entries }), error: message }));
    }
  }, [path]);
  useEffect(() => void reload(), [reload]);
  return { ...read, reload };
}
