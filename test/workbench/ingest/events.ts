import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { Engine, quoteName, type SqlValue } from '../../../workbench/engine/engine';
import type { EventTable } from '../../../workbench/ingest/event-table';
import type { FileReport } from '../../../workbench/ingest/file-report';
import { loadFiles } from '../../../workbench/ingest/load';
import { storedNames } from '../../../workbench/spl/relation';

export const ROOT = join(__dirname, '..', '..', '..');

export type Event = Readonly<Record<string, SqlValue>>;

export interface LoadedEvents {
  /** Events with the fields they have, in load order. */
  readonly events: Event[];
  readonly files: readonly FileReport[];
}

/** Every event of the tables as an object without absent fields, in load order. */
export async function eventsIn(engine: Engine, tables: readonly EventTable[]): Promise<Event[]> {
  const events: Event[] = [];
  for (const table of tables) {
    const names = table.columns.map(({ name }) => name);
    const list = storedNames(names).map(quoteName).join(', ');
    const { columns } = await engine.query(`SELECT ${list} FROM ${table.from(table.columns)}`);
    for (let row = 0; row < (columns[0]?.length ?? 0); row++) {
      const present = names.flatMap((name, at): [string, SqlValue][] => {
        const value = columns[at]![row] ?? null;
        return value === null ? [] : [[name, value]];
      });
      events.push(Object.fromEntries(present));
    }
  }
  return events.sort((a, b) => Number(a['_serial']) - Number(b['_serial']));
}

/** Loads files by the app's own conf and gives back every event as an object without absent fields. */
export async function loadEvents(files: readonly string[], sourcetype?: string): Promise<LoadedEvents> {
  const engine = await Engine.open();
  try {
    const result = await loadFiles(engine, readApp(ROOT), {
      files,
      ...(sourcetype !== undefined && { sourcetype }),
    });
    return { events: await eventsIn(engine, result.tables), files: result.files };
  } finally {
    engine.close();
  }
}
