import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventSearch } from '../../app/events/event-search';
import type { Dashboard } from '../../app/model/dashboard';
import { type InputValues, valuesOf } from '../../app/model/input';
import type { Panel } from '../../app/model/panel';
import { namedRows, type Row, textOf } from '../../app/search/rows';
import { fillSearches, fillSource, tokensOf } from '../../app/search/tokens';
import { seenPart } from '../../app/shell/seen-part';
import { readApp } from '../../workbench/conf/app';
import { readCollections } from '../../workbench/conf/collections';
import { Engine } from '../../workbench/engine/engine';
import { EventStore } from '../../workbench/ingest/event-store';
import { KvStore } from '../../workbench/jobs/kv-store';
import { prepareLoaded } from '../../workbench/jobs/prepare-loaded';
import { dropResult, readRows, runSearch, type SearchResult } from '../../workbench/jobs/run-search';
import type { Workbench } from '../../workbench/jobs/workbench';
import { keepSampleKnowledge, sampleFiles } from '../../workbench/sample-company';
import { DASHBOARDS } from './dashboards';

const APP = join(__dirname, '..', '..', 'dist', 'smtp_watch');

/** Where searches write lookup files to. */
let stateDir: string;
let workbench: Workbench;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'smtp-watch-searches-'));
  const app = readApp(APP, stateDir);
  const engine = await Engine.open();
  const events = await EventStore.open(engine, app);
  await events.load({ files: sampleFiles() });
  workbench = { engine, app, events, tables: events.tables, kv: new KvStore(readCollections(app)) };
  keepSampleKnowledge(workbench.kv, true);
  await prepareLoaded(workbench, (sentence) => {
    throw new Error(sentence);
  });
  workbench = { ...workbench, tables: events.tables };
}, 60_000);
afterAll(() => {
  workbench.engine.close();
  rmSync(stateDir, { recursive: true, force: true });
});

/** Runs the searches of what is seen of a dashboard over all the data, post-processes on the results of their bases. */
async function resultsOf(dashboard: Dashboard, values: InputValues): Promise<Record<string, SearchResult>> {
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

function drilldownOf(panel: Panel): readonly string[] {
  if (panel.kind === 'ranking') return [panel.label];
  if (panel.kind === 'pairs') return [panel.claimed];
  if (panel.kind === 'matrix') return [panel.row.field, panel.column.field, ...(panel.drilldown ?? [])];
  if (panel.kind === 'flow') return [panel.from, panel.to];
  return panel.kind === 'table' || panel.kind === 'band' ? panel.drilldown : [];
}

async function eventsBehind({ events, inputs = [] }: Dashboard, panel: Panel, row: Row): Promise<number> {
  const values = drilldownOf(panel).map((field) => [field, textOf(row, field)] as const);
  const filters = Object.fromEntries(values.filter(([, value]) => value !== ''));
  const source = fillSource(events[panel.source ?? 'mail']!, tokensOf(inputs, valuesOf(inputs, {})));
  const spl = `search ${eventSearch(source, { filters })}`;
  const result = await runSearch(workbench, { spl });
  await dropResult(workbench, result);
  return result.rows;
}

/** Values of inputs with which a dashboard is tried, by its name; the defaults where there are none. */
const INPUTS: Readonly<Record<string, readonly InputValues[]>> = JSON.parse(
  readFileSync(join(__dirname, '..', 'cases', 'dashboards', 'inputs.json'), 'utf8'),
);

const tried = DASHBOARDS.flatMap((dashboard) =>
  (INPUTS[dashboard.name] ?? [{}]).map((given) => [dashboard.name, given, dashboard] as const),
);

test.each(tried)(
  'the searches of %s %j give the columns that they declare, and what is found first leads to its events',
  async (_name, given, dashboard) => {
    const values = valuesOf(dashboard.inputs ?? [], given);
    const results = await resultsOf(dashboard, values);
    for (const name of Object.keys(results)) {
      const { columns } = dashboard.searches[name]!;
      const missing = columns.filter(
        (column) => !results[name]!.columns.some((each) => each.name === column),
      );
      expect({ search: name, missing }).toEqual({ search: name, missing: [] });
    }
    for (const [id, panel] of Object.entries(dashboard.panels)) {
      if (drilldownOf(panel).length === 0 || results[panel.search] === undefined) continue;
      const [row] = namedRows(await readRows(workbench, results[panel.search]!, { offset: 0, count: 1 }));
      if (row === undefined) continue;
      expect({ panel: id, events: await eventsBehind(dashboard, panel, row) }).not.toEqual({
        panel: id,
        events: 0,
      });
    }
    for (const result of Object.values(results)) await dropResult(workbench, result);
  },
  30_000,
);
