import { existsSync } from 'node:fs';
import { join } from 'node:path';
import overview from '../../app/dashboards/overview';
import { eventSearch } from '../../app/events/event-search';
import type { Dashboard } from '../../app/model/dashboard';
import type { Panel } from '../../app/model/panel';
import { namedRows, numberOf, type Row, textOf } from '../../app/search/rows';
import { readApp } from '../../workbench/conf/app';
import { readCollections } from '../../workbench/conf/collections';
import { Engine } from '../../workbench/engine/engine';
import { loadFiles } from '../../workbench/ingest/load';
import { KvStore } from '../../workbench/jobs/kv-store';
import { dropResult, readRows, runSearch, type SearchResult } from '../../workbench/jobs/run-search';
import type { Workbench } from '../../workbench/jobs/workbench';

const ROOT = join(__dirname, '..', '..');
const APP = join(ROOT, 'dist', 'smtp_watch');
const TWIN = join(ROOT, 'samples', 'maccdc2012-twin.log');
const ZEEK = join(ROOT, '..', 'shared', 'data', 'zeek');
const LOGS = [
  'headerless-25-columns.log',
  'wrccdc2018/smtp.log.gz',
  'wrccdc2018/smtp.json.gz',
  'zat/smtp.log',
  'm57_benign_office/smtp.log',
];
const EVERYTHING = { offset: 0, count: 50_000 };

const dashboard: Dashboard = overview;

async function load(...files: readonly string[]): Promise<Workbench> {
  const app = readApp(APP);
  const engine = await Engine.open();
  const { tables } = await loadFiles(engine, app, { files });
  return { engine, app, tables, kv: new KvStore(readCollections(app)) };
}

interface Answer {
  readonly fields: readonly string[];
  readonly rows: readonly Row[];
}

async function answerOf(on: Workbench, result: SearchResult): Promise<Answer> {
  const page = await readRows(on, result, EVERYTHING);
  return { fields: page.fields, rows: namedRows(page) };
}

/** Runs every search of a dashboard over its whole data, post-processes on the results of their bases. */
async function answersOf(on: Workbench): Promise<Record<string, Answer>> {
  const answers: Record<string, Answer> = {};
  const results: Record<string, SearchResult> = {};
  const bare = Object.entries(dashboard.searches).filter(([, { base }]) => base === undefined);
  const derived = Object.entries(dashboard.searches).filter(([, { base }]) => base !== undefined);
  for (const [name, { spl, base }] of [...bare, ...derived]) {
    const from = base === undefined ? undefined : results[base];
    const text = from || /^\s*\|/.test(spl) ? spl : `search ${spl}`;
    const result = await runSearch(on, { spl: text, ...(from && { base: from }) });
    results[name] = result;
    answers[name] = await answerOf(on, result);
  }
  for (const result of Object.values(results)) await dropResult(on, result);
  return answers;
}

/** The fields by which a row of a panel selects events, and the column that counts them. */
function drilldownOf(panel: Panel): [fields: readonly string[], count: string] {
  if (panel.kind === 'ranking') return [[panel.label], panel.value];
  return panel.kind === 'table' ? [panel.drilldown, 'messages'] : [[], ''];
}

/** How many events the row of a panel leads to. */
async function countBehind(on: Workbench, fields: readonly string[], row: Row): Promise<number> {
  const filters = Object.fromEntries(
    fields.map((field) => [field, textOf(row, field)]).filter(([, value]) => value !== ''),
  );
  const result = await runSearch(on, { spl: `search ${eventSearch(dashboard.events.mail, { filters })}` });
  await dropResult(on, result);
  return result.rows;
}

describe('over the sample', () => {
  let workbench: Workbench;
  let answers: Record<string, Answer>;

  beforeAll(async () => {
    workbench = await load(TWIN);
    answers = await answersOf(workbench);
  });
  afterAll(() => workbench.engine.close());

  test('the extent is that of the log', async () => {
    const result = await runSearch(workbench, { spl: `search ${dashboard.extent}` });
    const { rows } = await answerOf(workbench, result);
    expect(rows).toEqual([{ earliest: '1331905269.11', latest: '1332014962.27', events: '194' }]);
  });

  test('all panels count the same events', () => {
    const sum = (name: string, field: string): number =>
      (answers[name]?.rows ?? []).reduce((total, row) => total + numberOf(row, field), 0);
    const series = (answers['traffic']?.fields ?? []).filter((field) => !field.startsWith('_'));
    expect(numberOf(answers['totals']?.rows[0], 'events')).toBe(194);
    expect(sum('rates', 'messages')).toBe(194);
    expect(sum('verdicts', 'messages')).toBe(194);
    expect(series.reduce((total, field) => total + sum('traffic', field), 0)).toBe(194);
  });

  const leading = Object.entries(dashboard.panels).filter(([, panel]) => drilldownOf(panel)[0].length > 0);
  test.each(leading)('each row of %s leads to as many events as it counts', async (_id, panel) => {
    const [fields, count] = drilldownOf(panel);
    const rows = answers[panel.search]?.rows ?? [];
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(await countBehind(workbench, fields, row)).toBe(numberOf(row, count));
  });
});

(existsSync(ZEEK) ? test : test.skip)('every search answers over real logs of all sourcetypes', async () => {
  const workbench = await load(...LOGS.map((name) => join(ZEEK, name)));
  const answers = await answersOf(workbench);
  expect(Object.keys(answers)).toEqual(expect.arrayContaining(Object.keys(dashboard.searches)));
  await workbench.engine.close();
});
