import type { AppConf } from '../conf/app';
import type { Engine } from '../engine/engine';
import { EventStore, type LoadOptions, type LoadResult } from './event-store';

/** Reads log files into memory; see EventStore.load. */
export async function loadFiles(engine: Engine, app: AppConf, options: LoadOptions): Promise<LoadResult> {
  const store = await EventStore.open(engine, app);
  return store.load(options);
}
