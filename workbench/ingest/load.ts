import type { AppConf } from '../conf/app';
import type { Engine } from '../engine/engine';
import { EventStore } from './event-store';
import type { LoadOptions, LoadResult } from './load-file';

/** Reads log files into memory; see EventStore.load. */
export async function loadFiles(engine: Engine, app: AppConf, options: LoadOptions): Promise<LoadResult> {
  const store = await EventStore.open(engine, app);
  return store.load(options);
}
