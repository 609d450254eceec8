import { send } from '../rest/send';

/** A record of a collection; fields that it does not have are absent. */
export interface KvRecord {
  readonly _key?: string;
  readonly [field: string]: string | number | boolean | readonly string[] | undefined;
}

/** MongoDB-like, as Splunk's REST manual writes it under "Query parameters" of storage/collections/data. */
export type KvQuery = Readonly<Record<string, unknown>>;

// kvstore.conf.spec, [kvstore] max_documents_per_batch_save.
const LARGEST_BATCH = 1000;

const JSON_BODY = { 'Content-Type': 'application/json' };

const pathOf = (collection: string, rest: string): string => `storage/collections/data/${collection}${rest}`;

const withQuery = (query: KvQuery | undefined): string =>
  query === undefined ? '' : `?${new URLSearchParams({ query: JSON.stringify(query) })}`;

/** Gives the records of a collection of the app that meet the query; rejects with the server's own message. */
export async function readCollection<R extends KvRecord>(collection: string, query?: KvQuery): Promise<R[]> {
  return (await send(pathOf(collection, withQuery(query)))).json();
}

/** Saves records: one whose `_key` is there is replaced as a whole, others are added. Gives their keys; rejects with the server's own message. */
export async function saveRecords(collection: string, records: readonly KvRecord[]): Promise<string[]> {
  const keys: string[] = [];
  for (let start = 0; start < records.length; start += LARGEST_BATCH) {
    const body = JSON.stringify(records.slice(start, start + LARGEST_BATCH));
    const response = await send(pathOf(collection, '/batch_save'), {
      method: 'POST',
      headers: JSON_BODY,
      body,
    });
    keys.push(...((await response.json()) as string[]));
  }
  return keys;
}

/** Removes the record of a key; rejects with the server's own message. */
export async function removeRecord(collection: string, key: string): Promise<void> {
  const reply = await send(pathOf(collection, `/${encodeURIComponent(key)}`), { method: 'DELETE' });
  // A browser aborts, and logs as failed, a request whose reply nobody reads; what it says does not matter.
  await reply.json().catch(() => undefined);
}
