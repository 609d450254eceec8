import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { rowFormatter } from '../../../workbench/command-line/format-rows';
import { readApp } from '../../../workbench/conf/app';
import { readCollections } from '../../../workbench/conf/collections';
import { Engine } from '../../../workbench/engine/engine';
import { loadFiles } from '../../../workbench/ingest/load';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { dropResult, readRows, runSearch, SearchError } from '../../../workbench/jobs/run-search';
import type { Workbench } from '../../../workbench/jobs/workbench';
import { appSearches } from './app-searches';
import { readCases, type SplCase, updateCase } from './case-file';

const ROOT = join(__dirname, '..', '..', '..');
const FOLDER = 'app-searches';
const AWK = 'awk';
const SAMPLE = join(ROOT, 'samples', 'maccdc2012-twin.log');
/** Cases hold so many rows of an answer, and how many there are. */
const SHOWN_ROWS = 5;

const isUpdating = process.env['UPDATE_CASES'] === '1' && process.env['CI'] === undefined;
const plain = (spl: string): string => spl.replace(/\s+/g, ' ').trim();

const known = new Set(readCases(FOLDER).map(({ spl }) => plain(spl)));
const missing = appSearches().filter(({ spl }) => !known.has(plain(spl)));
if (isUpdating) {
  for (const { place, spl } of missing)
    appendFileSync(
      join(ROOT, 'test', 'cases', FOLDER, `${place.replace(/[^A-Za-z].*/, '').toLowerCase()}.case`),
      `\n== ${place}: ${plain(spl).slice(0, 60)}\norigin: ours\n-- spl\n${spl}\n`,
    );
}
const cases = readCases(FOLDER);

let workbench: Workbench;

beforeAll(async () => {
  const app = readApp(join(ROOT, 'dist', 'smtp_watch'));
  const engine = await Engine.open();
  const { tables } = await loadFiles(engine, app, { files: [SAMPLE] });
  workbench = { engine, app, tables, kv: new KvStore(readCollections(app)) };
});
afterAll(() => workbench.engine.close());

test('every search of conf files, dashboards, README and docs is a case', () => {
  expect(appSearches().length).toBeGreaterThan(10);
  expect(isUpdating ? [] : missing).toEqual([]);
});

async function outcomeOf({ spl }: SplCase): Promise<{ section: 'expect' | 'error'; lines: string[] }> {
  try {
    const result = await runSearch(workbench, { spl });
    const page = await readRows(workbench, result, { offset: 0, count: SHOWN_ROWS });
    await dropResult(workbench, result);
    const messages = result.messages.map(({ type, text }) => `${type}: ${text}`);
    const more = result.rows > SHOWN_ROWS ? [`of ${result.rows} rows`] : [];
    const rows = rowFormatter('json')(page, true).map((line) =>
      line.replaceAll(`${ROOT}/`, '').replace(`"host":"${hostname()}"`, '"host":"(this one)"'),
    );
    return { section: 'expect', lines: [...rows, ...more, ...messages] };
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    return { section: 'error', lines: error.message.split('\n') };
  }
}

test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
  const { section, lines } = await outcomeOf(one);
  if (isUpdating) updateCase(one, section, lines.join('\n'), FOLDER);
  else expect(lines).toEqual(one.error?.split('\n') ?? one.expect);
});

const counted = cases.flatMap((one) => (one.awk === undefined ? [] : [[one.name, one, one.awk] as const]));

test.each(counted)('awk finds the same: %s', async (_, one, program) => {
  const figures = execFileSync(AWK, ['-F', '\t', program, SAMPLE], { encoding: 'utf8' }).trim().split('\n');
  const { lines } = await outcomeOf(one);
  for (const [at, figure] of figures.entries())
    expect(JSON.parse(lines[at]!)).toMatchObject(JSON.parse(figure) as object);
});
