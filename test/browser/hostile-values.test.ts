import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { plainText } from '../../app/panels/plain-text';
import { openBrowser } from '../../tools/browser';
import { HOSTILE_VALUES, writeHostileLogs } from '../app/hostile-log';
import { startServer, type TestServer } from './server';
import { panelOf, searched, Visits } from './visits';

const PAGES = readdirSync(join(__dirname, '..', '..', 'app', 'pages')).map((file) => basename(file, '.tsx'));
const [MARKUP = ''] = HOSTILE_VALUES;

let folder: string;
let browser: Browser;
let server: TestServer;
let visits: Visits;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const logs = writeHostileLogs(folder);
  [browser, server] = await Promise.all([openBrowser(), startServer('--no-alerts', ...logs)]);
  visits = new Visits(browser, server.address);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true });
});

/** What of the values became part of the page instead of text. */
async function markupOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const elements = [...document.querySelectorAll('[onerror], img[src="x"], b > *, script:not([src])')];
    const made = elements.filter(({ outerHTML }) => /wasRun|src="?x/.test(outerHTML));
    const wasRun = 'wasRun' in window ? ['a script was run'] : [];
    return [...wasRun, ...made.map(({ outerHTML }) => outerHTML.slice(0, 200))];
  });
}

/** Links to the Investigate page that carry another value than they show. */
async function brokenPivots(page: Page): Promise<string[]> {
  const links = await page
    .locator('a[href*="/investigate?"]')
    .evaluateAll((all) =>
      all.map((link) => [link.textContent ?? '', (link as HTMLAnchorElement).href] as const),
    );
  return links.flatMap(([text, href]) => {
    const carried = new URL(href).searchParams.get('form.entity');
    return plainText(carried ?? '') === text ? [] : [`${text.slice(0, 80)} → ${carried?.slice(0, 80)}`];
  });
}

test.each(PAGES)(
  'the page %s shows hostile values as text',
  async (name) => {
    const { page, faults } = await visits.open(name);
    await searched(page);
    const failed = await page
      .locator('[data-panel][data-state=failed]')
      .evaluateAll((panels) => panels.map((panel) => panel.textContent));
    expect(failed).toEqual([]);
    expect(await markupOn(page)).toEqual([]);
    expect(await brokenPivots(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  },
  30_000,
);

test('markup in a sender leads to its events, and a link to them works', async () => {
  const { page, faults } = await visits.open('overview');
  await searched(page);
  await panelOf(page, 'Messages with forged senders')
    .locator('tbody tr', { hasText: 'onerror=' })
    .first()
    .locator('td')
    .first()
    .click();
  const events = page.locator('[data-test=events]');
  await events.locator('tbody tr').first().waitFor();
  expect(await markupOn(page)).toEqual([]);
  await page.reload();
  await events.locator('tbody tr').first().waitFor();
  await events.locator('tbody button').first().click();
  expect(await events.locator('pre').textContent()).toContain(MARKUP.slice(0, 4));
  expect(await markupOn(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.close();
}, 30_000);

test('exported rows hold no formula', async () => {
  const { page } = await visits.open('overview');
  await searched(page);
  await page.getByRole('button', { name: 'More about Top senders' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export CSV' }).click();
  const text = readFileSync(await (await coming).path(), 'utf8');
  expect(text).toContain("'=1+1,");
  const cells = text.split(/\r\n|,/).map((cell) => cell.replace(/^"/, ''));
  expect(cells.filter((cell) => /^[=@+]|^-(?!\d+(?:\.\d+)?$)/.test(cell))).toEqual([]);
  await page.close();
}, 30_000);
