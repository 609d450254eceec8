import type { Engine } from '../engine/engine';
import type { MemoryGuard } from './memory-guard';

/** What a search asks of the database. */
export type Database = Pick<Engine, 'run' | 'query' | 'createTable' | 'appender'>;

const MOST_TRIES = 4;

/** Whether the database refused a statement for want of memory or of room on the disk it spills to. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && /^Out of Memory/i.test(error.message);
}

/** The database for one search: a statement that is refused memory runs again when a larger search can make room. */
export function guardedDatabase(engine: Engine, guard: MemoryGuard, controller: AbortController): Database {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (tries === MOST_TRIES || !isOutOfMemory(error) || !(await guard.makeRoom(controller))) throw error;
      }
    }
  };
  return {
    run: (sql, signal) => guarded(() => engine.run(sql, signal)),
    query: (sql, signal) => guarded(() => engine.query(sql, signal)),
    createTable: (table, columns) => engine.createTable(table, columns),
    appender: (table, columns) => engine.appender(table, columns),
  };
}
