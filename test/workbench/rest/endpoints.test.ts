import { type Answer, type HeldServer, openHeldServer, PASSWORD } from './held-server';

let server: HeldServer;

beforeAll(async () => {
  server = await openHeldServer();
});
afterEach(() => server.clear());
afterAll(() => server.close());

const json = ({ text }: Answer): unknown => JSON.parse(text);
const fatal = (text: string): object => ({ messages: [{ type: 'FATAL', text }] });
const error = (text: string): object => ({ messages: [{ type: 'ERROR', text }] });

async function createJob(search: string, path = '/services/search/jobs'): Promise<string> {
  const created = await server.call(path, { output_mode: 'json', search });
  expect(created.status).toBe(201);
  return (json(created) as { sid: string }).sid;
}

async function entryOf(sid: string): Promise<{ name: string; content: Record<string, unknown> }> {
  const feed = json(await server.call(`/services/search/jobs/${sid}?output_mode=json`));
  return (feed as { entry: [{ name: string; content: Record<string, unknown> }] }).entry[0];
}

/** A job that is done with that many rows. */
async function doneJob(search: string, rows = 3, isTransforming = true): Promise<string> {
  const sid = await createJob(search);
  server.searcher.find(search).succeed(rows, isTransforming);
  while ((await entryOf(sid)).content['isDone'] !== true);
  return sid;
}

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

  test.each(['/services/data/ui/times', '/servicesNS/-/smtp_watch/saved/searches?count=0'])(
    '%s lists what the conf file has',
    async (path) => {
      expect(json(await server.call(path))).toMatchObject({ entry: [], paging: { total: 0 } });
    },
  );
});

describe('creating a job', () => {
  test.each([
    '/services/search/jobs',
    '/services/search/v2/jobs/',
    '/servicesNS/nobody/smtp_watch/search/jobs',
  ])('POST %s gives 201 with the sid', async (path) => {
    const created = await server.call(path, { search: 'search a' });
    expect([created.status, json(created)]).toEqual([201, { sid: expect.stringMatching(/^\d{10}\.\d+$/) }]);
  });

  test('the namespace of the path is that of the job', async () => {
    const created = await server.call('/servicesNS/nobody/smtp_watch/search/jobs', { search: 'search a' });
    const { sid } = json(created) as { sid: string };
    const feed = json(await server.call(`/services/search/jobs/${sid}`));
    expect(feed).toMatchObject({ entry: [{ acl: { owner: 'nobody', app: 'smtp_watch' } }] });
  });

  test.each([
    [{ search: 'search a | nonsense' }, 400, fatal(`Unknown search command 'nonsense'.`)],
    [{ search: '' }, 400, fatal('Empty search.')],
    [{ search: 'search a', foo: '1' }, 400, fatal('Argument "foo" is not supported by this handler.')],
    [
      { search: 'search a', search_mode: 'realtime', sample_ratio: '10' },
      400,
      fatal(
        'Argument "search_mode" is "realtime", the workbench supports "normal" only. Argument "sample_ratio" is "10", the workbench supports "1" only.',
      ),
    ],
    [
      { search: 'search a', earliest_time: 'rt-5m' },
      501,
      fatal('earliest_time asks for a real-time search, which the workbench does not support'),
    ],
    [
      { search: 'search a', timeout: '-1' },
      400,
      fatal('timeout is "-1", expected a whole number of 0 or more'),
    ],
    [
      { search: 'search a', id: '../x' },
      400,
      fatal('id is "../x", expected letters, digits, "_", "." and "-" only'),
    ],
  ])('%j is refused', async (body, status, envelope) => {
    const answer = await server.call('/services/search/v2/jobs', body as Record<string, string>);
    expect([answer.status, json(answer)]).toEqual([status, envelope]);
  });

  test('a blocking one answers when the job is done', async () => {
    const creating = server.call('/services/search/jobs', { search: 'search block', exec_mode: 'blocking' });
    (await server.searcher.started('search block')).succeed();
    const { sid } = json(await creating) as { sid: string };
    expect((await entryOf(sid)).content['dispatchState']).toBe('DONE');
  });
});

