import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServedApp, serveApp } from './served-app';

const FILES = {
  'default/app.conf': '[ui]\nlabel = Mail App\n',
  'appserver/static/pages/overview.js': 'window.opened = true;\n',
  'appserver/static/pages/chunks/a.1234.js': '// chunk\n',
  'static/appIcon.png': 'picture',
};

const STATIC = '/en-US/static/@workbench:0/app/mail_app';

let app: ServedApp;

beforeAll(async () => {
  app = await serveApp(FILES);
});
afterAll(() => app.close());

test.each([
  ['pages/overview.js', 'text/javascript; charset=utf-8', 'window.opened = true;\n'],
  ['pages/chunks/a.1234.js', 'text/javascript; charset=utf-8', '// chunk\n'],
  ['appIcon.png', 'image/png', 'picture'],
])('%s', async (path, type, text) => {
  for (const start of [STATIC, '/en-US/static/@1.2:3/app/mail_app', '/en-US/static/app/mail_app']) {
    const answer = await app.send(`${start}/${path}`);
    expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([200, type, text]);
  }
});

test('a file that the browser has already is not sent again', async () => {
  const first = await app.send(`${STATIC}/pages/overview.js`);
  const headers = { 'if-none-match': String(first.headers['etag']) };
  const again = await app.send(`${STATIC}/pages/overview.js`, { headers });
  expect([again.status, again.text]).toEqual([304, '']);
  writeFileSync(join(app.dir, 'appserver/static/pages/overview.js'), 'window.opened = 2;\n');
  expect((await app.send(`${STATIC}/pages/overview.js`, { headers })).text).toBe('window.opened = 2;\n');
});

test.each([
  '../../default/app.conf',
  '..%2f..%2fdefault%2fapp.conf',
  '%2e%2e/%2e%2e/default/app.conf',
  'pages/../../../default/app.conf',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  '..\\..\\default\\app.conf',
  'pages',
  'pages/overview.js%00.png',
  '',
])('"%s" is out of reach', async (path) => {
  const answer = await app.send(`${STATIC}/${path}`);
  expect(answer.status).toBe(404);
  expect(answer.text).not.toContain('[ui]');
});

test('a link that leads out of the folder is not followed', async () => {
  symlinkSync(join(app.dir, 'default'), join(app.dir, 'appserver/static/linked'));
  mkdirSync(join(app.dir, 'appserver/static-other'));
  writeFileSync(join(app.dir, 'appserver/static-other/x.js'), 'other');
  symlinkSync(join(app.dir, 'appserver/static-other/x.js'), join(app.dir, 'appserver/static/x.js'));
  for (const path of ['linked/app.conf', 'x.js', '../static-other/x.js']) {
    expect((await app.send(`${STATIC}/${path}`)).status).toBe(404);
  }
});

test('files of another app and of Splunk Web itself are not there', async () => {
  for (const path of ['@1:2/app/other/x.js', '@1/build/other.js', '@1/constructor', '@1/../app.conf']) {
    expect((await app.send(`/en-US/static/${path}`)).status).toBe(404);
  }
});
