import { type ServedApp, serveApp } from '../web/served-app';

const FILES = {
  'default/app.conf': '[package]\nid = mail_app\n[ui]\nlabel = Mail App\n[launcher]\nversion = 1.2.3\n',
  'default/savedsearches.conf':
    '[SMTP - Spam rate]\nsearch = index=* | smtpspamrate\ndispatch.earliest_time = -24h\n[Other]\nsearch = index=*\n',
  'local/savedsearches.conf': '[SMTP - Spam rate]\ndispatch.earliest_time = -7d\n',
  'default/times.conf': '[last_week]\nlabel = Last week\nearliest_time = -7d@d\n',
};

const AUTHORIZATION = `Basic ${Buffer.from('admin:pw').toString('base64')}`;

let app: ServedApp;

beforeAll(async () => {
  app = await serveApp(FILES);
});
afterAll(() => app.close());

async function feed(path: string): Promise<unknown> {
  const { text } = await app.send(`/services/${path}`, { headers: { authorization: AUTHORIZATION } });
  return JSON.parse(text);
}

test('saved searches are those of the conf files, local over default', async () => {
  expect(await feed('saved/searches?count=0')).toMatchObject({
    entry: [
      {
        name: 'SMTP - Spam rate',
        acl: { app: 'mail_app' },
        links: { alternate: '/services/saved/searches/SMTP%20-%20Spam%20rate' },
        content: { search: 'index=* | smtpspamrate', 'dispatch.earliest_time': '-7d' },
      },
      { name: 'Other', content: { search: 'index=*' } },
    ],
    paging: { total: 2, offset: 0 },
  });
});

test('a list is read in pages', async () => {
  expect(await feed('saved/searches?count=1&offset=1')).toMatchObject({
    entry: [{ name: 'Other' }],
    paging: { total: 2, perPage: 1, offset: 1 },
  });
});

test('time ranges are those of the conf file', async () => {
  expect(await feed('data/ui/times')).toMatchObject({
    entry: [{ name: 'last_week', content: { label: 'Last week', earliest_time: '-7d@d' } }],
  });
});

test('the app is described by its conf file', async () => {
  expect(await feed('apps/local')).toMatchObject({
    entry: [{ name: 'mail_app', content: { label: 'Mail App', version: '1.2.3' } }],
  });
});