describe('a job entry', () => {
  test('of a running job', async () => {
    const sid = await createJob('search running');
    const entry = await entryOf(sid);
    expect(entry.name).toBe('search running');
    expect(entry.content).toMatchObject({
      sid,
      dispatchState: 'RUNNING',
      doneProgress: 0,
      isDone: false,
      isFailed: false,
      isFinalized: false,
      isRealTimeSearch: false,
      resultPreviewCount: 0,
      ttl: 600,
      messages: [],
      request: { search: 'search running' },
    });
  });

  test('of a job that is done', async () => {
    const sid = await doneJob('search done', 7);
    expect((await entryOf(sid)).content).toMatchObject({
      dispatchState: 'DONE',
      doneProgress: 1,
      isDone: true,
      resultCount: 7,
      resultPreviewCount: 7,
      eventCount: 10,
      scanCount: 20,
      reportSearch: 'search done',
    });
  });

  test('of a job that failed: it is done as well', async () => {
    const sid = await createJob('search failing');
    server.searcher.find('search failing').fail('smtpspoof: argument "foo" is unknown');
    while ((await entryOf(sid)).content['isDone'] !== true);
    expect((await entryOf(sid)).content).toMatchObject({
      dispatchState: 'FAILED',
      isFailed: true,
      messages: [{ type: 'FATAL', text: 'smtpspoof: argument "foo" is unknown' }],
    });
    const results = await server.call(`/services/search/v2/jobs/${sid}/results`);
    expect([results.status, json(results)]).toEqual([
      200,
      expect.objectContaining({
        results: [],
        messages: [{ type: 'FATAL', text: 'smtpspoof: argument "foo" is unknown' }],
      }),
    ]);
  });

  test('the list has the jobs asked for by id and leaves out those that are gone', async () => {
    const [first, second] = [await doneJob('search one'), await doneJob('search two')];
    const list = await server.call(
      `/services/search/jobs?output_mode=json&id=${second}&id=1.9999&id=${first}&count=3`,
    );
    const { entry, ...rest } = json(list) as { entry: { content: { sid: string } }[] };
    expect(entry.map(({ content }) => content.sid)).toEqual([second, first]);
    expect(rest).not.toHaveProperty('messages');
  });

  test('the list can be asked for jobs that were created with the same hash', async () => {
    const hash = 'java5:1234';
    const created = await server.call('/services/search/jobs', {
      search: 'search cached',
      'webframework.cache.hash': hash,
      earliest_time: '-1h',
    });
    const { sid } = json(created) as { sid: string };
    const filter = encodeURIComponent(`request.webframework.cache.hash=${hash}`);
    const found = json(await server.call(`/services/search/jobs?output_mode=json&search=${filter}`));
    expect(found).toMatchObject({
      entry: [
        {
          content: {
            sid,
            request: { search: 'search cached', earliest_time: '-1h', 'webframework.cache.hash': hash },
          },
        },
      ],
      paging: { total: 1 },
    });
  });

  test.each(['/services/search/jobs?output_mode=json_rows', '/services/search/jobs?output_mode=xml'])(
    '%s has no such form',
    async (path) => {
      const answer = await server.call(path);
      const mode = path.split('=')[1];
      expect([answer.status, json(answer)]).toEqual([
        400,
        fatal(`Invalid output_mode. Found "${mode}", expected json.`),
      ]);
    },
  );
});

