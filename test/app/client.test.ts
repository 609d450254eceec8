/**
 * @jest-environment jsdom
 * @jest-environment-options {"url": "http://127.0.0.1:8000/en-US/app/smtp_watch/overview"}
 */

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly keepalive: boolean;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

const sent: Sent[] = [];
let answer: Answer = { status: 200 };

beforeEach(() => {
  sent.length = 0;
  Object.assign(window, {
    $C: {
      SPLUNKD_PATH: '/en-US/splunkd/__raw',
      LOCALE: 'en-US',
      MRSPARKLE_ROOT_PATH: '',
      MRSPARKLE_PORT_NUMBER: 8000,
      BUILD_NUMBER: 'b',
      USERNAME: 'admin',
    },
    fetch: (url: string, init: RequestInit & { headers: Record<string, string> }) => {
      const { method = 'GET', body, headers, keepalive = false } = init;
      sent.push({ url, method, body: String(body ?? ''), headers, keepalive });
      return Promise.resolve({ status: answer.status, json: () => Promise.resolve(answer.body) });
    },
  });
  jest.spyOn(document, 'cookie', 'get').mockReturnValue('splunkweb_csrf_token_8000=4711');
});

async function client(): Promise<typeof import('../../app/search/client').splunkClient> {
  return (await import('../../app/search/client')).splunkClient;
}

test('creates a job in the namespace of the app', async () => {
  answer = { status: 201, body: { sid: '17.1' } };
  const sid = await (await client()).create({ spl: 'index=main', earliest: '0', latest: '' });
  expect(sid).toBe('17.1');
  expect(sent[0]).toMatchObject({
    method: 'POST',
    url: '/en-US/splunkd/__raw/servicesNS/-/smtp_watch/search/jobs',
    headers: { 'X-Splunk-Form-Key': '4711', 'X-Requested-With': 'XMLHttpRequest' },
  });
  expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
    output_mode: 'json',
    search: 'search index=main',
    earliest_time: '0',
    latest_time: '',
    adhoc_search_level: 'smart',
    auto_cancel: '90',
  });
});

test.each([
  ['| tstats count', '| tstats count'],
  ['search x', 'search x'],
  ['`macro` | head 1', 'search `macro` | head 1'],
  ['searchable', 'search searchable'],
])('sends %j as %j', async (spl, search) => {
  answer = { status: 201, body: { sid: '1' } };
  await (await client()).create({ spl, earliest: '0', latest: '' });
  expect(new URLSearchParams(sent[0]?.body).get('search')).toBe(search);
});

test('a refused search rejects with the message of the server', async () => {
  answer = { status: 400, body: { messages: [{ type: 'FATAL', text: "Unknown search command 'foo'." }] } };
  await expect((await client()).create({ spl: '| foo', earliest: '0', latest: '' })).rejects.toThrow(
    "Unknown search command 'foo'.",
  );
});

test('reads the state of a job that knows little of itself yet', async () => {
  answer = { status: 200, body: { entry: [{ content: { dispatchState: 'QUEUED' } }] } };
  expect(await (await client()).status('1')).toEqual({
    isDone: false,
    isFailed: false,
    isQueued: true,
    progress: 0,
    resultCount: 0,
    messages: [],
  });
});

test('reads results as rows, post-processed by POST on the second version of the endpoint', async () => {
  answer = { status: 200, body: { fields: ['a'], rows: [['1']] } };
  const splunkClient = await client();
  expect(await splunkClient.rows('1', { offset: 20, count: 10 })).toMatchObject({ rows: [['1']] });
  expect(sent[0]).toMatchObject({
    method: 'GET',
    url: '/en-US/splunkd/__raw/services/search/v2/jobs/1/results?output_mode=json_rows&offset=20&count=10',
  });
  await splunkClient.rows('1', { offset: 0, count: 0, postProcess: '\n| head 1' });
  expect(sent[1]?.method).toBe('POST');
  expect(new URLSearchParams(sent[1]?.body).get('search')).toBe('| head 1');
});

test('a job without results yet has no rows', async () => {
  answer = { status: 204 };
  expect(await (await client()).rows('1', { offset: 0, count: 0 })).toEqual({ fields: [], rows: [] });
});

test('cancels by a request that outlives the page', async () => {
  answer = { status: 200, body: {} };
  await (await client()).cancel('17.1');
  expect(sent[0]).toMatchObject({
    method: 'POST',
    url: '/en-US/splunkd/__raw/services/search/jobs/17.1/control',
    keepalive: true,
  });
  expect(sent[0]?.body).toContain('action=cancel');
});
