import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import overview from '../../app/dashboards/overview';
import { version } from '../../package.json';
import { openBrowser } from '../../tools/browser';
import { appContents } from '../../tools/package/app';
import { startServer, type TestServer } from './server';
import { searched, Visits } from './visits';

const PANELS: Readonly<Record<string, { readonly title: string; readonly empty: string }>> = overview.panels;
const TWIN = join(__dirname, '..', '..', 'samples', 'maccdc2012-twin.log');

let browser: Browser;
let server: TestServer;
let visits: Visits;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer('--no-alerts', TWIN)]);
  visits = new Visits(browser, server.address);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const panel = (page: Page, id: string): Locator => page.locator(`[data-panel="${PANELS[id]?.title}"]`);

const textOf = async (place: Locator): Promise<string> => (await place.textContent()) ?? '';

/** What a panel shows: its values, or that it has none. */
async function contentOf(page: Page, id: string): Promise<string> {
  const place = panel(page, id);
  await place
    .locator('svg.highcharts-root, ol, ul, table, [data-test=single], [role=status]')
    .first()
    .waitFor();
  return textOf(place);
}

test.each(['light', 'dark'] as const)('the overview shows the sample in %s', async (theme) => {
  const { page, faults } = await visits.open('overview', { theme });
  await searched(page);
  expect(await textOf(page.locator('[data-test=extent]'))).toBe(
    'Data from 2012-03-16 13:41 to 2012-03-17 20:09 UTC, 194 events.',
  );
  const contents: Record<string, string> = {};
  for (const id of Object.keys(PANELS)) contents[id] = await contentOf(page, id);
  expect(contents['sources']).toContain('11');
  expect(contents['replies']).toContain('221 closing');
  expect(contents['rates']).toContain('192.168.202.110');
  expect(await page.locator('[data-panel][data-state=failed]').count()).toBe(0);
  const background = await panel(page, 'rates').evaluate(
    (element) => getComputedStyle(element).backgroundColor,
  );
  const [red = Number.NaN] = (background.match(/\d+/g) ?? []).map(Number);
  expect(red > 128).toBe(theme === 'light');
  expect(faults).toEqual([]);
  await page.close();
});

test('a source leads to its events, page by page, and a link to them works for another person', async () => {
  const { page, faults } = await visits.open('overview');
  await searched(page);
  await panel(page, 'rates').locator('tbody tr', { hasText: '192.168.202.110' }).click();
  const events = page.locator('[data-test=events]');
  await events.locator('tbody tr').first().waitFor();
  expect(await textOf(events.locator('[data-test=event-count]'))).toBe('111 events');
  expect(await events.locator('tbody tr').count()).toBe(20);
  expect(new URL(page.url()).searchParams.get('event.src')).toBe('192.168.202.110');

  await events.locator('tbody button').first().click();
  expect(await textOf(events.locator('pre'))).toContain('192.168.202.110');
  await events.getByRole('button', { name: 'Go to next page' }).click();
  await events.locator('tbody pre').waitFor({ state: 'detached' });

  const other = await visits.open('overview', { query: new URL(page.url()).search });
  await other.page.locator('[data-test=events] tbody tr').first().waitFor();
  expect(await textOf(other.page.locator('[data-test=event-count]'))).toBe('111 events');
  await other.page.getByRole('button', { name: 'Close' }).click();
  await other.page.locator('[data-test=events]').waitFor({ state: 'detached' });
  expect(new URL(other.page.url()).search).toBe('');
  await other.page.goBack();
  await other.page.locator('[data-test=events]').waitFor();
  expect([...faults, ...other.faults]).toEqual([]);
  await page.close();
  await other.page.close();
});

test('a column of the chart leads to the events of its interval, also by keyboard', async () => {
  const { page, faults } = await visits.open('overview');
  await searched(page);
  const column = panel(page, 'traffic').locator('.highcharts-series rect.highcharts-point');
  await column.first().waitFor();
  const tallest = await column.evaluateAll((rects) =>
    rects
      .map((rect) => rect.getBoundingClientRect())
      .sort((a, b) => b.height - a.height)[0]
      ?.toJSON(),
  );
  await page.mouse.click(tallest.x + tallest.width / 2, tallest.y + tallest.height / 2);
  await page.locator('[data-test=events] tbody tr').first().waitFor();
  const byMouse = new URL(page.url()).searchParams;
  expect(Number(byMouse.get('event.latest'))).toBeGreaterThan(Number(byMouse.get('event.earliest')));
  expect(await page.locator('[data-test=events]').evaluate((panel) => panel === document.activeElement)).toBe(
    true,
  );
  await page.keyboard.press('Escape');
  await page.locator('[data-test=events]').waitFor({ state: 'detached' });

  await panel(page, 'traffic').locator('input[type=range]').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.locator('[data-test=events] tbody tr').first().waitFor();
  expect(Number(new URL(page.url()).searchParams.get('event.latest'))).toBeGreaterThan(1_332_014_962);
  expect(faults).toEqual([]);
  await page.close();
});

