import type { AppConf } from '../conf/app';
import { readProps, type SourcetypeProps } from '../conf/props';
import type { Engine } from '../engine/engine';
import { type Collected, forgetCollected, isCollectedFrom, storeCollected } from './collected';
import { DatabaseFault, leaveFile, type OpenedDatabase, openDatabase, openInMemory } from './event-database';
import type { EventTable } from './event-table';
import { eventTables } from './event-tables';
import type { FileReport } from './file-report';
import { fingerprint } from './fingerprint';
import { FollowedFile } from './followed-file';
import { type GivenFiles, type LoadOptions, type LoadResult, loadFile } from './load-file';
import { settle } from './settle';
import type { TimeRange } from './write-events';

export interface StoreOptions {
  /** The file of the database; it lies in memory when there is none. */
  readonly path?: string;
  /** Takes sentences on the database: why it lies in memory, or is made anew. */
  readonly note?: (sentence: string) => void;
}

/** Whether the database itself has failed: DuckDB names the kind of fault first. */
function isDatabaseFault(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(?:IO|FATAL|INTERNAL|TransactionContext|Serialization) Error/.test(error.message)
  );
}

function givenSourcetype(known: ReadonlyMap<string, SourcetypeProps>, given: string | undefined): void {
  if (given === undefined || known.has(given)) return;
  throw new Error(`sourcetype ${given} is not known, expected ${[...known.keys()].join(', ')}`);
}

/** The events that are loaded, in a database of their own; changes come one after the other. */
export class EventStore {
  readonly #engine: Engine;
  readonly #props: ReadonlyMap<string, SourcetypeProps>;
  readonly #note: (sentence: string) => void;
  #database: OpenedDatabase;
  #followed: readonly FollowedFile[] = [];
  #sourcetype: string | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** The files that are searched: what each is called by now, and where it lies. */
  #given: GivenFiles = new Map();

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
    const { catalog } = this.#database;
    const sources = new Map([...this.#given].map(([id, { source }]) => [id, source]));
    for (const file of catalog.files.values())
      if (isCollectedFrom(file, this.#given)) sources.set(file.id, file.source);
    return eventTables(catalog, sources);
  }

  /**
   * Makes the events of these files those that are searched; what is stored of them already is not read again. A file or
   * line that cannot be read is reported and the rest is loaded; a fault in the app's conf files or in the options throws
   * before any is. Throws Interrupted once the signal is aborted.
   */
  async load(options: LoadOptions): Promise<LoadResult> {
    givenSourcetype(this.#props, options.sourcetype);
    this.#sourcetype = options.sourcetype;
    return this.#exclusively(() => this.#loadOrLeave(options));
  }

  /**
   * Reads what the files of the last load have grown by; gives the time range of new events, if there are any. Throws
   * DatabaseFault.
   */
  async readOn(): Promise<TimeRange | undefined> {
    return this.#changing(() => this.#readOn());
  }

  async #readOn(): Promise<TimeRange | undefined> {
    const { catalog } = this.#database;
    const options = { catalog, props: this.#props, sourcetype: this.#sourcetype };
    const ranges: TimeRange[] = [];
    for (const followed of this.#followed) {
      for (const { stored, range } of await followed.readOn(options)) {
        this.#given.set(stored.id, { source: followed.file, path: stored.path });
        if (range) ranges.push(range);
      }
    }
    if (ranges.length === 0) return undefined;
    await this.#shareWork();
    const [earliest, latest] = [ranges.map((range) => range.earliest), ranges.map((range) => range.latest)];
    return { earliest: Math.min(...earliest), latest: Math.max(...latest) };
  }

  /**
   * Adds events that a search has made; they are on the disk when this resolves, and searches that begin then see them.
   * Throws DatabaseFault.
   */
  collect(collected: Collected): Promise<void> {
    return this.#changing(() => storeCollected(this.#database.catalog, this.#props, collected, this.#given));
  }

  /** Forgets what a saved search has collected over the files that are searched. Throws DatabaseFault. */
  forgetCollected(savedSearch: string): Promise<void> {
    return this.#changing(() => forgetCollected(this.#database.catalog, savedSearch, this.#given));
  }

  /** Lets go of the files that were read on. */
  async endFollowing(): Promise<void> {
    await this.#exclusively(async () => {
      for (const followed of this.#followed) await followed.close();
    });
  }

  #shareWork(): Promise<void> {
    return this.#engine.shareWork(this.tables.reduce((sum, { events }) => sum + events, 0));
  }

  async #changing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#exclusively(work);
    } catch (error) {
      const { path } = this.#database;
      throw path === undefined || !isDatabaseFault(error) ? error : new DatabaseFault(path, error);
    }
  }

  /** Changes of the database wait for one another. */
  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #loadOrLeave(options: LoadOptions): Promise<LoadResult> {
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
    for (const file of options.files) {
      const { catalog } = this.#database;
      reports.push(await loadFile(catalog, this.#props, file, options, this.#given));
    }
    await settle(this.#database.catalog, options.files, this.#given);
    await this.#shareWork();
    for (const followed of this.#followed) await followed.close();
    this.#followed = [...new Set(options.files)].map((file) => new FollowedFile(file));
    return { tables: this.tables, files: reports };
  }
}
