import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InputValues, valuesOf } from '../../app/model/input';
import { namedRows } from '../../app/search/rows';
import { dropResult, readRows } from '../../workbench/jobs/run-search';
import type { Workbench } from '../../workbench/jobs/workbench';
import { sampleFiles } from '../../workbench/sample-company';
import { drilldownOf, finds, loadedWorkbench, resultsOf, searchBehind } from './dashboard-results';
import { DASHBOARDS } from './dashboards';

/** Where searches write lookup files to. */
let stateDir: string;
let workbench: Workbench;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'smtp-watch-searches-'));
  workbench = await loadedWorkbench(sampleFiles(), stateDir);
}, 60_000);
afterAll(() => {
  workbench.engine.close();
  rmSync(stateDir, { recursive: true, force: true });
});

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
    const results = await resultsOf(workbench, dashboard, values);
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
      const isFound = await finds(workbench, searchBehind(dashboard, panel, row));
      expect({ panel: id, isFound }).toEqual({ panel: id, isFound: true });
    }
    for (const result of Object.values(results)) await dropResult(workbench, result);
  },
  60_000,
);
