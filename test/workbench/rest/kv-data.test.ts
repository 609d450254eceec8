import { type ServedApp, serveApp } from '../web/served-app';

const CONF = `[triage]
enforceTypes = true
field.score = number
accelerated_fields.by_score = {"score": -1}

[notes]
`;
const JSON_TYPE = { 'content-type': 'application/json' };
const AUTHORIZATION = { authorization: `Basic ${Buffer.from('admin:pw').toString('base64')}` };
const ROOT = '/servicesNS/nobody/mail_app/storage/collections';
const NOTES = `${ROOT}/data/notes`;

let app: ServedApp;

beforeAll(async () => {
  app = await serveApp({
    'default/app.conf': '[package]\nid = mail_app\n',
    'default/collections.conf': CONF,
  });
});
afterAll(() => app.close());
afterEach(async () => {
  for (const path of [NOTES, NOTES.replace('nobody', 'admin')]) await call('DELETE', path);
});

type Answer = readonly [status: number, body: unknown];

async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const { status, text } = await app.send(path, {
    method,
    headers: { ...AUTHORIZATION, ...(body !== undefined && JSON_TYPE) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return [status, text === '' ? '' : JSON.parse(text)];
}

function refusal(status: number, text: unknown, type = 'ERROR'): Answer {
  return [status, { messages: [{ type, text }] }];
}

function query(value: unknown): string {
  return `?query=${encodeURIComponent(JSON.stringify(value))}`;
}

test('a record is added, read, replaced and removed', async () => {
  expect(await call('POST', NOTES, { _key: 'a/b ü', text: 'one', n: 1 })).toEqual([201, { _key: 'a/b ü' }]);
  const path = `${NOTES}/${encodeURIComponent('a/b ü')}`;
  expect(await call('GET', path)).toEqual([200, { text: 'one', n: 1, _user: 'nobody', _key: 'a/b ü' }]);
  expect(await call('POST', path, { text: 'two', _key: 'ignored' })).toEqual([200, { _key: 'a/b ü' }]);
  expect(await call('GET', path)).toEqual([200, { text: 'two', _user: 'nobody', _key: 'a/b ü' }]);
  expect(await call('DELETE', path)).toEqual([200, '']);
  for (const method of ['GET', 'DELETE']) {
    expect(await call(method, path)).toEqual(refusal(404, 'Could not find object.'));
  }
  expect(await call('POST', path, {})).toEqual(refusal(404, 'Could not find object.'));
});

test('a record without a key is given one', async () => {
  const [status, body] = await call('POST', `${NOTES}/`, { text: 'one' });
  const { _key } = body as { _key: string };
  expect([status, _key]).toEqual([201, expect.stringMatching(/^[0-9a-f]{24}$/)]);
  expect(await call('GET', `${NOTES}/${_key}`)).toMatchObject([200, { text: 'one' }]);
});

test('a key that is taken is a conflict', async () => {
  await call('POST', NOTES, { _key: 'a', n: 1 });
  expect(await call('POST', NOTES, { _key: 'a', n: 2 })).toEqual(
    refusal(409, 'A document with the same key and user already exists.'),
  );
  expect(await call('GET', `${NOTES}/a`)).toMatchObject([200, { n: 1 }]);
});

test('records are found by query, sorted, cut and chosen from', async () => {
  const records = [3, 1, 2].map((n) => ({ _key: `k${n}`, n, text: `t${n}` }));
  expect(await call('POST', `${NOTES}/batch_save`, records)).toEqual([200, ['k3', 'k1', 'k2']]);
  const find = async (args: string): Promise<unknown> => (await call('GET', `${NOTES}${args}`))[1];
  expect(await find('?sort=n&fields=n')).toEqual([1, 2, 3].map((n) => ({ n, _key: `k${n}` })));
  expect(await find('?sort=n:-1&limit=1&skip=1&fields=n,_key:0&output_mode=json')).toEqual([{ n: 2 }]);
  expect(await find(`${query({ n: { $gt: 2 } })}&fields=text:0`)).toEqual([
    { n: 3, _user: 'nobody', _key: 'k3' },
  ]);
  expect(await call('DELETE', NOTES + query({ n: { $lte: 2 } }))).toEqual([200, '']);
  expect(await find('?fields=_key')).toEqual([{ _key: 'k3' }]);
});

test('many queries are answered at once', async () => {
  await call(
    'POST',
    `${NOTES}/batch_save`,
    [1, 2].map((n) => ({ _key: `k${n}`, n })),
  );
  const queries = [
    { query: { n: 2 }, fields: 'n' },
    { query: { n: 9 } },
    { sort: 'n:-1', limit: 1, fields: '_key' },
  ];
  expect(await call('POST', `${NOTES}/batch_find`, queries)).toEqual([
    200,
    [[{ n: 2, _key: 'k2' }], [], [{ _key: 'k2' }]],
  ]);
  expect(await call('POST', `${NOTES}/batch_find`, [{ where: 1 }])).toEqual(
    refusal(400, 'batch holds "where", expected query, fields, sort, limit, skip, shared'),
  );
});

test('a batch is saved as a whole or not at all', async () => {
  await call('POST', NOTES, { _key: 'a', n: 1, old: true });
  expect(await call('POST', `${NOTES}/batch_save`, [{ _key: 'b' }, 5])).toEqual(
    refusal(400, 'record is no JSON object'),
  );
  const many = Array.from({ length: 1001 }, () => ({}));
  expect(await call('POST', `${NOTES}/batch_save`, many)).toEqual(
    refusal(400, expect.stringContaining('max_documents_per_batch_save=1000')),
  );
  expect(await call('POST', `${NOTES}/batch_save`, {})).toEqual(
    refusal(400, 'batch is no JSON array of records'),
  );
  expect(await call('POST', `${NOTES}/batch_save`, [{ _key: 'a', n: 2 }])).toEqual([200, ['a']]);
  expect(await call('GET', NOTES)).toEqual([200, [{ n: 2, _user: 'nobody', _key: 'a' }]]);
});

test('a user has records of his own, and sees those of all when he asks for them', async () => {
  const own = NOTES.replace('nobody', 'admin');
  await call('POST', NOTES, { _key: 'a', of: 'all' });
  await call('POST', own, { _key: 'a', of: 'me' });
  const owners = async (path: string): Promise<unknown> =>
    ((await call('GET', path))[1] as { of: string; _user: string }[]).map(({ of, _user }) => [of, _user]);
  expect(await owners(NOTES)).toEqual([['all', 'nobody']]);
  expect(await owners(own)).toEqual([['me', 'admin']]);
  expect(await owners(`${own}?shared=true`)).toEqual([
    ['me', 'admin'],
    ['all', 'nobody'],
  ]);
  await call('DELETE', own);
  expect(await owners(`${own}?shared=1`)).toEqual([['all', 'nobody']]);
});

test('types that are enforced are enforced', async () => {
  const triage = `${ROOT}/data/triage`;
  expect(await call('POST', triage, { score: 'high' })).toEqual(
    refusal(400, 'score is "high", expected type number'),
  );
  await call('POST', triage, { _key: 'a', score: '5' });
  expect(await call('GET', `${triage}/a`)).toMatchObject([200, { score: 5 }]);
});

test.each([
  ['GET', `${ROOT}/data/nothing`, undefined, 404, 'Could not find collection "nothing".'],
  ['POST', `${ROOT}/data/__proto__`, {}, 404, 'Could not find collection "__proto__".'],
  ['GET', NOTES.replace('mail_app', 'other'), undefined, 404, 'Could not find app "other".'],
  [
    'GET',
    NOTES.replace('nobody', '-'),
    undefined,
    400,
    'owner is "-", expected nobody or admin as in /servicesNS/nobody/<app>',
  ],
  [
    'GET',
    `${NOTES}?query={`,
    undefined,
    400,
    expect.stringMatching(/^JSON in the request is invalid\. \(.+\)$/),
  ],
  ['DELETE', `${NOTES}${query({ n: { $in: [1] } })}`, undefined, 400, expect.stringContaining('"$in"')],
  ['GET', `${NOTES}?sort=n:up`, undefined, 400, 'sort holds "n:up", expected field, field:1 or field:-1'],
  ['POST', NOTES, '{"a":', 400, expect.stringContaining('JSON in the request is invalid.')],
  ['POST', NOTES, '[1]', 400, 'record is no JSON object'],
])('%s %s %j is refused', async (method, path, body, status, text) => {
  expect(await call(method, path, body)).toEqual(refusal(status, text));
});

test.each([
  [`${NOTES}?limit=-1`, 'limit is "-1", expected a whole number of 0 or more'],
  [`${NOTES}?shared=maybe`, 'shared is "maybe", expected a boolean'],
  [`${NOTES}?count=1`, 'Argument "count" is not supported by this handler.'],
])('GET %s is refused for its arguments', async (path, text) => {
  expect(await call('GET', path)).toEqual(refusal(400, text, 'FATAL'));
});

test('a body that is no JSON is refused, and one that is too large', async () => {
  const send = async (headers: Record<string, string>, body: string): Promise<Answer> => {
    const { status, text } = await app.send(NOTES, {
      method: 'POST',
      headers: { ...AUTHORIZATION, ...headers },
      body,
    });
    return [status, JSON.parse(text)];
  };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(await send(form, '')).toEqual(
    refusal(415, 'request body is application/x-www-form-urlencoded, expected application/json'),
  );
  expect(await send({}, '')).toEqual(refusal(415, 'request body is none, expected application/json'));
  expect(await send({ 'content-type': 'text/plain' }, '{}')).toMatchObject([415, {}]);
  const large = { ...JSON_TYPE, 'content-length': '16000001' };
  expect(await send(large, '')).toEqual(refusal(413, 'request body is larger than 16000000 bytes', 'FATAL'));
});

test('JSON is taken where records are and nowhere else', async () => {
  expect(await call('POST', '/services/search/jobs', {})).toMatchObject([415, {}]);
});

test('nobody comes in without a key, and no page writes without its form key', async () => {
  expect((await app.send(NOTES)).status).toBe(401);
  const { cookie, formKey } = await app.openPage();
  const page = `/en-US/splunkd/__raw${NOTES}`;
  const write = (headers: Record<string, string>): ReturnType<ServedApp['send']> =>
    app.send(page, { method: 'POST', headers: { cookie, ...JSON_TYPE, ...headers }, body: '{}' });
  expect((await write({})).status).toBe(401);
  expect((await write({ 'x-splunk-form-key': formKey })).status).toBe(201);
});

test('collections are listed with their settings', async () => {
  expect(await call('GET', `${ROOT}/config?output_mode=json`)).toMatchObject([
    200,
    {
      entry: [
        {
          name: 'triage',
          acl: { app: 'mail_app' },
          content: {
            enforceTypes: 'true',
            'field.score': 'number',
            'accelerated_fields.by_score': '{"score": -1}',
            'eai:appName': 'mail_app',
          },
        },
        { name: 'notes', content: { enforceTypes: 'false', disabled: false } },
      ],
    },
  ]);
  expect(await call('GET', `${ROOT}/config/notes`)).toMatchObject([200, { entry: [{ name: 'notes' }] }]);
  expect(await call('GET', `${ROOT}/config/nothing`)).toEqual(
    refusal(404, 'Could not find object id=nothing'),
  );
  expect(await call('POST', `${ROOT}/config`)).toEqual(
    refusal(501, 'making collections is not supported by the workbench'),
  );
});
