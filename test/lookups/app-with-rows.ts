import { join } from 'node:path';
import { rowFormatter } from '../../workbench/command-line/format-rows';
import type { User } from '../../workbench/conf/access';
import { readApp } from '../../workbench/conf/app';
import { readCollections } from '../../workbench/conf/collections';
import { Engine } from '../../workbench/engine/engine';
import { loadFiles } from '../../workbench/ingest/load';
import { KvStore } from '../../workbench/jobs/kv-store';
import { dropResult, readRows, runSearch } from '../../workbench/jobs/run-search';
import type { Workbench } from '../../workbench/jobs/workbench';
import { createEvents, type Row } from '../workbench/spl/event-table';

/** The app as it is built. */
export const BUILT_APP = join(__dirname, '..', '..', 'dist', 'smtp_watch');
const MOST_ROWS = 100_000;

type Record = Readonly<{ [field: string]: string | number }>;
type Found = Readonly<{ [field: string]: string | readonly string[] }>;

/** The built app with events and records of a test's own in its collections. */
export class AppWithRows {
  readonly #workbench: Workbench;
  readonly #engine: Engine;

  private constructor(engine: Engine, workbench: Workbench) {
    this.#engine = engine;
    this.#workbench = workbench;
  }

  /** With a state folder, lookup files that searches write are kept there. */
  static async open(rows: readonly Row[], dir = BUILT_APP, stateDir?: string): Promise<AppWithRows> {
    const app = readApp(dir, stateDir);
    const engine = await Engine.open();
    const kv = new KvStore(readCollections(app));
    return new AppWithRows(engine, { engine, app, kv, tables: [await createEvents(engine, 'events', rows)] });
  }

  static async ofFiles(...files: string[]): Promise<AppWithRows> {
    const app = readApp(BUILT_APP);
    const engine = await Engine.open();
    const { tables } = await loadFiles(engine, app, { files });
    return new AppWithRows(engine, { engine, app, kv: new KvStore(readCollections(app)), tables });
  }

  /** Puts the records in the place of all that the collection holds. */
  keep(collection: string, records: readonly Record[]): void {
    const mode = { keepsOthers: false, updates: true };
    this.#workbench.kv.write({ collection, user: 'nobody' }, records, mode);
  }

  /** The rows of a search without absent fields, as it is at the time given. */
  async rows(spl: string, { now, user }: { now?: number; user?: User } = {}): Promise<Found[]> {
    const workbench = { ...this.#workbench, ...(user && { user }) };
    const result = await runSearch(workbench, { spl, ...(now !== undefined && { now }) });
    const page = await readRows(workbench, result, { offset: 0, count: MOST_ROWS });
    await dropResult(workbench, result);
    return rowFormatter('json')(page, true).map((line) => JSON.parse(line) as Found);
  }

  close(): void {
    this.#engine.close();
  }
}
