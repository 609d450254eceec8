import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApp } from '../../workbench/conf/app';
import { readCollections } from '../../workbench/conf/collections';
import { Engine } from '../../workbench/engine/engine';
import { EventStore } from '../../workbench/ingest/event-store';
import { KvStore } from '../../workbench/jobs/kv-store';
import { prepareLoaded } from '../../workbench/jobs/prepare-loaded';
import { dropResult, readRows, runSearch } from '../../workbench/jobs/run-search';
import type { Workbench } from '../../workbench/jobs/workbench';

export type Row = Readonly<Record<string, unknown>>;

const MOST_ROWS = 1_000_000;

/** The app as it stands in the repository. */
export const APP = readApp(join(__dirname, '..', '..'));

/** Logs, and what the scheduled searches that others rest on made of them. Throws what one of those says of a failure. */
export async function openWorkbench(files: readonly string[]): Promise<Workbench> {
  const engine = await Engine.open();
  const stateDir = mkdtempSync(join(tmpdir(), 'smtp-watch-loaded-'));
  const events = await EventStore.open(engine, APP);
  await events.load({ files });
  const workbench = {
    engine,
    app: { ...APP, stateDir },
    events,
    kv: new KvStore(readCollections(APP)),
    get tables() {
      return events.tables;
    },
  };
  try {
    await prepareLoaded(workbench, (sentence) => {
      throw new Error(sentence);
    });
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
  return workbench;
}

/** The rows of a search, without the fields that a row does not have. */
export async function rowsOf(workbench: Workbench, spl: string): Promise<Row[]> {
  const result = await runSearch(workbench, { spl });
  const { fields, rows } = await readRows(workbench, result, { offset: 0, count: MOST_ROWS });
  await dropResult(workbench, result);
  return rows.map((row) =>
    Object.fromEntries(fields.flatMap((name, at) => (row[at] === null ? [] : [[name, row[at]]]))),
  );
}
