/**
 * @jest-environment jsdom
 * @jest-environment-options {"url": "http://127.0.0.1/en-US/app/smtp_watch/findings"}
 */
import { setInterval } from 'node:timers';
import { type ServedApp, serveApp } from '../web/served-app';
import { openPage } from './page-fetch';

const VIEW = '<view template="pages/splunk_ui_app.html" type="html"><label>Findings</label></view>';

let app: ServedApp;
let client: typeof import('../../../app/kv/collection');

beforeAll(async () => {
  // The server runs in the page's own process and needs the timers of Node.js, not those of a browser.
  Object.assign(globalThis, { setInterval });
  app = await serveApp({
    'default/app.conf': '[package]\nid = smtp_watch\n',
    'default/collections.conf': '[notes]\nenforceTypes = true\nfield.expires = number\n',
    'default/data/ui/views/findings.xml': VIEW,
  });
  await openPage(`http://127.0.0.1:${app.port}/`, '/en-US/app/smtp_watch/findings');
  // The packages read the page's settings when they are loaded.
  client = await import('../../../app/kv/collection');
});
afterAll(() => app.close());

test('pages keep records in the workbench, replace, find and remove them', async () => {
  const { readCollection, saveRecords, removeRecord } = client;
  const hostile = '"<img src=x onerror=alert(1)>|`x`$t$';
  expect(await saveRecords('notes', [{ _key: 'a/b', note: hostile, expires: 1 }, { note: 'kept' }])).toEqual([
    'a/b',
    expect.any(String),
  ]);
  expect(await readCollection('notes', { note: hostile })).toEqual([
    { _key: 'a/b', _user: 'nobody', note: hostile, expires: 1 },
  ]);
  await saveRecords('notes', [{ _key: 'a/b', expires: 2 }]);
  expect(await readCollection('notes', { _key: 'a/b' })).toEqual([
    { _key: 'a/b', _user: 'nobody', expires: 2 },
  ]);
  await removeRecord('notes', 'a/b');
  expect(await readCollection('notes')).toMatchObject([{ note: 'kept' }]);
});

test('pages are told why the workbench refuses', async () => {
  const { readCollection, saveRecords, removeRecord } = client;
  await expect(saveRecords('notes', [{ expires: 'soon' }])).rejects.toThrow(
    'expires is "soon", expected type number',
  );
  await expect(removeRecord('notes', 'none')).rejects.toThrow('Could not find object.');
  await expect(readCollection('none')).rejects.toThrow('none');
});