describe('results', () => {
  const first = { preview: false, init_offset: 1, post_process_count: 0, messages: [] };
  const query = 'count=2&offset=1';

  test.each([
    [
      'json',
      {
        ...first,
        fields: [{ name: 'n' }, { name: 'list' }],
        results: [{ n: '1', list: ['a1', 'b1'] }, { n: '2' }],
        highlighted: {},
      },
    ],
    [
      'json_rows',
      {
        ...first,
        fields: ['n', 'list'],
        rows: [
          ['1', ['a1', 'b1']],
          ['2', null],
        ],
      },
    ],
    [
      'json_cols',
      {
        ...first,
        fields: ['n', 'list'],
        columns: [
          ['1', '2'],
          [['a1', 'b1'], null],
        ],
      },
    ],
  ])('as %s', async (mode, expected) => {
    const sid = await doneJob('search shape', 4);
    const answer = await server.call(`/services/search/v2/jobs/${sid}/results?output_mode=${mode}&${query}`);
    expect([answer.status, json(answer)]).toEqual([200, expected]);
  });

  test('as csv', async () => {
    const sid = await doneJob('search csv');
    const answer = await server.call(`/services/search/v2/jobs/${sid}/results?output_mode=csv`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=UTF-8');
    expect(answer.text).toBe('n,list\n0,\n1,"a1\nb1"\n2,\n');
  });

  test('fields are objects when metadata is asked for, and only those named by f', async () => {
    const sid = await doneJob('search meta');
    const answer = await server.call(
      `/services/search/v2/jobs/${sid}/results?output_mode=json_cols&show_metadata=true&f=n`,
    );
    expect(json(answer)).toMatchObject({ fields: [{ name: 'n' }], columns: [['0', '1', '2']] });
  });

  test('100 rows by default, all with count=0, at most 50,000', async () => {
    const sid = await doneJob('search many', 60_000);
    const rows = async (more: string): Promise<number> => {
      const answer = await server.call(
        `/services/search/v2/jobs/${sid}/results?output_mode=json_rows${more}`,
      );
      return (json(answer) as { rows: unknown[] }).rows.length;
    };
    expect([await rows(''), await rows('&count=0'), await rows('&count=0&offset=59000')]).toEqual([
      100, 50_000, 1000,
    ]);
  });

  test.each(['results', 'results_preview', 'events'])('%s are not there before the job is', async (name) => {
    const sid = await createJob('search slow');
    const answer = await server.call(`/services/search/v2/jobs/${sid}/${name}?output_mode=json`);
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  test('events are there for a search that does not transform them', async () => {
    const [plain, transforming] = [await doneJob('search plain', 2, false), await doneJob('search stats', 2)];
    const count = async (sid: string): Promise<number> => {
      const answer = await server.call(`/services/search/v2/jobs/${sid}/events?output_mode=json`);
      return (json(answer) as { results: unknown[] }).results.length;
    };
    expect([await count(plain), await count(transforming)]).toEqual([2, 0]);
  });

  test('a post-process search runs over the rows', async () => {
    const sid = await doneJob('search base');
    const asking = server.call(`/services/search/v2/jobs/${sid}/results`, {
      output_mode: 'json_rows',
      search: 'stats max(n)',
    });
    (await server.searcher.started('stats max(n)')).succeed(1);
    expect(json(await asking)).toMatchObject({ post_process_count: 1, rows: [['0', null]] });
    expect(server.searcher.find('stats max(n)').query.base).toMatchObject({ rows: 3 });
  });

  test.each([
    ['count=x', fatal('count is "x", expected a whole number of 0 or more')],
    ['nope=1', fatal('Argument "nope" is not supported by this handler.')],
    ['show_metadata=maybe', fatal('show_metadata is "maybe", expected a boolean')],
    ['output_mode=raw', fatal('Invalid output_mode. Found "raw", expected json, json_rows, json_cols, csv.')],
  ])('?%s is refused', async (args, envelope) => {
    const sid = await doneJob('search args');
    const answer = await server.call(`/services/search/v2/jobs/${sid}/results?${args}`);
    expect([answer.status, json(answer)]).toEqual([400, envelope]);
  });
});

describe('oneshot and export', () => {
  test('a oneshot answers with the results and leaves no job', async () => {
    const asking = server.call('/services/search/v2/jobs', {
      search: 'search once',
      exec_mode: 'oneshot',
      output_mode: 'json_rows',
      count: '1',
    });
    (await server.searcher.started('search once')).succeed();
    const answer = await asking;
    expect([answer.status, json(answer)]).toMatchObject([200, { rows: [['0', null]] }]);
    const list = json(await server.call('/services/search/jobs?count=0')) as { entry: { name: string }[] };
    expect(list.entry.map(({ name }) => name)).not.toContain('search once');
  });

  test('a oneshot that fails answers with the reason', async () => {
    const asking = server.call('/services/search/v2/jobs', { search: 'search fails', exec_mode: 'oneshot' });
    (await server.searcher.started('search fails')).fail('no such lookup');
    const answer = await asking;
    expect([answer.status, json(answer)]).toEqual([400, fatal('no such lookup')]);
  });

  test.each([
    [1, ['{"preview":false,"offset":0,"lastrow":true,"result":{"n":"0"}}', '']],
    [0, ['{"preview":false,"lastrow":true}', '']],
  ])('an export of %i rows', async (rows, lines) => {
    const search = `search export ${rows}`;
    const asking = server.call('/services/search/v2/jobs/export', { search, output_mode: 'json' });
    (await server.searcher.started(search)).succeed(rows);
    expect((await asking).text.split('\n')).toEqual(lines);
  });

  test('an export of many rows has each of them once, the last one marked', async () => {
    const asking = server.call('/services/search/v2/jobs/export', { search: 'search export', f: 'n' });
    (await server.searcher.started('search export')).succeed(12_000);
    const lines = (await asking).text.trim().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as { offset: number; result: object; lastrow?: true });
    expect(rows.map(({ offset }) => offset)).toEqual(Array.from({ length: 12_000 }, (_, at) => at));
    expect(rows.at(-1)).toEqual({ preview: false, offset: 11_999, lastrow: true, result: { n: '11999' } });
    expect(rows.filter(({ lastrow }) => lastrow)).toHaveLength(1);
    expect(server.searcher.dropped.at(-1)).toMatchObject({ rows: 12_000 });
  });

  test('an export as csv', async () => {
    const asking = server.call('/services/search/v2/jobs/export', {
      search: 'search csv',
      output_mode: 'csv',
    });
    (await server.searcher.started('search csv')).succeed(2);
    expect((await asking).text).toBe('n,list\n0,\n1,"a1\nb1"\n');
  });
});

describe('control', () => {
  test.each([
    ['finalize', {}, 'Search job finalized.'],
    ['touch', {}, 'Search job touched.'],
    ['setttl', { ttl: '42' }, 'The ttl of the search job was changed to 42.'],
    ['setpriority', { priority: '3' }, 'The priority of the search job was changed to 3.'],
    ['enablepreview', {}, 'Search job results preview enabled.'],
    ['disablepreview', {}, 'Search job results preview disabled.'],
    ['save', {}, 'Search job saved.'],
    ['unsave', {}, 'Search job unsaved.'],
    ['cancel', {}, 'Search job cancelled.'],
  ])('%s', async (action, more, text) => {
    const sid = await createJob('search controlled');
    const answer = await server.call(`/services/search/jobs/${sid}/control`, { action, ...more });
    expect([answer.status, json(answer)]).toEqual([200, { messages: [{ type: 'INFO', text }] }]);
    const after = await server.call(`/services/search/jobs/${sid}`, undefined, 'DELETE');
    expect(after.status).toBe(action === 'cancel' ? 404 : 200);
  });

  test('its effect shows in the entry', async () => {
    const sid = await doneJob('search kept');
    await server.call(`/services/search/jobs/${sid}/control`, { action: 'setttl', ttl: '42' });
    await server.call(`/services/search/jobs/${sid}/control`, { action: 'save' });
    expect((await entryOf(sid)).content).toMatchObject({ ttl: 42, isSaved: true });
  });

  test.each([
    ['pause', 501, error('action "pause" is not supported by the workbench')],
    [
      'explode',
      400,
      fatal(
        'action is "explode", expected cancel, finalize, touch, setttl, setpriority, enablepreview, disablepreview, save, unsave',
      ),
    ],
  ])('%s is refused', async (action, status, envelope) => {
    const sid = await doneJob('search refusing');
    const answer = await server.call(`/services/search/jobs/${sid}/control`, { action });
    expect([answer.status, json(answer)]).toEqual([status, envelope]);
  });
});

describe('parser', () => {
  test.each(['/services/search/v2/parser', '/services/search/parser'])('%s', async (path) => {
    const good = await server.call(path, { q: 'search a', parse_only: 'true', output_mode: 'json' });
    const bad = await server.call(path, { q: 'search a | nonsense' });
    expect([good.status, bad.status, json(bad)]).toEqual([
      200,
      400,
      fatal(`Unknown search command 'nonsense'.`),
    ]);
  });
});

describe('what there is not', () => {
  test.each([
    ['GET', '/services/search/jobs/1.2', 404, fatal('Unknown sid.')],
    ['GET', '/services/search/v2/jobs/1.2/results', 404, fatal('Unknown sid.')],
    ['POST', '/services/search/jobs/1.2/control', 404, fatal('Unknown sid.')],
    ['DELETE', '/services/search/jobs/1.2', 404, fatal('Unknown sid.')],
    ['GET', '/services/data/indexes', 404, error('the workbench has no endpoint data/indexes')],
    ['GET', '/services/authentication/users/root', 404, error('Could not find object id=root')],
    ['DELETE', '/services/server/info', 405, error('DELETE is not allowed on server/info, only GET')],
    [
      'GET',
      '/services/search/jobs/1/timeline',
      501,
      error('the timeline of a job is not supported by the workbench'),
    ],
    ['GET', '/services/search/jobs/%ff', 400, fatal('path holds "%ff", expected percent-encoded UTF-8')],
  ])('%s %s', async (method, path, status, envelope) => {
    const answer = await server.call(path, undefined, method);
    expect([answer.status, json(answer)]).toEqual([status, envelope]);
  });
});

test('while files are loading a job waits in the queue and says for what', async () => {
  const loading = await openHeldServer(true);
  try {
    const created = await loading.call('/services/search/jobs', { search: 'search early' });
    const { sid } = json(created) as { sid: string };
    expect(json(await loading.call(`/services/search/jobs/${sid}`))).toMatchObject({
      entry: [
        {
          content: {
            dispatchState: 'QUEUED',
            isDone: false,
            messages: [{ type: 'INFO', text: 'waiting for smtp.log to load: 42 %' }],
          },
        },
      ],
    });
    loading.endLoading();
    await new Promise((resolve) => setImmediate(resolve));
    expect(json(await loading.call(`/services/search/jobs/${sid}`))).toMatchObject({
      entry: [{ content: { dispatchState: 'RUNNING', messages: [] } }],
    });
  } finally {
    await loading.close();
  }
});
