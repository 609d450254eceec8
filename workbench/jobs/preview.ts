import type { EventTable } from '../ingest/event-table';
import { runSearch, type SearchRequest } from './run-search';
import type { SearchResult } from './search-result';
import type { Workbench } from './workbench';

/** The time of the n-th newest event. */
async function timeOfNewest({ engine, tables }: Workbench, events: number): Promise<number> {
  const times = tables.map(
    ({ from, columns }) => `SELECT _time FROM ${from(columns)} WHERE _time IS NOT NULL`,
  );
  const newest = `SELECT _time FROM (${times.join(' UNION ALL ')}) ORDER BY _time DESC LIMIT ${events}`;
  const { columns } = await engine.query(`SELECT min(_time) FROM (${newest})`);
  return Number(columns[0]?.[0] ?? 0);
}

async function since({ engine }: Workbench, table: EventTable, time: number): Promise<EventTable> {
  const from: EventTable['from'] = (columns) =>
    `(SELECT * FROM ${table.from(columns)} WHERE _time >= ${time})`;
  const { columns } = await engine.query(`SELECT count(*) FROM ${from(table.columns)}`);
  return { ...table, from, events: Number(columns[0]?.[0] ?? 0) };
}

/**
 * What a search makes of the newest events, about so many: a preview of what it will find. Throws NoPreview for a search
 * that starts programs, and else as `runSearch` does.
 */
export async function previewSearch(
  workbench: Workbench,
  request: SearchRequest,
  events: number,
): Promise<SearchResult> {
  const { tables } = workbench;
  const total = tables.reduce((sum, table) => sum + table.events, 0);
  const time = total > events ? await timeOfNewest(workbench, events) : 0;
  const newest =
    total > events ? await Promise.all(tables.map((table) => since(workbench, table, time))) : tables;
  const result = await runSearch({ ...workbench, tables: newest }, { ...request, isPreview: true });
  const text = `these are the results of the newest ${result.scanCount} of ${total} events`;
  return { ...result, messages: [...result.messages, { type: 'INFO', text }] };
}
