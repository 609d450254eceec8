import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { get as getSaved } from '@splunk/splunk-utils/savedSearch';
import type { ConfigurationFile, Service } from 'splunk-sdk';
import { type ServedApp, serveApp } from '../web/served-app';
import { loggedInService } from './sdk-service';

const FILES = {
  'default/app.conf': '[package]\nid = mail_app\n',
  'default/savedsearches.conf': '[Shipped]\nsearch = index=* | head 1\naction.email = 1\n',
  'default/macros.conf': '[shipped]\ndefinition = index=*\niseval = 0\n',
};
const NAMESPACE = { owner: 'nobody', app: 'mail_app' };
const AUTHORIZATION = `Basic ${Buffer.from('admin:pw').toString('base64')}`;

let app: ServedApp;
let service: Service;

beforeAll(async () => {
  app = await serveApp(FILES);
  service = await loggedInService({ port: app.port, ...NAMESPACE });
});
afterAll(() => app.close());

type Answer = readonly [status: number, body: unknown];

async function call(method: string, path: string, args?: Readonly<Record<string, string>>): Promise<Answer> {
  const { status, text } = await app.send(`/servicesNS/nobody/mail_app/${path}`, {
    method,
    headers: { authorization: AUTHORIZATION, 'content-type': 'application/x-www-form-urlencoded' },
    ...(args && { body: new URLSearchParams(args).toString() }),
  });
  return [status, JSON.parse(text)];
}

function refusal(status: number, text: string): Answer {
  return [status, { messages: [{ type: 'ERROR', text }] }];
}

