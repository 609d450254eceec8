import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../../tools/browser';
import { type ServedApp, serveApp } from './served-app';

/** A page as @splunk/react-page makes one: asks for the theme and the layout, and mounts itself in it. */
const PAGE = `
const load = (path) => new Promise((resolve) => {
  const script = document.createElement('script');
  script.src = '/en-US/static/@' + window.$C.BUILD_NUMBER + '/build/api/' + path;
  script.onload = resolve;
  document.body.append(script);
});
load('get_theme.js').then(() => window.__get_theme__.getTheme()).then(async (theme) => {
  await load(theme === 'dark' ? 'layout-dark.js' : 'layout.js');
  const element = window.__splunk_layout__.create({}).getContainerElement();
  element.id = 'mounted';
  element.textContent = theme;
});
`;

const FILES = {
  'default/app.conf': '[ui]\nlabel = Mail App\n',
  'default/data/ui/views/overview.xml':
    '<view template="pages/splunk_ui_app.html" type="html"><label>Overview</label></view>',
  'default/data/ui/nav/default.xml': '<nav><view name="overview" default="true"/></nav>',
  'appserver/static/pages/overview.js': PAGE,
};

let browser: Browser;
let app: ServedApp;
let page: Page;
let faults: string[];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  app = await serveApp(FILES, true);
  const context = await browser.newContext({ colorScheme: 'dark' });
  page = await context.newPage();
  faults = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('requestfailed', (request) => faults.push(request.url()));
  page.on('response', (response) => response.status() >= 400 && faults.push(response.url()));
});
afterEach(async () => {
  await page.context().close();
  await app.close();
});

test('the loading page shows progress and turns into the view by itself', async () => {
  await page.goto(`http://127.0.0.1:${app.port}/`);
  await page.getByText('a.log (file 1 of 1): 50 %, 0 MB and 3 lines read').waitFor();
  expect(await page.locator('progress').evaluate((bar: HTMLProgressElement) => bar.value)).toBe(0.5);
  expect(await page.title()).toBe('Loading | Mail App');
  app.endLoading();
  await page.locator('#mounted').waitFor();
  expect(await page.title()).toBe('Overview | Mail App');
  expect(await page.locator('header').isVisible()).toBe(true);
  expect(faults).toEqual([]);
});

test('the theme is the browser’s until the user chooses the other one, which is kept', async () => {
  app.endLoading();
  const path = `http://localhost:${app.port}/en-US/app/mail_app/overview?tab=a`;
  await page.goto(path);
  await page.getByText('dark', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Light theme' }).click();
  await page.getByText('light', { exact: true }).waitFor();
  expect(page.url()).toBe(path);
  await page.reload();
  await page.getByText('light', { exact: true }).waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(242, 244, 245)',
  );
  await page.getByRole('button', { name: 'Dark theme' }).waitFor();
  expect(faults).toEqual([]);
});

test('a script that someone slips into the page does not run', async () => {
  app.endLoading();
  await page.goto(`http://127.0.0.1:${app.port}/`);
  await page.locator('#mounted').waitFor();
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.wasRun = 1">');
    const script = document.createElement('script');
    script.textContent = 'window.wasRun = 2';
    document.body.append(script);
  });
  await page.waitForTimeout(100);
  expect(await page.evaluate(() => 'wasRun' in window)).toBe(false);
  expect(faults.join('\n')).toContain('Content Security Policy');
});
