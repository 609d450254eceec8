import { join } from 'node:path';
import { readApp } from '../../../workbench/conf/app';
import { type HeldServer, json, openHeldServer, PASSWORD } from './held-server';

const APP = readApp(join(__dirname, '..', '..', '..'));

let server: HeldServer;

beforeAll(async () => {
  server = await openHeldServer();
});
afterEach(() => server.clear());
afterAll(() => server.close());

describe('log-in', () => {
  test('the right password gives a session key that lets in', async () => {
    const answer = await fetch(`${server.base}/services/auth/login?output_mode=json`, {
      method: 'POST',
      body: new URLSearchParams({ username: 'admin', password: PASSWORD, cookie: '1' }),
    });
    const { sessionKey } = (await answer.json()) as { sessionKey: string };
    for (const scheme of ['Splunk', 'Bearer', 'splunk']) {
      const info = await fetch(`${server.base}/services/server/info?output_mode=json`, {
        headers: { authorization: `${scheme} ${sessionKey}` },
      });
      expect(info.status).toBe(200);
    }
  });

  test.each([
    { username: 'admin', password: 'wrong' },
    { username: 'root', password: PASSWORD },
    { username: 'admin' },
    { username: `admin\n${PASSWORD}`, password: '' },
    {},
  ])('%j does not let in', async (body: object) => {
    const answer = await fetch(`${server.base}/services/auth/login`, {
      method: 'POST',
      body: new URLSearchParams({ ...body }),
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ messages: [{ type: 'WARN', text: 'Login failed' }] });
  });

  test.each(['', 'Splunk', 'Splunk x', 'Basic YWRtaW46d3Jvbmc=', 'Basic !!!', 'Digest abc'])(
    'a request with the authorization "%s" is refused',
    async (authorization) => {
      const answer = await fetch(`${server.base}/services/server/info`, { headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual({
        messages: [{ type: 'WARN', text: 'call not properly authenticated' }],
      });
    },
  );
});

describe('entries', () => {
  test('server/info names the version that clients choose their endpoints by', async () => {
    const info = json(await server.call('/services/server/info?output_mode=json'));
    expect(info).toMatchObject({
      links: {},
      generator: { version: '10.4.0' },
      entry: [{ name: 'server-info', content: { version: '10.4.0', serverName: 'smtp-watch-workbench' } }],
      paging: { total: 1, offset: 0 },
    });
  });

  test.each([
    ['/services/authentication/current-context', 'context', { username: 'admin', roles: ['admin'] }],
    ['/services/authentication/users/admin', 'admin', { username: 'admin' }],
    ['/services/apps/local?count=0', 'smtp_watch', { label: 'SMTP Watch', visible: true, disabled: false }],
  ])('%s', async (path, name, content) => {
    expect(json(await server.call(path))).toMatchObject({ entry: [{ name, content }] });
  });

  test.each([
    ['/services/data/ui/times', 'times'],
    ['/servicesNS/-/smtp_watch/saved/searches?count=0', 'savedsearches'],
  ])('%s lists what %s.conf has', async (path, conf) => {
    const names = [...APP.conf(conf).keys()];
    const { entry, paging } = json(await server.call(path)) as {
      readonly entry: readonly { readonly name: string }[];
      readonly paging: unknown;
    };
    expect(entry.map(({ name }) => name).sort()).toEqual(names.sort());
    expect(paging).toMatchObject({ total: names.length });
  });
});
