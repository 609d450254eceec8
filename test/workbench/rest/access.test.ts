import { type ServedApp, serveApp } from '../web/served-app';

const META = `[]
access = read : [ * ], write : [ admin ]

[collections/triage]
access = read : [ analyst ], write : [ analyst ]

[collections/notes]
access = read : [ * ], write : [ admin ]

[collections/secret]
access = read : [ admin ], write : [ admin ]

[savedsearches/Secret]
access = read : [ admin ], write : [ admin ]

[macros/owned]
access = read : [ * ], write : [ analyst ]
`;
const FILES = {
  'default/app.conf': '[package]\nid = mail_app\n',
  'default/authorize.conf': '[role_analyst]\nimportRoles = user\n',
  'default/collections.conf': '[triage]\n[notes]\n[secret]\n',
  'default/savedsearches.conf':
    '[Open]\nsearch = index=*\nalert.track = 1\n[Secret]\nsearch = index=*\nalert.track = 1\n',
  'default/macros.conf': '[owned]\ndefinition = a\n[other]\ndefinition = b\n',
  'metadata/default.meta': META,
};
const DATA = 'storage/collections/data';

let app: ServedApp;

beforeAll(async () => {
  const accounts = [
    { name: 'ann', password: 'an', roles: ['analyst'] },
    { name: 'joe', password: 'jo', roles: ['user'] },
  ];
  app = await serveApp(FILES, false, accounts);
});
afterAll(() => app.close());

type Answer = readonly [status: number, body: unknown];

