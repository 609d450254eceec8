import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApp } from '../conf/app';
import { readCollections } from '../conf/collections';
import { Engine } from '../engine/engine';
import { EventStore } from '../ingest/event-store';
import { KvStore } from '../jobs/kv-store';
import { prepareLoaded } from '../jobs/prepare-loaded';
import type { Workbench } from '../jobs/workbench';
import { formatFileReport } from '../load-report';
import { ArgumentFaults } from './arguments';

const APP_DIR = join(__dirname, '..', '..', 'dist', 'smtp_watch');

export interface FilesRequest {
  readonly files: readonly string[];
  readonly sourcetype: string | undefined;
  /** Throws when what will be asked cannot be; called before any file is read. */
  readonly check: (workbench: Workbench) => void | Promise<void>;
  /** Takes what is to be known of the files, line by line. */
  readonly note: (line: string) => void;
}

/** A folder for what the search changes, which goes when the program ends; says so of lookup files that go with it. */
function temporaryState(note: (line: string) => void): string {
  const dir = mkdtempSync(join(tmpdir(), 'smtp-watch-'));
  process.once('exit', () => {
    const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((path) => path.endsWith('.csv'))) {
      note(`${name} lasted for this search alone: only "npm start" keeps what searches write`);
    }
    rmSync(dir, { recursive: true });
  });
  return dir;
}

/**
 * Loads the files into a database of their own, runs the app's searches that others rest on, and lets `work` search it.
 * Throws when no file could be loaded.
 */
export async function withFiles<T>(
  request: FilesRequest,
  work: (workbench: Workbench) => Promise<T>,
): Promise<T> {
  const { files, sourcetype, check, note } = request;
  const app = readApp(APP_DIR, temporaryState(note));
  const kv = new KvStore(readCollections(app));
  const engine = await Engine.open();
  try {
    await check({ engine, app, kv, tables: [] });
    const store = await EventStore.open(engine, app);
    const loaded = await store.load({ files, ...(sourcetype !== undefined && { sourcetype }) });
    for (const report of loaded.files) {
      if (report.error !== undefined) process.exitCode = 1;
      const isClean = report.error === undefined && report.skippedCount === 0 && report.warningCount === 0;
      if (!isClean) for (const line of formatFileReport(report)) note(line);
    }
    if (loaded.tables.length === 0) throw new Error('no events could be loaded');
    const workbench: Workbench = {
      engine,
      app,
      kv,
      events: store,
      get tables() {
        return store.tables;
      },
    };
    await prepareLoaded(workbench, note);
    return await work(workbench);
  } finally {
    engine.close();
  }
}

/** Runs a command line's work; what it throws goes to standard error, and the exit code is 1 then. */
export function runCommandLine(work: () => Promise<void>, usage: string): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  // Only a process that exits by itself ends the search commands that it has started.
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => process.exit(code));
  work().catch((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    console.error(error instanceof ArgumentFaults ? `${text}\n\n${usage}` : text);
    process.exitCode = 1;
  });
}
