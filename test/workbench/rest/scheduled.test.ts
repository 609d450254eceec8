import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Service } from 'splunk-sdk';
import { type RunningWorkbench, startWorkbench } from '../../../workbench/start';
import { loggedInService } from './sdk-service';

const ROOT = join(__dirname, '..', '..', '..');
const TWIN = join(ROOT, 'samples', 'maccdc2012-twin.log');
const SCHEDULED = 'enableSched = 1\ncron_schedule = */5 * * * *\n';
const EVENTS = 'index=* sourcetype=zeek:smtp:headerless';

const SAVED = `[Uses the list]
${SCHEDULED}search = | inputlookup senders.csv | stats count
alert.track = 1
counttype = number of events
relation = greater than
quantity = 0
alert.severity = 5
action.email = 1
alert.suppress = 1
alert.suppress.period = 1h

[Makes the list]
${SCHEDULED}schedule_priority = highest
search = ${EVENTS} | stats count by src | outputlookup senders.csv

[When is now]
${SCHEDULED}search = ${EVENTS} | stats max(_time) AS last min(_time) AS first | eval now=now()
dispatch.earliest_time = -5m

[Broken]
${SCHEDULED}search = ${EVENTS} | nonsense

[Fails]
${SCHEDULED}search = ${EVENTS} | smtpspamrate window=0s by src

[Off]
${SCHEDULED}disabled = 1
search = ${EVENTS}

[Only when asked]
search = ${EVENTS} | stats count
alert.track = 1
alert_condition = search count>1000

[Each sender]
${SCHEDULED}search = ${EVENTS} | stats count by src | sort - count
alert.track = 1
alert.digest_mode = 0
alert_condition = search count>20
alert.suppress = 1
alert.suppress.fields = src
alert.suppress.period = 1d
`;

let home: string;
let workbench: RunningWorkbench;
let service: Service;
const notes: string[] = [];

async function get(
  path: string,
  query: Record<string, string> = { count: '0' },
): Promise<{ entry: { name: string; content: Record<string, unknown> }[] }> {
  return (await service.request(path, 'GET', query, null, null, {})).data as never;
}

async function content(path: string, query?: Record<string, string>): Promise<Record<string, unknown>[]> {
  return (await get(path, query)).entry.map((entry) => entry.content);
}

/** The rows of the only job of a saved search, as soon as it is done. */
async function rowsOf(name: string): Promise<Record<string, unknown>[]> {
  const [job] = await content(`saved/searches/${encodeURIComponent(name)}/history`);
  const results = await service.request(
    `search/v2/jobs/${String(job?.['sid'])}/results`,
    'GET',
    { output_mode: 'json' },
    null,
    null,
    {},
  );
  return (results.data as { results: Record<string, unknown>[] }).results;
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'scheduled-'));
  const appDir = join(home, 'smtp_watch');
  cpSync(join(ROOT, 'dist', 'smtp_watch'), appDir, { recursive: true });
  writeFileSync(join(appDir, 'default', 'savedsearches.conf'), SAVED);
  workbench = await startWorkbench({
    port: 0,
    files: [TWIN],
    password: 'pw',
    appDir,
    stateDir: join(home, 'state'),
    note: (sentence) => notes.push(sentence),
  });
  service = await loggedInService({ port: workbench.port, app: 'smtp_watch', owner: 'nobody' });
  await workbench.loaded;
  for (let tries = 0; tries < 400; tries++) {
    const [last] = await content('saved/searches/Each%20sender/history');
    if (last?.['isDone'] === true) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
});
afterAll(async () => {
  await workbench.close();
  rmSync(home, { recursive: true });
});

test('what is scheduled runs once after loading, by priority and then in the order of the file', async () => {
  const jobs = await content('search/jobs');
  const scheduled = jobs.filter((job) => job['isScheduled'] === true).reverse();
  expect(scheduled.map((job) => job['label'])).toEqual([
    'Makes the list',
    'Uses the list',
    'When is now',
    'Broken',
    'Fails',
    'Each sender',
  ]);
  expect(scheduled.map((job) => job['sid'])).toEqual(
    scheduled.map((_, at) =>
      expect.stringMatching(new RegExp(`^scheduler__admin__smtp_watch__RMD5[0-9a-f]{16}_at_\\d+_${at + 1}$`)),
    ),
  );
  expect(await rowsOf('Uses the list')).toEqual([{ count: expect.stringMatching(/^[1-9]\d*$/) }]);
});

test('the run is over all that is loaded, and its end is now', async () => {
  const [row] = await rowsOf('When is now');
  const [first, last, now] = ['first', 'last', 'now'].map((name) => Number(row?.[name]));
  expect(first).toBeLessThan(last! - 3600);
  expect(now).toBe(Math.floor(last!) + 1);
});

