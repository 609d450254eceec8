import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job, SavedSearch, Service } from 'splunk-sdk';
import { type RunningWorkbench, startWorkbench } from '../../../workbench/start';
import { loggedInService } from './sdk-service';

const TWIN = join(__dirname, '..', '..', '..', 'samples', 'maccdc2012-twin.log');
const SAVED = `[Top senders]
search = index=* sourcetype=zeek:smtp:headerless | top limit=2 src
dispatch.earliest_time = 0
dispatch.ttl = 90
description = who sends most

[A/B 100 %]
search = | makeresults
dispatch.ttl = 2p

[Off]
search = index=*
disabled = 1

[Broken]
search = index=* | nonsense
`;

let home: string;
let workbench: RunningWorkbench;
let service: Service;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'saved-searches-'));
  const appDir = join(home, 'mail_app');
  mkdirSync(join(appDir, 'default'), { recursive: true });
  writeFileSync(join(appDir, 'default', 'app.conf'), '');
  writeFileSync(join(appDir, 'default', 'savedsearches.conf'), SAVED);
  workbench = await startWorkbench({
    port: 0,
    files: [TWIN],
    password: 'pw',
    appDir,
    stateDir: join(home, 'state'),
  });
  const { port } = workbench;
  service = await loggedInService({ port, app: 'mail_app' });
  await workbench.loaded.catch(() => undefined);
});
afterAll(async () => {
  await workbench.close();
  rmSync(home, { recursive: true });
});

async function saved(name: string): Promise<SavedSearch> {
  const found = (await service.savedSearches().fetch()).item(name);
  if (!found) throw new Error(`found no saved search ${name}`);
  return found;
}

function ended(job: Job): Promise<Job> {
  return new Promise((resolve, reject) => {
    void job.track({ period: 20 }, { done: resolve, failed: resolve, error: reject });
  });
}

test('saved searches are listed and read one by one', async () => {
  const list = (await service.savedSearches().fetch()).list();
  expect(list.map(({ name }) => name)).toEqual(['Top senders', 'A/B 100 %', 'Off', 'Broken']);
  const one = await (await saved('A/B 100 %')).fetch();
  expect(one.properties()).toMatchObject({ search: '| makeresults', disabled: false, is_scheduled: false });
});

test('a saved search is dispatched with its own times, and its jobs are its history', async () => {
  const search = await saved('Top senders');
  const [first] = await search.dispatch();
  const [second] = await search.dispatch({ 'dispatch.earliest_time': '2000000000', force_dispatch: false });
  const jobs = [await ended(await first.fetch()), await ended(await second.fetch())];
  expect(jobs.map((job) => job.properties())).toMatchObject([
    { label: 'Top senders', isSavedSearch: true, ttl: 90, request: { earliest_time: '0' } },
    { request: { earliest_time: '2000000000' }, eventCount: 0 },
  ]);
  const [history] = await search.history();
  expect(history.map(({ sid }) => sid)).toEqual([second.sid, first.sid]);
  const [none] = await (await saved('Off')).history();
  expect(none).toEqual([]);
});

test('a ttl in periods leaves the job what any other has', async () => {
  const [job] = await (await saved('A/B 100 %')).dispatch();
  expect((await job.fetch()).properties()).toMatchObject({ ttl: 600 });
});

test.each<[string, Record<string, string>, string]>([
  ['Off', {}, 'saved search "Off" is disabled'],
  ['Broken', {}, 'nonsense'],
  ['Top senders', { 'dispatch.earliest_time': 'soon' }, 'earliest_time is "soon"'],
  ['Top senders', { 'dispatch.now': 'soon' }, 'dispatch.now is "soon"'],
  ['Top senders', { trigger_actions: 'perhaps' }, 'trigger_actions is "perhaps", expected a boolean'],
  ['Top senders', { 'args.src': 'x' }, 'Argument "args.src" is not supported'],
])('%s is not dispatched with %j', async (name, options, text) => {
  await expect((await saved(name)).dispatch(options)).rejects.toMatchObject({
    status: 400,
    data: { messages: [{ text: expect.stringContaining(text) }] },
  });
});

test('a saved search that is not there is said to be so', async () => {
  const headers = { authorization: `Basic ${Buffer.from('admin:pw').toString('base64')}` };
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/dispatch'],
    ['GET', '/history'],
  ] as const) {
    const url = `http://127.0.0.1:${workbench.port}/services/saved/searches/none${path}`;
    const answer = await fetch(url, { method, headers });
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { messages: [{ type: 'ERROR', text: 'Could not find object id=none' }] },
    ]);
  }
});
