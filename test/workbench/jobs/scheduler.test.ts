import { parseConf, type Stanzas } from '../../../workbench/conf/parse';
import { Alerts } from '../../../workbench/jobs/alerts';
import { JobManager } from '../../../workbench/jobs/job-manager';
import { Scheduler } from '../../../workbench/jobs/scheduler';
import { HeldSearcher } from './held-searcher';

/** 2026-11-23T00:00:00Z. */
const START = Date.UTC(2026, 10, 23);
const MINUTE = 60_000;

let searcher: HeldSearcher;
let jobs: JobManager;
let alerts: Alerts;
let scheduler: Scheduler;
let conf: Stanzas;
let notes: string[];

beforeEach(() => {
  jest.useFakeTimers({ now: START });
  searcher = new HeldSearcher();
  jobs = new JobManager({ ready: Promise.resolve(searcher) });
  alerts = new Alerts(jobs);
  notes = [];
  const app = { dir: 'app', conf: (name: string) => (name === 'savedsearches' ? conf : new Map()) };
  scheduler = new Scheduler({ app, appId: 'a', jobs, alerts, note: (sentence) => notes.push(sentence) });
});

afterEach(async () => {
  scheduler.stop();
  await jobs.close();
  jest.useRealTimers();
});

function save(text: string): void {
  conf = parseConf(text, 'savedsearches.conf');
}

const running = (): string[] => searcher.searches.map(({ query }) => query.spl);
const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

test('a search runs by its schedule, over its own time range, and is now what was due', async () => {
  save(
    '[a]\nsearch = a\nenableSched = 1\ncron_schedule = */5 * * * *\ndispatch.earliest_time = -5m\ndispatch.latest_time = now\n',
  );
  scheduler.follow();
  await pass(4.9 * MINUTE);
  expect(running()).toEqual([]);
  await pass(0.2 * MINUTE);
  expect(searcher.searches.map(({ query }) => query)).toMatchObject([
    { spl: 'search a', earliest: '-5m', latest: 'now', now: START / 1000 + 300 },
  ]);
  searcher.find('search a').succeed();
  await pass(5 * MINUTE);
  expect(running()).toEqual(['search a', 'search a']);
  const [job] = jobs.list();
  expect(job).toMatchObject({
    ttlSeconds: 600,
    priority: 0,
    request: { isScheduled: true, savedSearch: 'a' },
  });
});

test('a run is skipped when the one before it still goes on', async () => {
  save('[a]\nsearch = a\nenableSched = 1\ncron_schedule = * * * * *\n');
  scheduler.follow();
  await pass(2.5 * MINUTE);
  expect(running()).toEqual(['search a']);
  expect(notes).toEqual([
    'scheduled search "a" was skipped: The maximum number of concurrent running jobs for this historical scheduled search on this instance has been reached',
  ]);
});

test('searches that are due at once run one after the other', async () => {
  save(
    '[a]\nsearch = a\nenableSched = 1\ncron_schedule = 0 * * * *\n[b]\nsearch = b\nenableSched = 1\ncron_schedule = 0 * * * *\nschedule_priority = higher\n',
  );
  scheduler.follow();
  await pass(61 * MINUTE);
  expect(running()).toEqual(['search b']);
  searcher.find('search b').fail('it did not work\nat line 1');
  await pass(100);
  expect(running()).toEqual(['search b', 'search a']);
  expect(notes).toEqual(['scheduled search "b" failed: it did not work']);
});

test('a schedule that is changed counts from then on; one that cannot be read is not run', async () => {
  save('[a]\nsearch = a\nenableSched = 1\ncron_schedule = never\n');
  scheduler.follow();
  await pass(10 * MINUTE);
  expect(running()).toEqual([]);
  save('[a]\nsearch = a\nenableSched = 1\ncron_schedule = */2 * * * *\n');
  await pass(3 * MINUTE);
  expect(running()).toEqual(['search a']);
  expect(searcher.searches[0]!.query.now).toBe(START / 1000 + 720);
});

test('nothing runs any more once it is stopped', async () => {
  save('[a]\nsearch = a\nenableSched = 1\ncron_schedule = * * * * *\n');
  scheduler.follow();
  scheduler.stop();
  await pass(5 * MINUTE);
  expect(running()).toEqual([]);
});

test('alerts expire, and a count is compared with the one of the run before', async () => {
  save(
    '[a]\nsearch = a\nenableSched = 1\ncron_schedule = * * * * *\nalert.track = 1\ncounttype = number of events\nrelation = drops by\nquantity = 50%\nalert.expires = 2m\n',
  );
  scheduler.follow();
  for (const [rows, fired] of [
    [10, 0],
    [5, 1],
    [5, 1],
    [2, 1],
    [2, 1],
    [2, 0],
  ] as const) {
    await pass(MINUTE);
    searcher.searches.at(-1)!.succeed(rows);
    await pass(100);
    expect(alerts.list('a')).toHaveLength(fired);
  }
});