test('a search that fails is said in one line and seen in its history, and the others go on', async () => {
  expect(notes).toEqual([
    expect.stringMatching(
      /^scheduled search "Broken" failed: unknown command "nonsense" at line 1, column \d+$/,
    ),
    expect.stringMatching(/^scheduled search "Fails" failed: Error in 'smtpspamrate' command: .*window/),
  ]);
  expect(await content('saved/searches/Broken/history')).toMatchObject([
    { dispatchState: 'FAILED', isScheduled: true, messages: [{ type: 'FATAL' }] },
  ]);
  expect(await content('saved/searches/Off/history')).toEqual([]);
});

test('fired alerts are listed as splunkd does, by the SDK', async () => {
  const groups = (await service.firedAlertGroups().fetch()).list();
  expect(groups.map((group) => [group.name, group.count()])).toEqual([
    ['-', 2],
    ['Each sender', 1],
    ['Uses the list', 1],
  ]);
  const [alerts] = await groups[2]!.list();
  const alert = alerts[0]!;
  expect(alerts).toHaveLength(1);
  expect([alert.savedSearchName(), alert.severity(), alert.isDigestMode(), alert.alertType()]).toEqual([
    'Uses the list',
    5,
    true,
    'historical',
  ]);
  expect(alert.properties()).toMatchObject({ actions: 'email', triggered_alerts: 1 });
  expect(alert.expirationTime()).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
  expect(alert.name).toBe(`${String(alert.sid())}_${String(alert.triggerTime())}`);
  const [job] = await content('saved/searches/Uses%20the%20list/history');
  expect(job).toMatchObject({ sid: alert.sid(), ttl: 86_400 });
});

test('an alert for each result counts them, and does not repeat those that are suppressed', async () => {
  const before = await content('alerts/fired_alerts/Each%20sender');
  const senders = (await rowsOf('Each sender')).length;
  expect(before).toMatchObject([{ digest_mode: false, triggered_alerts: senders }]);
  const search = (await service.savedSearches().fetch()).item('Each sender')!;
  const [job] = await search.dispatch({ trigger_actions: true });
  await ended(job.sid);
  expect(await content('alerts/fired_alerts/Each%20sender')).toHaveLength(1);
});

async function ended(sid: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const [job] = await content(`search/jobs/${sid}`);
    if (job?.['isDone'] === true) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
}

test('a suppressed alert does not fire again until it is acknowledged', async () => {
  const search = (await service.savedSearches().fetch()).item('Uses the list')!;
  const run = async (): Promise<number> => {
    const [job] = await search.dispatch({ trigger_actions: true });
    await ended(job.sid);
    return (await content('alerts/fired_alerts/Uses%20the%20list')).length;
  };
  expect(await content('saved/searches/Uses%20the%20list/suppress')).toEqual([
    {
      suppressed: true,
      suppressionKey: 'admin;smtp_watch;Uses the list;;',
      expiration: expect.stringMatching(/ UTC$/),
    },
  ]);
  expect(await run()).toBe(1);
  await search.acknowledge();
  expect(await content('saved/searches/Uses%20the%20list/suppress')).toMatchObject([{ suppressed: false }]);
  expect(await run()).toBe(2);
});

test('a condition that finds nothing fires nothing; a run without actions is not judged', async () => {
  const search = (await service.savedSearches().fetch()).item('Only when asked')!;
  const [job] = await search.dispatch({ trigger_actions: true });
  await ended(job.sid);
  expect(await content('alerts/fired_alerts/Only%20when%20asked')).toEqual([]);
});

test('a run is dispatched as though it were another time', async () => {
  const search = (await service.savedSearches().fetch()).item('When is now')!;
  const [job] = await search.dispatch({ 'dispatch.now': '1331900970', 'dispatch.earliest_time': '0' });
  await ended(job.sid);
  const [row] = await rowsOf('When is now');
  expect(row).toMatchObject({ now: '1331900970' });
});

test('a triggering can be forgotten', async () => {
  const { entry } = await get('alerts/fired_alerts/-');
  const path = `alerts/fired_alerts/${encodeURIComponent(entry[0]!.name)}`;
  expect(await service.request(path, 'DELETE', null, null, null, {})).toMatchObject({ status: 200 });
  await expect(service.request(path, 'DELETE', null, null, null, {})).rejects.toMatchObject({ status: 404 });
  await expect(get('alerts/fired_alerts/none')).rejects.toMatchObject({ status: 404 });
});

test('when a search is to run can be asked', async () => {
  const path = 'saved/searches/Off/scheduled_times';
  const range = { earliest_time: '1331900000', latest_time: '1331901000' };
  expect(await content(path, range)).toEqual([
    { is_scheduled: true, scheduled_times: [1_331_900_100, 1_331_900_400, 1_331_900_700] },
  ]);
  await expect(get(path, {})).rejects.toMatchObject({ status: 400 });
  const entries = await content('saved/searches');
  expect(entries.map((entry) => [entry['is_scheduled'], entry['next_scheduled_time'] !== ''])).toEqual([
    [true, true],
    [true, true],
    [true, true],
    [true, true],
    [true, true],
    [true, false],
    [false, false],
    [true, true],
  ]);
});
