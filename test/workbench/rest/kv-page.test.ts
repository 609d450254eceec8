/**
 * @jest-environment jsdom
 * @jest-environment-options {"url": "http://127.0.0.1/en-US/app/mail_app/overview"}
 */
import { setInterval } from 'node:timers';
import { type ServedApp, serveApp } from '../web/served-app';
import { openPage } from './page-fetch';

const VIEW = '<view template="pages/splunk_ui_app.html" type="html"><label>Overview</label></view>';
const NOTES = 'storage/collections/data/notes';
const NAMESPACE = { app: 'mail_app', owner: 'nobody' };

let app: ServedApp;
let fetching: typeof import('@splunk/splunk-utils/fetch');
let url: typeof import('@splunk/splunk-utils/url');

beforeAll(async () => {
  // The server runs in the page's own process and needs the timers of Node.js, not those of a browser.
  Object.assign(globalThis, { setInterval });
  app = await serveApp({
    'default/app.conf': '[package]\nid = mail_app\n',
    'default/collections.conf': '[notes]\n',
    'default/data/ui/views/overview.xml': VIEW,
  });
  await openPage(`http://127.0.0.1:${app.port}/`, '/en-US/app/mail_app/overview');
  // The packages read the page's settings when they are loaded.
  fetching = await import('@splunk/splunk-utils/fetch');
  url = await import('@splunk/splunk-utils/url');
});
afterAll(() => app.close());

/** A request as a page makes it with Splunk's own functions. */
function ask(path: string, status: number, body?: unknown): Promise<unknown> {
  const init = fetching.createFetchInit(
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
  );
  return fetch(url.createRESTURL(path, NAMESPACE), init)
    .then(fetching.handleResponse(status))
    .catch(fetching.handleError('no message'));
}

test('a page keeps records and reads them', async () => {
  expect(await ask(NOTES, 201, { _key: 'a', status: 'open', owner: '<b>' })).toEqual({ _key: 'a' });
  expect(await ask(`${NOTES}/a`, 200, { status: 'closed' })).toEqual({ _key: 'a' });
  const query = encodeURIComponent(JSON.stringify({ status: { $ne: 'open' } }));
  expect(await ask(`${NOTES}?query=${query}`, 200)).toEqual([
    { status: 'closed', _user: 'nobody', _key: 'a' },
  ]);
});

test('a page is told what went wrong', async () => {
  await expect(ask(`${NOTES}/none`, 200)).rejects.toThrow('Could not find object.');
  await expect(ask(NOTES, 201, [])).rejects.toThrow('record is no JSON object');
  await expect(ask(`${NOTES}?query={`, 200)).rejects.toThrow('JSON in the request is invalid.');
});