test('a time range is chosen, kept in the address and survives a reload', async () => {
  const { page, faults } = await visits.open('overview');
  await searched(page);
  await page.locator('[data-test=time-range]').click();
  await page.getByLabel('From (UTC)').fill('2012-03-16 00:00:00');
  await page.getByLabel('To (UTC)').fill('2012-03-17 00:00:00');
  await page.getByRole('button', { name: 'Apply' }).click();
  await searched(page);
  const first = await contentOf(page, 'rates');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await searched(page);
  expect(await contentOf(page, 'rates')).toBe(first);
  expect(new URL(page.url()).search).toBe('?earliest=1331856000&latest=1331942400');
  await page.reload();
  await searched(page);
  expect(await contentOf(page, 'rates')).toBe(first);
  expect(await textOf(page.locator('[data-test=time-range]'))).toContain('2012-03-16 00:00:00');
  expect(faults).toEqual([]);
  await page.close();
});

test('a time range without events shows why panels are empty', async () => {
  const { page, faults } = await visits.open('overview', { query: '?earliest=1&latest=2' });
  await searched(page);
  expect(await contentOf(page, 'topSenders')).toContain(PANELS['topSenders']?.empty);
  expect(await contentOf(page, 'rates')).toContain(PANELS['rates']?.empty);
  expect(faults).toEqual([]);
  await page.close();
});

test('a search can be cancelled, is then gone from the server, and can be run again', async () => {
  const page = await visits.blank();
  let isSlow = true;
  // The sample is searched in an instant: the server's word that a job is done is held back.
  await page.route(/search\/jobs\/[^/]+\?/, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    const held = body
      .replace(/"isDone":true/g, '"isDone":false')
      .replace(/"dispatchState":"DONE"/g, '"dispatchState":"RUNNING"');
    const isExtent = body.includes('min(_time)');
    await route.fulfill({ response, body: isSlow && !isExtent ? held : body });
  });
  await page.goto(visits.addressOf('overview'));
  const cancel = panel(page, 'topSenders').getByRole('button', { name: /^Cancel/ });
  await cancel.waitFor();
  expect(await panel(page, 'topSenders').getByRole('progressbar').count()).toBe(1);
  const cancelled = page.waitForResponse((response) => response.url().endsWith('/control'));
  await cancel.click();
  expect((await cancelled).status()).toBe(200);
  expect(await contentOf(page, 'topSenders')).toContain('Cancelled.');
  isSlow = false;
  await panel(page, 'topSenders').getByRole('button', { name: 'Search again' }).click();
  await searched(page);
  expect(await panel(page, 'topSenders').getAttribute('data-state')).toBe('done');
  await page.close();
});

test('a failed search says why in its panel alone', async () => {
  const page = await visits.blank();
  await page.route(/\/search\/jobs$/, async (route) => {
    const body = route.request().postData() ?? '';
    if (!body.includes('smtpspamrate')) return route.continue();
    return route.continue({ postData: body.replace('smtpspamrate', 'nosuchcommand') });
  });
  await page.goto(visits.addressOf('overview'));
  await searched(page);
  const place = panel(page, 'rates');
  expect(await textOf(place.getByRole('alert'))).toContain('nosuchcommand');
  expect(await page.locator('[data-panel][data-state=failed]').count()).toBe(1);
  await page.close();
});

test('nothing moves while data comes, and the page is usable in a narrow window', async () => {
  const { page, faults } = await visits.open('overview', { width: 900 });
  await page.locator('[data-panel]').first().waitFor();
  const heights = (): Promise<number[]> =>
    page
      .locator('[data-panel]')
      .evaluateAll((frames) => frames.map((frame) => frame.getBoundingClientRect().top));
  const before = await heights();
  await searched(page);
  expect(await heights()).toEqual(before);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(faults).toEqual([]);
  await page.close();
});

/** The page template of the package for older Splunk, filled in as Splunk Web's Mako does for a view. */
function oldSplunksPage(view: string): string {
  const built = join(__dirname, '..', '..', 'dist', 'smtp_watch');
  const { files } = appContents(built, version, { pages: 'own' });
  const template = files.get('appserver/templates/page.html')!().toString('utf8');
  const filled = template
    .replaceAll("' + page + '", view)
    .replace(/\$\{make_url\('([^']*)'\)\}/g, '/en-US$1')
    .replace(/\$\{json_decode\(splunkd\)\}/, '{}');
  expect(filled).not.toContain('$');
  return filled;
}

test('the same bundle runs in the page template of the package for older Splunk', async () => {
  const { page, faults } = await visits.open('overview');
  await searched(page);
  const inNew = await contentOf(page, 'rates');
  await page.route(/\/app\/smtp_watch\/overview$/, (route) =>
    route.fulfill({ contentType: 'text/html', body: oldSplunksPage('overview') }),
  );
  await page.reload();
  await searched(page);
  expect(await page.evaluate(() => '__splunkd_partials__' in window)).toBe(true);
  expect(await contentOf(page, 'rates')).toBe(inNew);
  expect(await page.locator('[data-panel][data-state=failed]').count()).toBe(0);
  expect(faults).toEqual([]);
  await page.close();
});
