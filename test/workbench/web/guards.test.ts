import { connect } from 'node:net';
import { type ServedApp, serveApp } from './served-app';

const VIEW = '<view template="pages/splunk_ui_app.html" type="html"><label>Overview</label></view>';
const FORM = 'application/x-www-form-urlencoded';
const RAW = '/en-US/splunkd/__raw/services';

let app: ServedApp;

beforeAll(async () => {
  app = await serveApp({ 'default/data/ui/views/overview.xml': VIEW });
});
afterAll(() => app.close());

const texts = (text: string): string[] =>
  (JSON.parse(text) as { messages: { text: string }[] }).messages.map((message) => message.text);

describe('host', () => {
  test.each(['127.0.0.1', 'localhost', 'LOCALHOST:9000', '127.0.0.1:8000'])('%s is let in', async (host) => {
    expect((await app.send('/', { headers: { host } })).status).toBe(303);
  });

  test.each([
    'evil.example',
    'evil.example:8000',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '192.0.2.1',
    '127.0.0.1:8000@evil.example',
    '[::1]:8000',
  ])('"%s" is refused', async (host) => {
    for (const path of ['/', '/en-US/app/mail_app/overview', '/services/server/info', '/favicon.ico']) {
      const answer = await app.send(path, { headers: { host } });
      expect([answer.status, texts(answer.text)]).toEqual([
        421,
        [`host is "${host}", expected 127.0.0.1 or localhost`],
      ]);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('a request without a host is refused', async () => {
    const socket = connect(app.port, '127.0.0.1');
    socket.end('GET /en-US/app/mail_app/overview HTTP/1.0\r\n\r\n');
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    expect(answer).not.toMatch(/set-cookie/i);
  });

  test.each(['http://evil.example', 'http://localhost:3000', 'https://127.0.0.1', 'null'])(
    'a request that comes from a page of %s is refused',
    async (origin) => {
      const { cookie, formKey } = await app.openPage();
      const answer = await app.send(`${RAW}/search/jobs`, {
        method: 'POST',
        headers: { cookie, origin, 'x-splunk-form-key': formKey, 'content-type': FORM },
        body: 'search=search+a',
      });
      expect(answer.status).toBe(403);
    },
  );
});

describe('page session', () => {
  test('the session cookie is out of reach of scripts and other sites, the form key is for scripts', async () => {
    const answer = await app.send('/en-US/app/mail_app/overview');
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^splunkd_${app.port}=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict$`),
      ),
      expect.stringMatching(
        new RegExp(`^splunkweb_csrf_token_${app.port}=[0-9a-f]{32}; Path=/; SameSite=Strict$`),
      ),
    ]);
  });

  test('a page reads with its cookie alone', async () => {
    const { cookie } = await app.openPage();
    const answer = await app.send(`${RAW}/server/info`, { headers: { cookie } });
    expect(answer.status).toBe(200);
  });

  test.each(['', 'splunkd_1=x', 'splunkd_PORT=', 'splunkd_PORT=00'])(
    'a request with the cookie "%s" is refused',
    async (cookie) => {
      const headers = { cookie: cookie.replace('PORT', String(app.port)) };
      const answer = await app.send(`${RAW}/server/info`, { headers });
      expect([answer.status, texts(answer.text)]).toEqual([401, ['call not properly authenticated']]);
    },
  );

  test('the cookie does not open the way of API clients, and a log-in does not open that of pages', async () => {
    const { cookie } = await app.openPage();
    const authorization = `Basic ${Buffer.from('admin:pw').toString('base64')}`;
    expect((await app.send('/services/server/info', { headers: { cookie } })).status).toBe(401);
    expect((await app.send(`${RAW}/server/info`, { headers: { authorization } })).status).toBe(401);
  });

  test('a page writes with its form key', async () => {
    const { cookie, formKey } = await app.openPage();
    const answer = await app.send(`${RAW}/search/jobs`, {
      method: 'POST',
      headers: {
        cookie,
        origin: `http://127.0.0.1:${app.port}`,
        host: `127.0.0.1:${app.port}`,
        'x-splunk-form-key': formKey,
        'content-type': FORM,
      },
      body: 'search=search+a',
    });
    expect(answer.status).toBe(201);
  });

  test.each([{}, { 'x-splunk-form-key': '' }, { 'x-splunk-form-key': '0'.repeat(32) }])(
    'a write with the form key %j is refused',
    async (given) => {
      const { cookie } = await app.openPage();
      for (const method of ['POST', 'DELETE', 'PUT']) {
        const headers = { cookie, 'content-type': FORM, ...given };
        const answer = await app.send(`${RAW}/search/jobs/1`, { method, headers });
        expect([answer.status, texts(answer.text)]).toEqual([
          401,
          ['CSRF validation failed: X-Splunk-Form-Key is not the form key of this page'],
        ]);
      }
    },
  );
});

describe('bodies', () => {
  const authorization = `Basic ${Buffer.from('admin:pw').toString('base64')}`;

  test.each([
    ['announced', {}],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('a body over a megabyte, %s, is refused', async (_, more) => {
    const headers: Record<string, string> = { authorization, 'content-type': FORM, ...more };
    const body = `search=${'a'.repeat(1_000_000)}`;
    if (!('transfer-encoding' in headers)) headers['content-length'] = String(body.length);
    const answer = await app.send('/services/search/jobs', { method: 'POST', headers, body });
    expect([answer.status, texts(answer.text)]).toEqual([413, ['request body is larger than 1000000 bytes']]);
  });

  test('a body that is no form is refused', async () => {
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await app.send('/services/search/jobs', { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(415);
  });
});

test.each(['/en-US/app/mail_app/overview', '/services/nope', '/favicon.ico'])(
  'the reply to %s carries the security headers',
  async (path) => {
    const { headers } = await app.send(path);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self';"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  },
);
