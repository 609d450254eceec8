import { type Engine, quoteName, type SqlColumn } from '../../../workbench/engine/engine';
import type { EventTable } from '../../../workbench/ingest/event-table';
import { type Column, storedNames } from '../../../workbench/spl/relation';

export type Row = Readonly<Record<string, string | number | readonly string[] | null>>;

/** 2012-03-16T12:30:00Z: the newest row of a case is of this time, each later row a minute older. */
const NEWEST = 1_331_901_000;

function withDefaults(row: Row, at: number): Row {
  const words = Object.entries(row).map(([name, value]) => `${name}=${String(value)}`);
  return {
    _time: NEWEST - at * 60,
    _raw: words.join(' '),
    host: 'h',
    source: 'mail.log',
    sourcetype: 'mail',
    index: 'main',
    linecount: '1',
    ...row,
  };
}

function columnsOf(rows: readonly Row[]): Column[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return names.map((name): Column => {
    if (name === '_time') return { name, kind: 'number' };
    return { name, kind: rows.some((row) => Array.isArray(row[name])) ? 'list' : 'text' };
  });
}

function cell(row: Row, { name, kind }: Column): string | number | readonly string[] | null {
  const value = row[name] ?? null;
  if (value === null || kind === 'number') return value;
  if (kind === 'list') return Array.isArray(value) ? value : [String(value)];
  return String(value);
}

/** A table of events as the ingest makes them: rows in the order that a search finds them, the newest first. */
export async function createEvents(engine: Engine, name: string, rows: readonly Row[]): Promise<EventTable> {
  const events = rows.map(withDefaults);
  const columns: Column[] = [...columnsOf(events), { name: '_serial', kind: 'number' }];
  const stored = storedNames(columns.map((column) => column.name));
  const sqlColumns = columns.map(
    (column, at): SqlColumn => ({
      name: stored[at]!,
      kind: column.name === '_serial' ? 'integer' : column.kind,
    }),
  );
  await engine.createTable(name, sqlColumns);
  const appender = await engine.appender(name, sqlColumns);
  appender.append(
    columns.map((column) =>
      events.map((row, at) => (column.name === '_serial' ? events.length - at : cell(row, column))),
    ),
  );
  appender.close();
  return {
    from: () => quoteName(name),
    sourcetype: 'mail',
    columns,
    shared: new Map(),
    events: events.length,
    earliest: 0,
    latest: 0,
  };
}
