import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job, Service } from 'splunk-sdk';
import { type RunningWorkbench, startWorkbench } from '../../../workbench/start';
import { sdkService } from './sdk-service';

const TWIN = join(__dirname, '..', '..', '..', 'samples', 'maccdc2012-twin.log');
const PASSWORD = 'correct horse';
const EVENTS = 'search index=* sourcetype=zeek:smtp:headerless';

let workbench: RunningWorkbench;
let stateDir: string;
let service: Service;

function connect(password = PASSWORD): Service {
  return sdkService({ port: workbench.port, app: 'smtp_watch', password });
}

/** The job when it has ended, and which callback said so. */
function track(job: Job): Promise<{ job: Job; how: 'done' | 'failed' }> {
  return new Promise((resolve, reject) => {
    void job.track(
      { period: 20 },
      {
        done: (ended) => resolve({ job: ended, how: 'done' }),
        failed: (ended) => resolve({ job: ended, how: 'failed' }),
        error: reject,
      },
    );
  });
}

const refusal = (status: number, type: string, text: unknown): object => ({
  status,
  data: { messages: [{ type, text }] },
});

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'splunk-sdk-'));
  workbench = await startWorkbench({ port: 0, files: [TWIN], password: PASSWORD, stateDir, alerts: false });
  service = connect();
  await service.login();
});
afterAll(async () => {
  await workbench.close();
  rmSync(stateDir, { recursive: true });
});

test('logs in and learns the version', async () => {
  expect([service.version, service.sessionKey.length > 20]).toEqual(['10.4.0', true]);
  expect((await service.serverInfo()).properties()).toMatchObject({ serverName: 'smtp-watch-workbench' });
  expect((await service.currentUser()).properties()).toMatchObject({ username: 'admin', roles: ['admin'] });
});

test('does not log in with another password', async () => {
  await expect(connect('wrong').login()).rejects.toMatchObject(refusal(401, 'WARN', 'Login failed'));
});

test('lists the app and its saved searches', async () => {
  const apps = await service.apps().fetch();
  expect(apps.list().map(({ name }) => name)).toEqual(['smtp_watch']);
  await expect(service.savedSearches().fetch()).resolves.toBeDefined();
});

test('a oneshot search gives its rows', async () => {
  const { fields, rows } = await service.oneshotSearch(`${EVENTS} | top limit=5 src`, {});
  expect(fields).toEqual(['src', 'count', 'percent']);
  expect(rows).toHaveLength(5);
  expect(rows[0]?.slice(0, 2)).toEqual(['192.168.202.110', '111']);
});

test('a job is created, tracked and read in pages', async () => {
  const { job, how } = await track(await service.jobs().create(EVENTS));
  expect(how).toBe('done');
  expect(job.properties()).toMatchObject({
    dispatchState: 'DONE',
    isDone: true,
    resultCount: 194,
    eventCount: 194,
  });
  const [first] = await job.results({ count: 2, f: ['_time', 'src'] });
  const [second] = await job.results({ count: 2, offset: 2, f: ['_time', 'src'] });
  expect(first.fields).toEqual(['_time', 'src']);
  const times = [...first.rows, ...second.rows].map(([time]) => String(time));
  expect(times).toHaveLength(4);
  expect(times).toEqual([...times].sort().reverse());
  expect(times[0]).toMatch(/^2012-03-1\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);
  const [preview] = await job.preview({ count: 1 });
  const [events] = await job.events({ count: 3 });
  expect([preview.rows.length, events.rows.length]).toEqual([1, 3]);
  await job.cancel();
});

test('a job of one of our commands runs it', async () => {
  const { job } = await track(await service.jobs().create(`${EVENTS} | smtpspamrate window=5m by src`));
  const [{ fields, rows }] = await job.results({ count: 0 });
  const [source, messages] = [fields.indexOf('src'), fields.indexOf('messages')];
  const row = rows.find((values) => values[source] === '192.168.202.110');
  expect(row?.[messages]).toBe('111');
});

test('a cancelled job is gone', async () => {
  const job = await service.jobs().create(EVENTS);
  await job.cancel();
  await expect(job.fetch()).rejects.toMatchObject(refusal(404, 'FATAL', 'Unknown sid.'));
});

test('jobs are listed, kept and ended', async () => {
  const { job } = await track(await service.jobs().create(`${EVENTS} | stats count`));
  await job.touch();
  await job.setTTL(42);
  await job.finalize();
  const jobs = await service.jobs().fetch();
  const listed = jobs.list().find(({ sid }) => sid === job.sid);
  expect(listed?.properties()).toMatchObject({ ttl: 42, isDone: true });
  await job.cancel();
});

test('a search with a fault is refused when its job is created', async () => {
  await expect(service.jobs().create('search index=* | nonsense')).rejects.toMatchObject(
    refusal(400, 'FATAL', expect.stringContaining('nonsense')),
  );
});

test('a search whose command refuses its arguments fails with the sentence of the command', async () => {
  const created = await service.jobs().create(`${EVENTS} | smtpspamrate window=0s by src`);
  const { job, how } = await track(created);
  expect(how).toBe('failed');
  expect(job.properties()).toMatchObject({ dispatchState: 'FAILED', isDone: true });
  expect(job.properties().messages).toEqual([{ type: 'FATAL', text: expect.stringContaining('window') }]);
});

test('searches are parsed without being run', async () => {
  await expect(service.parse(`${EVENTS} | stats count by src`)).resolves.toBeDefined();
  await expect(service.parse('search index=* | stats')).rejects.toMatchObject({ status: 400 });
});

test('what the workbench does not have is said in one sentence', async () => {
  const { job } = await track(await service.jobs().create(`${EVENTS} | stats count`));
  await expect(job.timeline({})).rejects.toMatchObject(
    refusal(501, 'ERROR', 'the timeline of a job is not supported by the workbench'),
  );
  await job.cancel();
});
