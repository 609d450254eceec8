import { getDefaultFetchInit } from '@splunk/splunk-utils/fetch';
import { createRESTURL } from '@splunk/splunk-utils/url';
import { APP_ID } from '../shell/app-id';

/** Sends a request to a path of splunkd in the app, for all users; rejects with the server's own message. */
export async function send(path: string, { headers, ...init }: RequestInit = {}): Promise<Response> {
  const url = createRESTURL(path, { app: APP_ID, owner: 'nobody' });
  const defaults = getDefaultFetchInit();
  const response = await fetch(url, { ...defaults, ...init, headers: { ...defaults.headers, ...headers } });
  if (response.ok) return response;
  const told = await response.json().catch(() => undefined);
  const texts = (told?.messages ?? []).map(({ text }: { readonly text: string }) => text);
  throw new Error(texts.join(' ') || `The server answered ${response.status} ${response.statusText}.`);
}
