import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readApp } from './conf/app';
import { readCollections } from './conf/collections';
import { Engine } from './engine/engine';
import type { EventStore } from './ingest/event-store';
import { follow } from './ingest/follow';
import type { LoadResult } from './ingest/load-file';
import { knowledgeFaults } from './jobs/knowledge';
import { KvStore } from './jobs/kv-store';
import { checkQuery as checkSearchable, searcherOf } from './jobs/searcher';
import type { Workbench } from './jobs/workbench';
import { LoadProgress } from './load-progress';
import { formatFileReport } from './load-report';
import { openEvents } from './open-events';
import type { Account } from './rest/session';
import { runScheduled } from './run-scheduled';
import { keepSampleKnowledge, sampleFiles } from './sample-company';
import { type ServeOptions, serve, waitingFor } from './serve';
import { ArgumentError, parseStartArguments, type StartArguments, USAGE } from './start-arguments';
import { defaultStateDir } from './state-folder';
import type { LoadingState } from './web/pages';
import { listen } from './web/server';
import { readSite } from './web/site';

const ROOT = join(__dirname, '..');
const APP_DIR = join(ROOT, 'dist', 'smtp_watch');
const DEFAULT_PORT = 8000;
const PROGRESS_INTERVAL_MS = 3000;

export interface StartOptions {
  /** The sample company's logs when there are none. */
  readonly files?: readonly string[];
  /** 0 takes a free one. */
  readonly port?: number;
  /** A random one when absent. */
  readonly password?: string;
  /** Users besides `admin`, with their roles. */
  readonly accounts?: readonly Account[];
  readonly sourcetype?: string;
  /** Reads on what the files grow by. */
  readonly follow?: boolean;
  /** Alerts and reports run by themselves; they do when absent. */
  readonly alerts?: boolean;
  /** The built app when absent. */
  readonly appDir?: string;
  /** Where loaded events, the KV store and written lookups lie, for one workbench at a time. The user's own folder for data when absent. */
  readonly stateDir?: string;
  /** Takes sentences that whoever started the workbench should read. */
  readonly note?: (sentence: string) => void;
}

export interface RunningWorkbench {
  readonly port: number;
  /** The password of `admin` for API clients. */
  readonly password: string;
  /** What became of the files, once all are loaded. Rejects when nothing could be loaded for a fault in the app or the options. */
  readonly loaded: Promise<LoadResult>;
  /** Resolves when the scheduled searches have run over what is loaded, alerts among them; rejects when there is nothing to run them over. */
  readonly scheduled: Promise<void>;
  /** How far the loading is. */
  loading(): LoadingState;
  close(): Promise<void>;
}

function isAllLost({ files }: LoadResult): boolean {
  return files.every(({ events, error }) => events === 0 && error !== undefined);
}

/** What searches work on; its tables are those that are loaded when it is asked for them. */
function workbenchOver(store: EventStore, parts: Pick<Workbench, 'engine' | 'app' | 'kv'>): Workbench {
  return {
    ...parts,
    events: store,
    get tables() {
      return store.tables;
    },
  };
}

interface Loading {
  readonly loaded: Promise<LoadResult>;
  readonly progress: LoadProgress;
  stop(): void;
}

/** Loads the files into the store as soon as it is open. */
function startLoading(opened: Promise<EventStore>, { files = [], sourcetype }: StartOptions): Loading {
  const given = files.length > 0 ? files : sampleFiles();
  const progress = new LoadProgress(given);
  const stopping = new AbortController();
  const loaded = opened
    .then((store) =>
      store.load({
        files: given,
        onProgress: (read) => progress.add(read),
        signal: stopping.signal,
        ...(sourcetype !== undefined && { sourcetype }),
      }),
    )
    .finally(() => progress.end());
  return { loaded, progress, stop: () => stopping.abort() };
}

