import { quoteText } from '../engine/engine';
import type { Column } from '../spl/relation';
import { type EventCatalog, FILE_COLUMN, stored, storedColumns } from './event-catalog';
import type { EventTable } from './event-table';
import { LOADED_INDEX } from './events';
import type { StoredFile } from './stored-file';

/** SQL for the source of an event: what its file is called by now, where that is not what it was called when it was read. */
function sourceSql(files: readonly StoredFile[], sources: ReadonlyMap<number, string>): string {
  const renamed = files.filter(({ id, source }) => sources.get(id) !== source);
  if (renamed.length === 0) return '"source"';
  const cases = renamed.map(({ id }) => `WHEN ${id} THEN ${quoteText(sources.get(id)!)}`);
  return `CASE ${FILE_COLUMN} ${cases.join(' ')} ELSE "source" END`;
}

/** Fields that all of these events have alike: conditions on them then cost nothing. */
function sharedFields(sourcetype: string, files: readonly StoredFile[]): Map<string, string> {
  const shared = new Map([['sourcetype', sourcetype]]);
  return files.every(({ basis }) => basis === undefined) ? shared.set('index', LOADED_INDEX) : shared;
}

/** Which rows of a table are events of these files, as far as they are stored by now. */
function condition(files: readonly StoredFile[], isAll: boolean): string {
  const last = Math.max(...files.map(({ lastSerial }) => lastSerial));
  const ids = files.map(({ id }) => id).join(', ');
  return `"_serial" <= ${last}${isAll ? '' : ` AND ${FILE_COLUMN} IN (${ids})`}`;
}

/**
 * The events of these files, which are given with what each is called, one table a sourcetype. What is added later is not
 * in them, so that all statements of a search see the same events.
 */
export function eventTables(catalog: EventCatalog, sources: ReadonlyMap<number, string>): EventTable[] {
  const files = [...catalog.files.values()];
  return [...catalog.tables.keys()].sort().flatMap((sourcetype) => {
    const all = files.filter((file) => file.sourcetype === sourcetype && file.counts.events > 0);
    const given = all.filter(({ id }) => sources.has(id));
    if (given.length === 0) return [];
    const { table, columns } = catalog.tables.get(sourcetype)!;
    const known = new Set(given.flatMap((file) => file.columns));
    const wanted = columns.filter(({ name }) => known.has(name));
    const names = storedColumns(columns);
    const shared = sharedFields(sourcetype, given);
    const sqlOf = (column: Column): string => {
      const text = shared.get(column.name);
      if (text !== undefined) return quoteText(text);
      return column.name === 'source' ? sourceSql(given, sources) : names[columns.indexOf(column)]!;
    };
    const where = condition(given, given.length === all.length);
    return {
      from(asked) {
        const shown = storedColumns(asked);
        const items = asked.map((column, at) => `${sqlOf(column)} AS ${shown[at]}`);
        return `(SELECT ${items.join(', ')} FROM ${stored(table)} WHERE ${where})`;
      },
      sourcetype,
      columns: wanted,
      shared,
      events: given.reduce((sum, { counts }) => sum + counts.events, 0),
      earliest: Math.min(...given.map(({ earliest }) => earliest)),
      latest: Math.max(...given.map(({ latest }) => latest)),
    };
  });
}
