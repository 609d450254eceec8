import { realpathSync } from 'node:fs';
import type { AppConf } from '../conf/app';
import { readProps, type SourcetypeProps } from '../conf/props';
import { type Engine, Interrupted } from '../engine/engine';
import { isGzip } from './bytes';
import { leaveFile, type OpenedDatabase, openDatabase, openInMemory } from './event-database';
import type { EventTable } from './event-table';
import { eventTables } from './event-tables';
import { withFile } from './file-mark';
import { type FileReport, NOTHING_FOUND } from './file-report';
import { fingerprint } from './fingerprint';
import { sourcetypeOf } from './given-file';
import { findStored, type OpenFile, readFile } from './read-file';
import { reportOf, type StoredFile } from './stored-file';

/** How far the loading of a file is: bytes and lines read since the last word of it. */
export interface LoadProgress {
  readonly file: string;
  readonly phase: 'lines' | 'fields';
  readonly bytes: number;
  readonly lines: number;
}

export interface LoadOptions {
  readonly files: readonly string[];
  /** The sourcetype of all files; told by each file's content when absent. */
  readonly sourcetype?: string;
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
}

export interface LoadResult {
  readonly tables: readonly EventTable[];
  readonly files: readonly FileReport[];
}

export interface StoreOptions {
  /** The file of the database; it lies in memory when there is none. */
  readonly path?: string;
  /** Takes sentences on the database: why it lies in memory, or is made anew. */
  readonly note?: (sentence: string) => void;
}

interface Given {
  readonly source: string;
  readonly path: string;
}

/** A file that no start has been given for so long is forgotten with its events. */
const KEPT_SECONDS = 30 * 86_400;

function givenSourcetype(known: ReadonlyMap<string, SourcetypeProps>, given: string | undefined): void {
  if (given === undefined || known.has(given)) return;
  throw new Error(`sourcetype ${given} is not known, expected ${[...known.keys()].join(', ')}`);
}

/** Whether the database itself has failed: DuckDB names the kind of fault first. */
function isDatabaseFault(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(?:IO|FATAL|INTERNAL|TransactionContext|Serialization) Error/.test(error.message)
  );
}

/** The events that are loaded, in a database of their own; changes come one after the other. */
export class EventStore {
  readonly #engine: Engine;
  readonly #props: ReadonlyMap<string, SourcetypeProps>;
  readonly #note: (sentence: string) => void;
  #database: OpenedDatabase;
  /** The files that are searched: what each is called by now, and where it lies. */
  #given = new Map<number, Given>();

  private constructor(
    engine: Engine,
    props: ReadonlyMap<string, SourcetypeProps>,
    database: OpenedDatabase,
    note: StoreOptions['note'],
  ) {
    this.#engine = engine;
    this.#props = props;
    this.#database = database;
    this.#note = note ?? (() => undefined);
    if (database.notice !== undefined) this.#note(database.notice);
  }

  /** The store in that file, or in memory. Throws ConfError for a fault in the app's conf files. */
  static async open(engine: Engine, app: AppConf, { path, note }: StoreOptions = {}): Promise<EventStore> {
    const props = readProps(app);
    const database = path === undefined ? openInMemory(engine) : openDatabase(engine, path, fingerprint(app));
    return new EventStore(engine, props, await database, note);
  }

  /** The events that a search sees which starts now. */
  get tables(): EventTable[] {
    const sources = [...this.#given].map(([id, { source }]) => [id, source] as const);
    return eventTables(this.#database.catalog, new Map(sources));
  }

  /**
   * Makes the events of these files those that are searched; what is stored of them already is not read again. A file or
   * line that cannot be read is reported and the rest is loaded; a fault in the app's conf files or in the options throws
   * before any is. Throws Interrupted once the signal is aborted.
   */
  async load(options: LoadOptions): Promise<LoadResult> {
    givenSourcetype(this.#props, options.sourcetype);
    try {
      return await this.#load(options);
    } catch (error) {
      const { path } = this.#database;
      if (path === undefined || !isDatabaseFault(error)) throw error;
      this.#database = await leaveFile(this.#engine, path, error);
      this.#note(this.#database.notice ?? '');
      return this.#load(options);
    }
  }

  async #load(options: LoadOptions): Promise<LoadResult> {
    this.#given = new Map();
    const reports: FileReport[] = [];
    for (const file of options.files) reports.push(await this.#loadFile(file, options));
    await this.#settle(options.files);
    return { tables: this.tables, files: reports };
  }

  async #loadFile(file: string, options: LoadOptions): Promise<FileReport> {
    const { onProgress, signal, sourcetype } = options;
    if (signal?.aborted) throw new Interrupted();
    const props = await sourcetypeOf(file, this.#props, sourcetype);
    if (typeof props === 'string') return { file, ...NOTHING_FOUND, error: props };
    const isPacked = await isGzip(file);
    const { catalog } = this.#database;
    return withFile(file, async (handle) => {
      const open: OpenFile = { handle, file, path: realpathSync(file), isPacked, props };
      const known = await findStored(catalog, open);
      const tell = (phase: LoadProgress['phase'], bytes = 0, lines = 0): void =>
        onProgress?.({ file, phase, bytes, lines });
      if (known) tell('lines', known.mark.bytes, known.counts.events);
      const { size } = await handle.stat();
      if (known && known.mark.bytes === size) return this.#giveKnown(known, open);
      const read = await readFile(catalog, open, known, {
        signal,
        onLines: (bytes, lines) => tell('lines', bytes, lines),
        onFields: () => tell('fields'),
      });
      this.#given.set(read.id, { source: file, path: open.path });
      return reportOf(read, file);
    });
  }

  #giveKnown(known: StoredFile, { file, path }: OpenFile): FileReport {
    const other = this.#given.get(known.id);
    if (other) return { ...reportOf(known, file), events: 0, sameAs: other.source };
    this.#given.set(known.id, { source: file, path });
    return { ...reportOf(known, file), isKnown: true };
  }

  /** Remembers which files were asked for; forgets what stood in their places before, and what no one asks for. */
  async #settle(files: readonly string[]): Promise<void> {
    const { catalog } = this.#database;
    const now = Date.now() / 1000;
    const paths = new Set(files.flatMap((file) => realPathOf(file)));
    const all = [...catalog.files.values()];
    await catalog.change(async (change) => {
      for (const stored of all) {
        const given = this.#given.get(stored.id);
        const isGone = paths.has(stored.path) || now - stored.askedAt > KEPT_SECONDS;
        if (given) await change.put({ ...stored, path: given.path, askedAt: now });
        else if (isGone) await change.drop(stored);
      }
    });
  }
}

function realPathOf(file: string): string[] {
  try {
    return [realpathSync(file)];
  } catch {
    return [];
  }
}
