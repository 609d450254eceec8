import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventSearch } from '../../app/events/event-search';
import type { Dashboard } from '../../app/model/dashboard';
import { valuesOf } from '../../app/model/input';
import type { Panel } from '../../app/model/panel';
import { searchTerm } from '../../app/search/quote-value';
import { namedRows, type Row, textOf } from '../../app/search/rows';
import { dropResult, readRows, runSearch } from '../../workbench/jobs/run-search';
import type { Workbench } from '../../workbench/jobs/workbench';
import { drilldownOf, loadedWorkbench, resultsOf, sourceOf } from './dashboard-results';
import { DASHBOARDS } from './dashboards';
import { writeHostileLogs } from './hostile-log';

let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  workbench = await loadedWorkbench(writeHostileLogs(join(folder, 'logs')), folder);
}, 60_000);
afterAll(async () => {
  await workbench.engine.close();
  rmSync(folder, { recursive: true });
});

/** The fields that rows are selected by; what a command yields is selected among the same events. */
function fieldsOf(dashboard: Dashboard, panel: Panel): string[] {
  const { filters } = sourceOf(dashboard, panel);
  return drilldownOf(panel).filter((field) => filters[field]?.command === undefined);
}

/** What rows select, each in its own brackets of one search, and which values the events found have. */
async function lostRows(dashboard: Dashboard, panel: Panel, rows: readonly Row[]): Promise<string[]> {
  const fields = fieldsOf(dashboard, panel);
  const source = sourceOf(dashboard, panel);
  const termsOf = (row: Row): string => {
    const values = fields.map((field) => [field, textOf(row, field)] as const);
    const terms = values.filter(([, value]) => value !== '').map((pair) => searchTerm(...pair));
    return terms.join(' ');
  };
  const asked = rows.filter((row) => termsOf(row) !== '').slice(0, 20);
  if (asked.length === 0) return [];
  const terms = asked.map((row) => `(${termsOf(row)})`).join(' OR ');
  const events = eventSearch({ ...source, spl: `${source.spl} (${terms})` }, { filters: {} });
  const spl = `search ${events} | fillnull value="" ${fields.join(' ')} | stats count BY ${fields.join(' ')}`;
  const result = await runSearch(workbench, { spl });
  const found = namedRows(await readRows(workbench, result, { offset: 0, count: 10_000 }));
  await dropResult(workbench, result);
  // What a row leaves open selects nothing, and counts for nothing here.
  const isFound = (row: Row): boolean =>
    found.some((each) =>
      fields.every((field) => {
        const value = textOf(row, field).toLowerCase();
        return value === '' || value === textOf(each, field).toLowerCase();
      }),
    );
  return asked.filter((row) => !isFound(row)).map(termsOf);
}

test.each(DASHBOARDS.map((dashboard) => [dashboard.name, dashboard] as const))(
  'every row of %s leads to its events, whatever strangers wrote',
  async (_name, dashboard) => {
    const results = await resultsOf(workbench, dashboard, valuesOf(dashboard.inputs ?? [], {}));
    for (const [id, panel] of Object.entries(dashboard.panels)) {
      if (drilldownOf(panel).length === 0 || results[panel.search] === undefined) continue;
      const rows = namedRows(await readRows(workbench, results[panel.search]!, { offset: 0, count: 100 }));
      expect({ id, lost: await lostRows(dashboard, panel, rows) }).toEqual({ id, lost: [] });
    }
    for (const result of Object.values(results)) await dropResult(workbench, result);
  },
  60_000,
);
