import { join } from 'node:path';
import type { AppConf } from './conf/app';
import type { Engine } from './engine/engine';
import { EventStore } from './ingest/event-store';
import type { KvStore } from './jobs/kv-store';

const FILE = 'events.duckdb';

/**
 * The store of loaded events in the state folder, which the KV store locks; both are in memory when the folder cannot be
 * had, and a sentence that says why goes to `note`. Throws ConfError for a fault in the app's conf files.
 */
export async function openEvents(
  engine: Engine,
  app: AppConf,
  state: { readonly kv: KvStore; readonly dir: string },
  note: (sentence: string) => void,
): Promise<EventStore> {
  try {
    state.kv.open();
  } catch (error) {
    note(`${(error as Error).message}; loaded data and the KV store stay in memory`);
    state.kv.leaveFolder();
    return EventStore.open(engine, app, { note });
  }
  return EventStore.open(engine, app, { path: join(state.dir, FILE), note });
}