function local(file: string): string {
  const path = join(app.stateDir, 'local', `${file}.conf`);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

async function macros(): Promise<ConfigurationFile> {
  const files = await service.configurations(NAMESPACE).fetch();
  return files.item('macros')!.fetch();
}

test('that the app is set up is said once, and kept', async () => {
  const configured = async (): Promise<unknown> => {
    const [status, body] = await call('GET', 'apps/local/mail_app');
    return [status, (body as { entry: { content: { configured: boolean } }[] }).entry[0]?.content.configured];
  };
  expect(await configured()).toEqual([200, false]);
  await call('POST', 'apps/local/mail_app', { configured: '1' });
  expect(await configured()).toEqual([200, true]);
  expect(local('app')).toContain('[install]\nis_configured = 1\n');
  expect(await call('GET', 'apps/local/other')).toEqual(refusal(404, 'Could not find object id=other'));
});

test('the SDK adds, changes, disables and removes a saved search', async () => {
  const search = 'index=*\n| stats count by src\n| where count > 5 \\';
  const created = await service.savedSearches().create({ name: 'A/B 100 %', search, is_scheduled: '1' });
  expect(created.properties()).toMatchObject({
    search,
    is_scheduled: true,
    disabled: false,
    alert_type: 'always',
  });
  expect(created.acl()).toMatchObject({ removable: true, can_write: true });
  expect(local('savedsearches')).toContain('[A/B 100 %]\nsearch = index=*\\\n| stats count by src\\\n');
  await created.update({ cron_schedule: '*/5 * * * *', alert_threshold: '3', actions: 'email, lookup' });
  const found = (await service.savedSearches().fetch()).item('A/B 100 %')!;
  expect(found.properties()).toMatchObject({
    search,
    cron_schedule: '*/5 * * * *',
    quantity: '3',
    alert_threshold: '3',
    actions: 'email,lookup',
  });
  await found.update({ actions: 'lookup' });
  await found.disable();
  expect((await found.fetch()).properties()).toMatchObject({ disabled: true, actions: 'lookup' });
  await found.enable();
  expect((await found.fetch()).properties()).toMatchObject({ disabled: false });
  await found.remove();
  expect((await service.savedSearches().fetch()).list().map(({ name }) => name)).toEqual(['Shipped']);
  expect(local('savedsearches')).toBe('');
});

test('what the app brings is changed beside it, and cannot be taken away', async () => {
  const shipped = (await service.savedSearches().fetch()).item('Shipped')!;
  await shipped.update({ description: 'mine', search: 'index=main', actions: '' });
  expect((await shipped.fetch()).properties()).toMatchObject({
    search: 'index=main',
    description: 'mine',
    actions: '',
  });
  expect(local('savedsearches')).toBe(
    '[Shipped]\ndescription = mine\nsearch = index=main\naction.email = 0\n',
  );
  expect(shipped.acl()).toMatchObject({ removable: false, can_write: true });
  expect(readFileSync(join(app.dir, 'default', 'savedsearches.conf'), 'utf8')).toBe(
    FILES['default/savedsearches.conf'],
  );
  expect(await call('DELETE', 'saved/searches/Shipped')).toEqual(
    refusal(400, 'Object id=Shipped cannot be deleted in config=savedsearches.'),
  );
});

test('the SDK adds, changes and removes a macro', async () => {
  const created = await (await macros()).create('of(2)', { definition: 'src="$a$" `shipped`', args: 'a, b' });
  expect(created.properties()).toMatchObject({
    definition: 'src="$a$" `shipped`',
    args: 'a, b',
    'eai:appName': 'mail_app',
  });
  await created.update({ definition: 'src="$b$"' });
  expect((await macros()).list().map(({ name }) => name)).toEqual(['shipped', 'of(2)']);
  expect(await call('GET', 'admin/macros/of(2)')).toMatchObject([
    200,
    { entry: [{ content: { definition: 'src="$b$"' } }] },
  ]);
  await (await macros()).item('of(2)')!.remove();
  expect(await call('GET', 'data/macros')).toMatchObject([
    200,
    { entry: [{ name: 'shipped' }], paging: { total: 1 } },
  ]);
});

test('a fault in a search or macro is kept as Splunk keeps it', async () => {
  expect((await call('POST', 'saved/searches', { name: 'Broken', search: '* | stats (' }))[0]).toBe(201);
  expect((await call('POST', 'configs/conf-macros', { name: 'broken', definition: '`endless' }))[0]).toBe(
    201,
  );
  for (const path of ['saved/searches/Broken', 'configs/conf-macros/broken'])
    expect((await call('DELETE', path))[0]).toBe(200);
});

test('a blank object shows what a new one begins with', async () => {
  expect(await call('GET', 'saved/searches/_new')).toMatchObject([
    200,
    { entry: [{ name: '_new', content: { is_scheduled: false } }] },
  ]);
});

test.each<[string, string, Record<string, string> | undefined, number, string]>([
  ['POST', 'saved/searches', {}, 400, 'The following required arguments are missing: name, search.'],
  ['POST', 'saved/searches', { name: 'x' }, 400, 'The following required arguments are missing: search.'],
  [
    'POST',
    'saved/searches',
    { name: 'Shipped', search: '*' },
    409,
    "Unable to create saved search with name 'Shipped'. A saved search with that name already exists.",
  ],
  ['POST', 'configs/conf-macros', { name: 'shipped' }, 409, 'An object with name=shipped already exists'],
  [
    'POST',
    'saved/searches/Shipped',
    { serch: 'x', "x'; DROP": '1' },
    400,
    'Argument "serch" is not supported by this handler. Argument "x\'; DROP" is not supported by this handler.',
  ],
  ['POST', 'saved/searches/Shipped', { name: 'x' }, 400, 'Argument "name" is not supported by this handler.'],
  [
    'POST',
    'configs/conf-macros/shipped',
    { search: 'x' },
    400,
    'Argument "search" is not supported by this handler.',
  ],
  ['POST', 'saved/searches/none', { search: 'x' }, 404, 'Could not find object id=none'],
  ['DELETE', 'saved/searches/none', undefined, 404, 'Could not find object id=none'],
  ['GET', 'configs/conf-macros/none', undefined, 404, 'Could not find object id=none'],
  ['GET', 'configs/inputs', undefined, 404, 'the workbench has no endpoint configs/inputs'],
  [
    'DELETE',
    'configs/conf-macros/shipped',
    undefined,
    400,
    'Object id=shipped cannot be deleted in config=macros.',
  ],
  [
    'POST',
    'configs/conf-macros',
    { name: 'a]\n[b' },
    400,
    'name is "a]\\n[b", expected one line of text other than "default"',
  ],
  [
    'POST',
    'configs/conf-macros',
    { name: 'default' },
    400,
    'name is "default", expected one line of text other than "default"',
  ],
])('%s %s %j is refused', async (method, path, args, status, text) => {
  const before = [local('savedsearches'), local('macros')];
  expect(await call(method, path, args)).toEqual(refusal(status, text));
  expect([local('savedsearches'), local('macros')]).toEqual(before);
});

test('another app has nothing to change here', async () => {
  const { status } = await app.send('/servicesNS/nobody/search/saved/searches', {
    method: 'POST',
    headers: { authorization: AUTHORIZATION },
    body: 'name=x&search=y',
  });
  expect(status).toBe(404);
});

test('names and values that mean something elsewhere are but text', async () => {
  const definition = '# no comment\n[nor a stanza]\n$x$ "<b>" \'; DROP TABLE x; --\n';
  const name = '<b>"x"</b> [y] = \\';
  expect((await call('POST', 'admin/macros', { name, definition }))[0]).toBe(201);
  expect(await call('GET', `admin/macros/${encodeURIComponent(name)}`)).toMatchObject([
    200,
    { entry: [{ name, content: { definition: definition.trim() } }] },
  ]);
  expect((await call('DELETE', `admin/macros/${encodeURIComponent(name)}`))[0]).toBe(200);
});

test('splunk-utils reads what was written', async () => {
  await call('POST', 'saved/searches', { name: 'Written', search: 'index=main' });
  const config = { splunkdPath: `http://127.0.0.1:${app.port}`, app: 'mail_app', owner: 'nobody' };
  const init = { headers: { Authorization: AUTHORIZATION } };
  const found = (await getSaved({ name: 'Written', app: 'mail_app', owner: 'nobody' }, {}, config, init)) as {
    entry: { content: { search: string } }[];
  };
  expect(found.entry[0]!.content.search).toBe('index=main');
});
