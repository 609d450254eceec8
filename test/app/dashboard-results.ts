import { join } from 'node:path';
import { eventSearch } from '../../app/events/event-search';
import type { Dashboard, EventSource } from '../../app/model/dashboard';
import { type InputValues, valuesOf } from '../../app/model/input';
import type { Panel } from '../../app/model/panel';
import { type Row, textOf } from '../../app/search/rows';
import { fillSearches, fillSource, tokensOf } from '../../app/search/tokens';
import { seenPart } from '../../app/shell/seen-part';
import { readApp } from '../../workbench/conf/app';
import { readCollections } from '../../workbench/conf/collections';
import { Engine } from '../../workbench/engine/engine';
import { EventStore } from '../../workbench/ingest/event-store';
import { KvStore } from '../../workbench/jobs/kv-store';
import { prepareLoaded } from '../../workbench/jobs/prepare-loaded';
import { dropResult, runSearch, type SearchResult } from '../../workbench/jobs/run-search';
import type { Workbench } from '../../workbench/jobs/workbench';
import { keepSampleKnowledge } from '../../workbench/sample-company';

const APP = join(__dirname, '..', '..', 'dist', 'smtp_watch');

/** Gives a workbench with log files loaded as `npm start` loads them, and what the people of the sample company own; its searches write lookup files to the folder. */
export async function loadedWorkbench(files: readonly string[], stateDir: string): Promise<Workbench> {
  const app = readApp(APP, stateDir);
  const engine = await Engine.open();
  const events = await EventStore.open(engine, app);
  await events.load({ files });
  const workbench = { engine, app, events, tables: events.tables, kv: new KvStore(readCollections(app)) };
  keepSampleKnowledge(workbench.kv, true);
  await prepareLoaded(workbench, (sentence) => {
    throw new Error(sentence);
  });
  return { ...workbench, tables: events.tables };
}

/** Gives the results of the searches of what is seen of a dashboard over all the data, post-processes on those of their bases. */
export async function resultsOf(
  workbench: Workbench,
  dashboard: Dashboard,
  values: InputValues,
): Promise<Record<string, SearchResult>> {
  const { searches } = seenPart(dashboard, values);
  const filled = Object.entries(fillSearches(searches, tokensOf(dashboard.inputs ?? [], values)));
  const bases = filled.filter(([, { base }]) => base === undefined);
  const results: Record<string, SearchResult> = {};
  for (const [name, { spl, base }] of [...bases, ...filled.filter((each) => !bases.includes(each))]) {
    const from = base === undefined ? undefined : results[base];
    const text = from || /^\s*\|/.test(spl) ? spl : `search ${spl}`;
    results[name] = await runSearch(workbench, { spl: text, ...(from && { base: from }) });
  }
  return results;
}

/** Gives the fields by which a panel selects events. */
export function drilldownOf(panel: Panel): readonly string[] {
  if (panel.kind === 'ranking') return [panel.label];
  if (panel.kind === 'pairs') return [panel.claimed];
  if (panel.kind === 'matrix') return [panel.row.field, panel.column.field, ...(panel.drilldown ?? [])];
  if (panel.kind === 'flow') return [panel.from, panel.to];
  return panel.kind === 'table' || panel.kind === 'band' ? panel.drilldown : [];
}

/** Gives the events that a panel leads to, the inputs at their defaults. */
export function sourceOf({ events, inputs = [] }: Dashboard, panel: Panel): EventSource {
  return fillSource(events[panel.source ?? 'mail']!, tokensOf(inputs, valuesOf(inputs, {})));
}

/** Gives the search for the events that a row of a panel leads to. */
export function searchBehind(dashboard: Dashboard, panel: Panel, row: Row): string {
  const values = drilldownOf(panel).map((field) => [field, textOf(row, field)] as const);
  const filters = Object.fromEntries(values.filter(([, value]) => value !== ''));
  return `search ${eventSearch(sourceOf(dashboard, panel), { filters })}`;
}

/** Tells whether a search finds anything. */
export async function finds(workbench: Workbench, spl: string): Promise<boolean> {
  const result = await runSearch(workbench, { spl: `${spl} | head 1` });
  await dropResult(workbench, result);
  return result.rows > 0;
}
