import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../tools/browser';
import { barriersIn } from './barriers';
import { close, OPENINGS, type Opening } from './openings';
import { startServer, type TestServer } from './server';
import { searched, type Visit, Visits } from './visits';

const ROOT = join(__dirname, '..', '..');
const PAGES = readdirSync(join(ROOT, 'app', 'pages')).map((file) => basename(file, '.tsx'));
/** The panels that the sample company leaves empty, by page; all others must have data. */
const EMPTY: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(join(ROOT, 'test', 'cases', 'browser', 'empty-panels.json'), 'utf8'),
);
let browser: Browser;
let server: TestServer;
let visits: Visits;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer()]);
  visits = new Visits(browser, server.address, { reusesJobs: true });
  await server.scheduled;
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What axe finds in all that can be opened on a page. */
async function barriersBehind({ page }: Visit, openings: readonly Opening[]): Promise<string[]> {
  const found: string[] = [];
  for (const opening of openings) {
    await opening.open(page);
    await page.locator(opening.part).first().waitFor();
    const barriers = await barriersIn(page, opening.part);
    found.push(...barriers.map((barrier) => `${opening.title}: ${barrier}`));
    await close(page, opening);
  }
  return found;
}

const titlesOf = ({ page }: Visit, state: string): Promise<string[]> =>
  page
    .locator(`[data-panel][data-state=${state}]`)
    .evaluateAll((panels) => panels.map((panel) => (panel as HTMLElement).dataset['panel'] ?? ''));

describe.each(PAGES)('the page %s', (name) => {
  test.each(['light', 'dark'] as const)(
    'shows the sample company in %s, open to everybody',
    async (theme) => {
      const visit = await visits.open(name, { theme });
      await searched(visit.page);
      expect(await titlesOf(visit, 'failed')).toEqual([]);
      const empty = visit.page.locator('[data-panel]', { has: visit.page.locator('[data-test=empty]') });
      const titles = await empty.evaluateAll((panels) =>
        panels.map((panel) => (panel as HTMLElement).dataset['panel'] ?? ''),
      );
      expect(titles.sort()).toEqual([...(EMPTY[name] ?? [])].sort());
      expect(await barriersIn(visit.page)).toEqual([]);
      expect(await barriersBehind(visit, OPENINGS[name] ?? [])).toEqual([]);
      expect(visit.faults).toEqual([]);
      await visit.page.close();
    },
  );
});
