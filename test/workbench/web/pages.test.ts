import { type ServedApp, serveApp } from './served-app';

const PAGE = (label: string): string =>
  `<view template="pages/splunk_ui_app.html" type="html"><label>${label}</label></view>`;

const FILES = {
  'default/app.conf': '[ui]\nlabel = Mail <b>App</b>\n[install]\nbuild = 7\n',
  'default/data/ui/views/overview.xml': PAGE('Overview'),
  'default/data/ui/views/hostile.xml': PAGE('&lt;script&gt;alert(1)&lt;/script&gt;'),
  'default/data/ui/views/studio.xml': '<dashboard version="2"><label>Studio</label></dashboard>',
  'default/data/ui/nav/default.xml': `<nav color="#123abc"><view name="hostile"/><view name="overview" default="true"/>
    <view name="search"/><collection label="More"><view name="studio"/>
    <a href="https://www.example.com/?a=1&amp;b=2">Manual</a><a href="javascript:alert(1)">Trap</a></collection></nav>`,
  'appserver/static/pages/overview.js': 'window.opened = true;\n',
  'appserver/static/pages/chunks/a.1234.js': '// chunk\n',
  'static/appIcon.png': 'picture',
};

const STATIC = '/en-US/static/@workbench:7/app/mail_app';

let app: ServedApp;

beforeAll(async () => {
  app = await serveApp(FILES);
});
afterAll(() => app.close());

describe('ways in', () => {
  test.each(['/', '/en-US', '/en-US/', '/en-US/app', '/en-US/app/mail_app', '/en-US/app/mail_app/'])(
    '%s leads to the default view',
    async (path) => {
      const answer = await app.send(path);
      expect([answer.status, answer.headers['location']]).toEqual([303, '/en-US/app/mail_app/overview']);
    },
  );

  test('a view that is not there', async () => {
    const answer = await app.send('/en-US/app/mail_app/%3Cscript%3E');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain(
      'The workbench has no view &quot;&lt;script&gt;&quot; in the app &quot;mail_app&quot;.',
    );
    expect(answer.text).not.toContain('<script>"');
  });

  test('a view of another kind says that it needs Splunk', async () => {
    const answer = await app.send('/en-US/app/mail_app/studio');
    expect([answer.status, answer.text]).toEqual([
      501,
      expect.stringContaining('&quot;Studio&quot; is a dashboard of Splunk itself'),
    ]);
  });

  test.each([
    ['GET', '/nope', 404],
    ['GET', '/en-US/nope', 404],
    ['POST', '/en-US/app/mail_app/overview', 405],
    ['GET', '/en-US/app/mail_app/%ff', 400],
  ])('%s %s gives %i in the envelope of messages', async (method, path, status) => {
    const answer = await app.send(path, { method });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      status,
      { messages: [{ type: 'FATAL', text: expect.any(String) }] },
    ]);
  });
});

describe('shell', () => {
  test('everything it names is there', async () => {
    const { text } = await app.send('/en-US/app/mail_app/overview');
    const named = [...text.matchAll(/(?:src|href|data-page)="(\/[^"]+)"/g)].map((match) => match[1]!);
    expect(named).toContain(`${STATIC}/pages/overview.js`);
    for (const path of named) expect([path, (await app.send(path)).status]).toEqual([path, 200]);
  });

  test('the bar shows the navigation, escaped, and marks the view', async () => {
    const { text } = await app.send('/en-US/app/mail_app/overview');
    const bar = /<header.*<\/header>/s.exec(text)?.[0] ?? '';
    expect(bar).toBe(`<header data-view="splunkjs/mvc/headerview" style="--bar: #123abc" hidden>
<nav aria-label="Views"><a href="/en-US/app/mail_app/hostile">&lt;script&gt;alert(1)&lt;/script&gt;</a><a href="/en-US/app/mail_app/overview" aria-current="page">Overview</a><span class="elsewhere" title="only in Splunk">search</span><details><summary>More</summary><div><span class="elsewhere" title="only in Splunk">Studio</span><a href="https://www.example.com/?a=1&amp;b=2">Manual</a></div></details></nav>
<strong>Mail &lt;b&gt;App&lt;/b&gt;</strong>
<button type="button" class="theme" hidden></button>
</header>`);
  });

  test('the settings of the page are all that the packages read', async () => {
    const { headers, text } = await app.send('/en-US/config?autoload=1');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(JSON.parse(text.replace(/^window\.\$C = (.*);\n$/, '$1'))).toEqual({
      SPLUNKD_PATH: '/en-US/splunkd/__raw',
      LOCALE: 'en-US',
      MRSPARKLE_PORT_NUMBER: app.port,
      MRSPARKLE_ROOT_PATH: '',
      BUILD_NUMBER: 'workbench',
      BUILD_PUSH_NUMBER: 0,
      APP_BUILD: '7',
      USERNAME: 'admin',
      VERSION_LABEL: '10.4.0',
      SERVER_ZONEINFO: '### SERIALIZED TIMEZONE FORMAT 1.0;Y0 NW 55 54 43;$',
      SPLUNK_UI_THEME: 'enterprise',
    });
  });

  test('a theme asked for in the address is kept', async () => {
    const answer = await app.send('/en-US/app/mail_app/overview?theme=dark&a=b');
    const cookie = [answer.headers['set-cookie']].flat()[0]?.split(';')[0] ?? '';
    expect([answer.status, answer.headers['location'], cookie]).toEqual([
      303,
      '/en-US/app/mail_app/overview?a=b',
      `smtp_watch_theme_${app.port}=dark`,
    ]);
    const page = await app.send('/en-US/app/mail_app/overview', { headers: { cookie } });
    expect(page.text).toContain('<html lang="en-US" data-theme="dark">');
    const config = await app.send('/en-US/config?autoload=1', { headers: { cookie } });
    expect(config.text).toContain('"SPLUNK_UI_THEME":"enterpriseDark"');
  });

  test.each(['', 'purple', '"><script>'])('a theme "%s" is not one', async (theme) => {
    const answer = await app.send(`/en-US/app/mail_app/overview?theme=${encodeURIComponent(theme)}`);
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('<html lang="en-US">')]);
  });
});

test('an app without icon has an empty one', async () => {
  const bare = await serveApp({ 'default/data/ui/views/overview.xml': PAGE('Overview') });
  try {
    expect((await bare.send('/favicon.ico')).status).toBe(204);
    expect((await bare.send('/')).headers['location']).toBe('/en-US/app/mail_app/overview');
  } finally {
    await bare.close();
  }
});

test('while files are loading a view shows their progress, and then itself', async () => {
  const loading = await serveApp(FILES, true);
  try {
    const path = '/en-US/app/mail_app/overview';
    const early = await loading.send(path);
    expect(early.status).toBe(200);
    expect(early.text).toContain('<progress');
    expect(early.text).not.toContain('pages/overview.js');
    const state = JSON.parse((await loading.send('/en-US/loading')).text);
    expect(state).toEqual({
      isDone: false,
      file: 'a.log',
      fileNumber: 1,
      files: 1,
      fraction: 0.5,
      bytes: 10,
      isMakingFields: false,
      lines: 3,
    });
    loading.endLoading();
    expect((await loading.send(path)).text).toContain('pages/overview.js');
  } finally {
    await loading.close();
  }
});