/** Serves the app on the loopback address at once, and loads the files; searches and pages wait until that is done. */
export async function startWorkbench(options: StartOptions = {}): Promise<RunningWorkbench> {
  const { note = () => undefined, password = randomBytes(12).toString('base64url'), accounts = [] } = options;
  const { stateDir = defaultStateDir(), follow: isFollowing = false } = options;
  const app = readApp(options.appDir ?? APP_DIR, stateDir);
  const site = readSite(app);
  for (const fault of knowledgeFaults({ app })) note(fault);
  const kv = new KvStore(readCollections(app), stateDir);
  const listener = await listen(options.port ?? DEFAULT_PORT);
  const engine = await Engine.open();
  const opened = openEvents(engine, app, { kv, dir: stateDir }, note).then((store) => {
    keepSampleKnowledge(kv, (options.files ?? []).length === 0);
    return store;
  });
  const { loaded, progress, stop } = startLoading(opened, options);
  const ready = loaded.then(async (result) => {
    if (isAllLost(result) && !isFollowing) throw new Error('no log file could be loaded');
    return searcherOf(workbenchOver(await opened, { engine, app, kv }));
  });
  const onFault = (error: unknown): void =>
    note(`files are no longer followed: ${error instanceof Error ? error.message : String(error)}`);
  const following = isFollowing ? loaded.then(async () => follow(await opened, onFault)) : undefined;
  following?.catch(() => undefined);
  const loading = (): LoadingState => progress.state();
  const checkQuery: ServeOptions['checkQuery'] = (query) =>
    checkSearchable({ engine, app, kv, tables: [] }, query);
  let setPrepared = (): void => undefined;
  const prepared = new Promise<void>((resolve) => {
    setPrepared = resolve;
  });
  const server = serve(listener, {
    app,
    site,
    password,
    accounts,
    kv,
    ready,
    prepared,
    loading,
    checkQuery,
    alerts: options.alerts ?? true,
    note,
  });
  const scheduled = ready
    .then(async () => runScheduled(server.scheduler, { events: await opened, kv }, isFollowing, setPrepared))
    .finally(setPrepared);
  scheduled.catch(() => undefined);
  return {
    port: server.port,
    password,
    loaded,
    scheduled,
    loading,
    async close() {
      stop();
      await server.close();
      // The database may not be closed under a load or a search that goes on.
      await scheduled.catch(() => undefined);
      await following?.then(({ stop: unfollow }) => unfollow()).catch(() => undefined);
      engine.close();
      kv.close();
    },
  };
}

function printLoaded(result: LoadResult): void {
  for (const line of result.files.flatMap(formatFileReport)) console.log(line);
}

function printAddress(
  { port, password }: RunningWorkbench,
  isPasswordGiven: boolean,
  isFollowing: boolean,
): void {
  console.log(`\nSMTP Watch is on http://127.0.0.1:${port}/`);
  const shown = isPasswordGiven ? 'the password given' : `the password ${password}`;
  console.log(`API clients log in at http://127.0.0.1:${port}/services/auth/login as admin with ${shown}`);
  if (isFollowing) console.log('What the files grow by is read every second');
  console.log('Ctrl-C ends it');
}

function tellWhenScheduled({ scheduled }: RunningWorkbench): void {
  scheduled.then(
    () => console.log('The scheduled searches have run over what is loaded'),
    () => undefined,
  );
}

async function run(args: StartArguments): Promise<void> {
  const workbench = await startWorkbench({ ...args, note: (sentence) => console.error(sentence) });
  let isEnding = false;
  const end = (): void => {
    isEnding = true;
    void workbench.close().then(() => process.exit(0));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const ticker = setInterval(() => console.error(waitingFor(workbench.loading())), PROGRESS_INTERVAL_MS);
  try {
    const result = await workbench.loaded.finally(() => clearInterval(ticker));
    printLoaded(result);
    if (isAllLost(result) && !args.follow) throw new Error('no log file could be loaded');
    printAddress(workbench, args.password !== undefined, args.follow);
    tellWhenScheduled(workbench);
  } catch (error) {
    if (isEnding) return;
    await workbench.close();
    throw error;
  }
}

async function main(): Promise<void> {
  try {
    const args = parseStartArguments(process.argv.slice(2));
    if (args.isHelp) console.log(USAGE);
    else await run(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    if (error instanceof ArgumentError) console.error('see --help');
    process.exitCode = 1;
  }
}

if (require.main === module) void main();
