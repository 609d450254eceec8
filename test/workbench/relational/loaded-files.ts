import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { readCollections } from '../../../workbench/conf/collections';
import { Engine } from '../../../workbench/engine/engine';
import { EventStore } from '../../../workbench/ingest/event-store';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { prepareLoaded } from '../../../workbench/jobs/prepare-loaded';
import type { Workbench } from '../../../workbench/jobs/workbench';

export const ROOT = join(__dirname, '..', '..', '..');

export interface Loaded {
  readonly workbench: Workbench;
  close(): void;
}

/** The built app with these files loaded, as a command line does it. */
export async function loadFiles(files: readonly string[]): Promise<Loaded> {
  const state = mkdtempSync(join(tmpdir(), 'smtp-watch-'));
  const app = readApp(join(ROOT, 'dist', 'smtp_watch'), state);
  const engine = await Engine.open();
  const store = await EventStore.open(engine, app);
  await store.load({ files: files.map((file) => join(ROOT, file)) });
  const workbench: Workbench = {
    engine,
    app,
    kv: new KvStore(readCollections(app)),
    events: store,
    get tables() {
      return store.tables;
    },
  };
  await prepareLoaded(workbench, () => undefined);
  return {
    workbench,
    close: () => {
      engine.close();
      rmSync(state, { recursive: true });
    },
  };
}