async function call(who: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const password = { ann: 'an', joe: 'jo', admin: 'pw' }[who];
  const isJson = path.startsWith(DATA);
  const { status, text } = await app.send(`/servicesNS/nobody/mail_app/${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${who}:${password}`).toString('base64')}`,
      'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
    },
    ...(body !== undefined && {
      body: isJson ? JSON.stringify(body) : new URLSearchParams(body as Record<string, string>).toString(),
    }),
  });
  return [status, text === '' ? '' : JSON.parse(text)];
}

function refused(text: string): Answer {
  return [403, { messages: [{ type: 'ERROR', text }] }];
}

test('a role writes the collections that are its own, and no others', async () => {
  expect((await call('ann', 'POST', `${DATA}/triage`, { _key: 'a' }))[0]).toBe(201);
  expect(await call('ann', 'GET', `${DATA}/triage/a`)).toMatchObject([200, { _key: 'a' }]);
  const text =
    "User 'ann' with roles { analyst, user } cannot write: /nobody/mail_app/collections/notes { read : [ * ], write : [ admin ] }";
  for (const [method, path, body] of [
    ['POST', 'notes', {}],
    ['POST', 'notes/batch_save', [{}]],
    ['POST', 'notes/a', {}],
    ['DELETE', 'notes', undefined],
    ['DELETE', 'notes/a', undefined],
  ] as const)
    expect(await call('ann', method, `${DATA}/${path}`, body)).toEqual(refused(text));
  expect(await call('admin', 'GET', `${DATA}/notes`)).toEqual([200, []]);
});

test('who may not read a collection is told so, and does not see it in the list', async () => {
  const text =
    "User 'joe' with roles { user } cannot read: /nobody/mail_app/collections/triage { read : [ analyst ], write : [ analyst ] }";
  expect(await call('joe', 'GET', `${DATA}/triage`)).toEqual(refused(text));
  expect(await call('joe', 'POST', `${DATA}/triage/batch_find`, [{}])).toEqual(refused(text));
  const names = async (who: string): Promise<string[]> => {
    const [, body] = await call(who, 'GET', 'storage/collections/config');
    return (body as { entry: { name: string }[] }).entry.map(({ name }) => name);
  };
  expect([await names('joe'), await names('ann'), await names('admin')]).toEqual([
    ['notes'],
    ['triage', 'notes'],
    ['triage', 'notes', 'secret'],
  ]);
});

test('saved searches and macros are changed by those who may', async () => {
  expect((await call('ann', 'POST', 'admin/macros/owned', { definition: 'c' }))[0]).toBe(200);
  for (const [method, path, body, object] of [
    ['POST', 'admin/macros/other', { definition: 'c' }, 'macros/other'],
    ['POST', 'admin/macros', { name: 'new' }, 'macros'],
    ['POST', 'saved/searches/Open', { search: 'x' }, 'savedsearches/Open'],
    ['POST', 'saved/searches/Open/disable', {}, 'savedsearches/Open'],
    ['POST', 'saved/searches', { name: 'new', search: 'x' }, 'savedsearches'],
    ['DELETE', 'saved/searches/Open', undefined, 'savedsearches/Open'],
  ] as const)
    expect(await call('ann', method, path, body)).toEqual(
      refused(
        `User 'ann' with roles { analyst, user } cannot write: /nobody/mail_app/${object} { read : [ * ], write : [ admin ] }`,
      ),
    );
  expect((await call('admin', 'POST', 'admin/macros/other', { definition: 'c' }))[0]).toBe(200);
});

test('what may not be read is not there', async () => {
  const [, list] = await call('ann', 'GET', 'saved/searches');
  expect((list as { entry: { name: string; acl: object }[] }).entry).toMatchObject([
    { name: 'Open', acl: { can_write: false, perms: { read: ['*'], write: ['admin'] } } },
  ]);
  for (const [method, path] of [
    ['GET', 'saved/searches/Secret'],
    ['POST', 'saved/searches/Secret'],
    ['POST', 'saved/searches/Secret/dispatch'],
  ] as const)
    expect((await call('ann', method, path, method === 'POST' ? {} : undefined))[0]).toBe(404);
});

test('each user has records of his own, and is told who he is', async () => {
  const own = `/servicesNS/joe/mail_app/${DATA}/notes`;
  const as = (who: string, password: string) => ({
    headers: { authorization: `Basic ${Buffer.from(`${who}:${password}`).toString('base64')}` },
  });
  expect((await app.send(own, as('joe', 'jo'))).status).toBe(200);
  expect((await app.send(own, as('ann', 'an'))).status).toBe(400);
  expect((await app.send(own, as('joe', 'an'))).status).toBe(401);
  expect(await call('ann', 'GET', 'authentication/current-context')).toMatchObject([
    200,
    {
      entry: [
        {
          content: { username: 'ann', roles: ['analyst'], capabilities: expect.arrayContaining(['search']) },
        },
      ],
    },
  ]);
});

test('a session key is that of the user who logged in', async () => {
  const { text } = await app.send('/services/auth/login', {
    method: 'POST',
    body: 'username=ann&password=an',
  });
  const { sessionKey } = JSON.parse(text) as { sessionKey: string };
  const headers = { authorization: `Splunk ${sessionKey}` };
  const context = await app.send('/services/authentication/current-context', { headers });
  expect(JSON.parse(context.text)).toMatchObject({ entry: [{ content: { username: 'ann' } }] });
});

test('fired alerts and their suppression are for those who may read or write the saved search', async () => {
  expect((await call('joe', 'GET', 'saved/searches/Secret/suppress'))[0]).toBe(404);
  expect((await call('joe', 'GET', 'saved/searches/Open/suppress'))[0]).toBe(200);
  expect((await call('joe', 'POST', 'saved/searches/Open/acknowledge', {}))[0]).toBe(403);
  expect((await call('admin', 'POST', 'saved/searches/Open/acknowledge', {}))[0]).toBe(200);
  expect((await call('joe', 'POST', 'saved/searches/Secret/dispatch', {}))[0]).toBe(404);
  const run = async (name: string): Promise<void> => {
    const started = app.searcher.searches.length;
    expect(
      (await call('admin', 'POST', `saved/searches/${name}/dispatch`, { trigger_actions: '1' }))[0],
    ).toBe(201);
    app.searcher.searches[started]!.succeed();
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  await run('Open');
  await run('Secret');
  const names = async (who: string): Promise<unknown> => {
    const [, feed] = await call(who, 'GET', 'alerts/fired_alerts');
    return (feed as { entry: { name: string }[] }).entry.map(({ name }) => name);
  };
  expect(await names('joe')).toEqual(['-', 'Open']);
  expect(await names('admin')).toEqual(['-', 'Secret', 'Open']);
  const [, fired] = await call('admin', 'GET', 'alerts/fired_alerts/-');
  const [secret, open] = (fired as { entry: { name: string }[] }).entry;
  expect((await call('joe', 'DELETE', `alerts/fired_alerts/${secret!.name}`))[0]).toBe(404);
  expect((await call('joe', 'DELETE', `alerts/fired_alerts/${open!.name}`))[0]).toBe(403);
  expect((await call('admin', 'DELETE', `alerts/fired_alerts/${secret!.name}`))[0]).toBe(200);
});
