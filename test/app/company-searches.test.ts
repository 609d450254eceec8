import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InputValues, valuesOf } from '../../app/model/input';
import { panelColumns } from '../../app/model/panel-columns';
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

interface Trial {
  readonly values: InputValues;
  /** The panels that have no rows with these values; all others must have some. */
  readonly empty?: readonly string[];
}

/** With what a dashboard is tried, by its name; with the defaults where nothing is said. */
const TRIALS: Readonly<Record<string, readonly Trial[]>> = JSON.parse(
  readFileSync(join(__dirname, '..', 'cases', 'dashboards', 'trials.json'), 'utf8'),
);

const tried = DASHBOARDS.flatMap((dashboard) =>
  (TRIALS[dashboard.name] ?? [{ values: {} }]).map(
    (trial) => [dashboard.name, trial.values, trial.empty, dashboard] as const,
  ),
);

test.each(tried)(
  'the searches of %s %j give the columns that panels name, and what is found first leads to its events',
  async (_name, set, expectedEmpty, dashboard) => {
    const values = valuesOf(dashboard.inputs ?? [], set);
    const results = await resultsOf(workbench, dashboard, values);
    const empty: string[] = [];
    for (const [id, panel] of Object.entries(dashboard.panels)) {
      const result = results[panel.search];
      if (result === undefined) continue;
      const given = result.columns.map((column) => column.name);
      const missing = panelColumns(panel).filter((name) => !given.includes(name));
      expect({ panel: id, missing }).toEqual({ panel: id, missing: [] });
      const [row] = namedRows(await readRows(workbench, result, { offset: 0, count: 1 }));
      if (row === undefined) empty.push(id);
      if (row === undefined || drilldownOf(panel).length === 0) continue;
      const isFound = await finds(workbench, searchBehind(dashboard, panel, row));
      expect({ panel: id, isFound }).toEqual({ panel: id, isFound: true });
    }
    if (expectedEmpty) expect(empty).toEqual(expectedEmpty);
    for (const result of Object.values(results)) await dropResult(workbench, result);
  },
  60_000,
);
