import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Appender, type SqlColumn } from './appender';
import { type Columns, columnsIn, columnsOf } from './columns';
import { type PreparedQuery, preparedQueries, SEAL } from './queries';
import { quoteName, quoteText } from './quote';
import { SQL_TYPES } from './sql-types';

export type { Appender, SqlColumn } from './appender';
export type { Columns } from './columns';
export { quoteName, quoteText } from './quote';
export type { SqlValue } from './values';

/** Says that a statement ended because its signal was aborted. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor() {
    super('search was cancelled');
  }
}

const MEBIBYTE = 2 ** 20;
/**
 * The rows that DuckDB gives to one thread at a time (https://duckdb.org/docs/stable/guides/performance/how_to_tune_workloads):
 * with fewer, further threads do nothing but wait for each other.
 */
const ROW_GROUP = 122_880;

function settings(): Record<string, string> {
  return {
    threads: '1',
    memory_limit: `${Math.max(512, Math.floor((totalmem() * 0.6) / MEBIBYTE))}MiB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'true',
    temp_directory: join(tmpdir(), `smtp-watch-spill-${process.pid}`),
  };
}

/** Runs one statement and gives all of its rows. */
export type Statement = (sql: string) => Promise<Columns>;

/** A DuckDB database. Statements run side by side, each on a connection of its own and, over few rows, in one thread. */
export class Engine {
  readonly #instance: DuckDBInstance;
  readonly #idle: DuckDBConnection[] = [];
  readonly #open = new Set<DuckDBConnection>();
  #isClosed = false;
  #isSealed = false;
  #isShared = false;

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  /** A database in that file, or in memory. */
  static async open(path = ':memory:'): Promise<Engine> {
    return new Engine(await DuckDBInstance.create(path, settings()));
  }

  /** From now on each statement works on all processors, if so many rows are worth it. */
  async shareWork(rows: number): Promise<void> {
    if (rows <= ROW_GROUP || this.#isShared || this.#isSealed) return;
    this.#isShared = true;
    await this.run(`SET threads = ${availableParallelism()}`);
  }

  /** Runs statements for their effect. Throws Interrupted once the signal is aborted. */
  async run(sql: string, signal?: AbortSignal): Promise<void> {
    await this.#use(signal, (connection) => connection.run(sql));
  }

  /** All rows of a query; for small results, otherwise see `pages`. */
  async query(sql: string, signal?: AbortSignal): Promise<Columns> {
    return this.#use(signal, async (connection) => columnsIn(await connection.run(sql)));
  }

  /** The rows of a query in pages of at most 2,048, made as they are read. */
  async *pages(sql: string, signal?: AbortSignal): AsyncGenerator<Columns> {
    const connection = await this.#take();
    const watch = interruptOn(connection, signal);
    try {
      const result = await connection.stream(sql);
      const names = result.columnNames();
      for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk())
        yield { names, columns: columnsOf(chunk) };
    } catch (error) {
      throw signal?.aborted ? new Interrupted() : error;
    } finally {
      watch.stop();
      this.#discard(connection);
    }
  }

  /**
   * The queries of a text, prepared and not yet run. From then on no statement reaches a file or changes a setting. Throws
   * SqlFault when there is none, or something else in it.
   */
  async prepare(text: string): Promise<PreparedQuery[]> {
    if (!this.#isSealed) await this.run(SEAL);
    this.#isSealed = true;
    return preparedQueries(await this.#take(), text);
  }

  /**
   * Runs statements that take effect together, or not at all when `work` throws. Only one attached database can be
   * changed in it. Throws Interrupted once the signal is aborted.
   */
  async transaction<T>(work: (statement: Statement) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#use(signal, async (connection) => {
      await connection.run('BEGIN');
      try {
        const given = await work(async (sql) => columnsIn(await connection.run(sql)));
        await connection.run('COMMIT');
        return given;
      } catch (error) {
        // After some faults, such as a full disk, there is no transaction left to take back.
        await connection.run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  /** Opens a further database under that name: the one in the file, which is made if need be, or one in memory. */
  async attach(name: string, path = ':memory:'): Promise<void> {
    await this.run(`ATTACH ${quoteText(path)} AS ${quoteName(name)}`);
  }

  /** Lets go of a further database. */
  async detach(name: string): Promise<void> {
    await this.run(`DETACH DATABASE IF EXISTS ${quoteName(name)}`);
  }

  /** Makes an empty table, in an attached database when it is named. Throws when there is one of that name. */
  async createTable(table: string, columns: readonly SqlColumn[], catalog?: string): Promise<void> {
    const list = columns.map(({ name, kind }) => `${quoteName(name)} ${SQL_TYPES[kind]}`);
    const path = [catalog, table].flatMap((name) => (name === undefined ? [] : [quoteName(name)]));
    await this.run(`CREATE TABLE ${path.join('.')} (${list.join(', ')})`);
  }

  /** Fills a table that `createTable` made with the same columns. */
  async appender(table: string, columns: readonly SqlColumn[], catalog?: string): Promise<Appender> {
    const connection = await this.#take();
    return Appender.open(connection, { table, catalog }, columns, () => this.#idle.push(connection));
  }

  /** Interrupts what is running and lets go of the database. */
  close(): void {
    this.#isClosed = true;
    for (const connection of this.#open) {
      connection.interrupt();
      connection.closeSync();
    }
    this.#open.clear();
    this.#idle.length = 0;
    this.#instance.closeSync();
  }

  async #use<T>(
    signal: AbortSignal | undefined,
    work: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) throw new Interrupted();
    const connection = await this.#take();
    const watch = interruptOn(connection, signal);
    try {
      return await work(connection);
    } catch (error) {
      throw signal?.aborted ? new Interrupted() : error;
    } finally {
      watch.stop();
      if (!this.#isClosed) this.#idle.push(connection);
    }
  }

  async #take(): Promise<DuckDBConnection> {
    if (this.#isClosed) throw new Error('the database is closed');
    const idle = this.#idle.pop();
    if (idle) return idle;
    const connection = await this.#instance.connect();
    this.#open.add(connection);
    return connection;
  }

  #discard(connection: DuckDBConnection): void {
    if (!this.#open.delete(connection)) return;
    connection.closeSync();
  }
}

/** An interrupt that comes before the statement starts is lost, so it is repeated until the statement has ended. */
function interruptOn(connection: DuckDBConnection, signal: AbortSignal | undefined): { stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    timer = setTimeout(interrupt, 20);
  };
  signal?.addEventListener('abort', interrupt, { once: true });
  if (signal?.aborted) interrupt();
  return {
    stop: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', interrupt);
    },
  };
}
