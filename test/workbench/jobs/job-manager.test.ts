import type { Job, JobRequest } from '../../../workbench/jobs/job';
import { JobManager } from '../../../workbench/jobs/job-manager';
import type { Searcher } from '../../../workbench/jobs/searcher';
import { HeldSearcher } from './held-searcher';

const START = 1_795_412_352_000;
const ON_REQUEST = { type: 'INFO', text: 'Search job finalized.' } as const;

let searcher: HeldSearcher;
let now: number;
let manager: JobManager;

function open(ready: Promise<Searcher> = Promise.resolve(searcher)): JobManager {
  return new JobManager({ ready, maxRunning: 2, now: () => now });
}

function create(search: string, more: Partial<JobRequest> = {}): Job {
  return manager.create({ search, owner: 'admin', app: 'smtp_watch', asSent: {}, ...more });
}

const states = (...jobs: Job[]): string[] => jobs.map(({ state }) => state);

/** Lets everything run that waits for nothing but its turn. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  searcher = new HeldSearcher();
  now = START;
  manager = open();
});

afterEach(() => manager.close());

test('sids are the epoch second and a running number', () => {
  expect([create('a').sid, create('b').sid]).toEqual(['1795412352.1', '1795412352.2']);
  expect(create('c', { sid: 'mine' }).sid).toBe('mine');
  expect(() => create('d', { sid: 'mine' })).toThrow('sid "mine" is taken by another job');
});

test('a few jobs run at once, the rest wait in order', async () => {
  await settle();
  const jobs = ['a', 'b', 'c', 'd'].map((search) => create(search));
  expect(states(...jobs)).toEqual(['PARSING', 'PARSING', 'QUEUED', 'QUEUED']);
  searcher.find('b').succeed();
  await manager.whenDone(jobs[1]!);
  await settle();
  expect(states(...jobs)).toEqual(['PARSING', 'DONE', 'PARSING', 'QUEUED']);
});

test('of the queued jobs the one with the highest priority starts first', async () => {
  await settle();
  const [first, , low, high] = [create('a'), create('b'), create('c'), create('d', { priority: 9 })];
  searcher.find('a').succeed();
  await manager.whenDone(first!);
  await settle();
  expect(states(low!, high!)).toEqual(['QUEUED', 'PARSING']);
});

test('until it is prepared only scheduled jobs run', async () => {
  await manager.close();
  let setPrepared = (): void => {};
  const prepared = new Promise<void>((resolve) => {
    setPrepared = resolve;
  });
  manager = new JobManager({ ready: Promise.resolve(searcher), prepared, maxRunning: 2, now: () => now });
  await settle();
  const [own, scheduled] = [create('a'), create('b', { isScheduled: true })];
  await settle();
  expect(states(own!, scheduled!)).toEqual(['QUEUED', 'PARSING']);
  setPrepared();
  await settle();
  expect(states(own!, scheduled!)).toEqual(['PARSING', 'PARSING']);
});

test('jobs wait while files are loading', async () => {
  let loaded = (_searcher: Searcher): void => {};
  manager.close();
  manager = open(
    new Promise((resolve) => {
      loaded = resolve;
    }),
  );
  const job = create('a');
  await settle();
  expect([job.state, searcher.searches.length]).toEqual(['QUEUED', 0]);
  loaded(searcher);
  await settle();
  expect(job.state).toBe('PARSING');
});

test('jobs fail with the reason when nothing could be loaded', async () => {
  manager.close();
  manager = open(Promise.reject(new Error('no file could be loaded')));
  const job = create('a');
  await manager.whenDone(job);
  expect(job).toMatchObject({ state: 'FAILED', isDone: true, isFailed: true, doneProgress: 1 });
  expect(job.messages).toEqual([{ type: 'FATAL', text: 'no file could be loaded' }]);
});

test('a job is running once its first command is, and its progress counts the commands', async () => {
  await settle();
  const job = create('a');
  expect([job.state, job.doneProgress]).toEqual(['PARSING', 0]);
  searcher.find('a').begin();
  expect(job.state).toBe('RUNNING');
  expect(job.doneProgress).toBeGreaterThan(0);
  expect(job.doneProgress).toBeLessThan(1);
  manager.finalize(job, ON_REQUEST);
  expect(job.state).toBe('FINALIZING');
  await manager.whenDone(job);
  expect([job.state, job.doneProgress]).toEqual(['DONE', 1]);
});

test('times and search go to the searcher as they were asked for', async () => {
  await settle();
  create('a', { earliest: '-1h', latest: 'now' });
  create('b');
  const query = ({ signal, onProgress, onLog, ...rest }: HeldSearcher['searches'][number]['query']): object =>
    rest;
  expect(searcher.searches.map((search) => query(search.query))).toEqual([
    { spl: 'a', earliest: '-1h', latest: 'now' },
    { spl: 'b' },
  ]);
});

test('a search that fails ends its job with the sentence', async () => {
  await settle();
  const job = create('a');
  searcher.find('a').fail('smtpspamrate: window must be at least 1s, got "0s"');
  await manager.whenDone(job);
  expect(job.messages).toEqual([
    { type: 'FATAL', text: 'smtpspamrate: window must be at least 1s, got "0s"' },
  ]);
  expect([job.isDone, job.isFailed]).toEqual([true, true]);
});

test('a cancelled job is stopped and forgotten, and the next one starts', async () => {
  await settle();
  const [first, , third] = [create('a'), create('b'), create('c')];
  manager.cancel(first!);
  expect(searcher.find('a').query.signal?.aborted).toBe(true);
  expect(manager.find(first!.sid)).toBeUndefined();
  await manager.whenDone(first!);
  await settle();
  expect(third!.state).toBe('PARSING');
});

test('the rows of a job that is cancelled while its search ends are dropped', async () => {
  await settle();
  const job = create('a');
  searcher.find('a').succeed();
  manager.cancel(job);
  await settle();
  expect(searcher.dropped).toHaveLength(1);
});

test('a finalized job is done without rows, and says so', async () => {
  await settle();
  const [running, , queued] = [create('a'), create('b'), create('c')];
  manager.finalize(running!, ON_REQUEST);
  manager.finalize(queued!, ON_REQUEST);
  await manager.whenDone(running!);
  for (const job of [running!, queued!]) {
    expect(job).toMatchObject({ state: 'DONE', isFinalized: true, isFailed: false });
    expect(job.messages).toEqual([
      ON_REQUEST,
      { type: 'WARN', text: 'the search was finalized before it had results' },
    ]);
  }
});

test('a job is forgotten when it was not asked for in its time to live, and its rows are dropped', async () => {
  await settle();
  const job = create('a', { ttlSeconds: 60 });
  searcher.find('a').succeed();
  await manager.whenDone(job);
  now += 59_000;
  manager.reap();
  expect(manager.find(job.sid)).toBe(job);
  now += 59_000;
  manager.reap();
  expect(manager.find(job.sid)).toBe(job);
  now += 61_000;
  manager.reap();
  expect(manager.find(job.sid)).toBeUndefined();
  await settle();
  expect(searcher.dropped).toHaveLength(1);
});

test('a saved job outlives its time to live', async () => {
  await settle();
  const job = create('a', { ttlSeconds: 60 });
  searcher.find('a').succeed();
  await manager.whenDone(job);
  job.isSaved = true;
  now += 86_400_000;
  manager.reap();
  expect(manager.list()).toEqual([job]);
});

test('a running job ends when it may run no longer or when no one asks for it', async () => {
  await settle();
  const [slow, lonely] = [create('a', { maxSeconds: 5 }), create('b', { autoCancelSeconds: 30 })];
  now += 6000;
  manager.reap();
  await manager.whenDone(slow!);
  expect(slow).toMatchObject({ state: 'DONE', isFinalized: true });
  expect(slow!.messages[0]).toEqual({
    type: 'WARN',
    text: 'Search auto-finalized after time limit (5 seconds) reached.',
  });
  now += 30_000;
  manager.reap();
  expect(manager.list()).toEqual([slow]);
  expect(lonely!.abort.signal.aborted).toBe(true);
});

test('no search runs for longer than the workbench lets any run, unless it sets a time of its own', async () => {
  await manager.close();
  manager = new JobManager({
    ready: Promise.resolve(searcher),
    maxRunning: 2,
    runSeconds: 60,
    now: () => now,
  });
  await settle();
  const [usual, patient] = [create('a'), create('b', { maxSeconds: 100 })];
  now += 61_000;
  manager.reap();
  await manager.whenDone(usual!);
  expect([usual!.isFinalized, patient!.isFinalized]).toEqual([true, false]);
});

test('a paused search is stopped, leaves its place to others, and starts anew when it goes on', async () => {
  await settle();
  const [first, , third] = [create('a'), create('b'), create('c')];
  const { signal } = searcher.find('a').query;
  manager.pause(first!);
  expect(first).toMatchObject({ state: 'PAUSE', isPaused: true, isDone: false });
  expect(signal?.aborted).toBe(true);
  await settle();
  expect(third!.state).toBe('PARSING');
  manager.unpause(first!);
  expect(first!.state).toBe('QUEUED');
  searcher.find('c').succeed();
  await manager.whenDone(third!);
  await settle();
  expect(first!.state).toBe('PARSING');
  searcher.find('a').succeed(7);
  await manager.whenDone(first!);
  expect(first).toMatchObject({ state: 'DONE', result: { rows: 7 } });
  manager.pause(first!);
  expect(first!.state).toBe('DONE');
});

test('a paused job can be finalized and cancelled, and one in the queue can be paused', async () => {
  await settle();
  const [first, second, queued] = [create('a'), create('b'), create('c')];
  for (const job of [first, second, queued]) manager.pause(job!);
  await settle();
  expect(states(first!, second!, queued!)).toEqual(['PAUSE', 'PAUSE', 'PAUSE']);
  manager.finalize(first!, ON_REQUEST);
  await manager.whenDone(first!);
  expect(first).toMatchObject({ state: 'DONE', isFinalized: true });
  manager.cancel(second!);
  expect(manager.list()).toEqual([queued, first]);
});

test('previews are made of a search that runs for more than a second, once someone asks for one', async () => {
  searcher.previewRows = 4;
  await settle();
  const job = create('a', { earliest: '-1h', now: 5 });
  expect(manager.preview(job)).toBeUndefined();
  expect(searcher.previews).toEqual([]);
  now += 1500;
  expect(manager.preview(job)).toBeUndefined();
  await settle();
  expect(searcher.previews).toEqual([
    { query: expect.objectContaining({ spl: 'a', earliest: '-1h', now: 5 }), events: 20_000 },
  ]);
  expect(job.preview).toMatchObject({ rows: 4, scanCount: 20_000 });
  expect(manager.preview(job)?.result.rows).toBe(4);
  await settle();
  expect(searcher.previews).toHaveLength(1);
  searcher.find('a').succeed();
  await manager.whenDone(job);
  expect(manager.preview(job)).toBeUndefined();
  expect([job.preview, job.result?.rows]).toEqual([undefined, 3]);
  await settle();
  expect(searcher.dropped.map(({ kept }) => kept)).toEqual([{ table: 'preview_1' }]);
});

test('a job that is created with previews has them as soon as anyone looks at it; a job without has none', async () => {
  searcher.previewRows = 4;
  await settle();
  const [eager, none] = [create('a', { preview: true }), create('b', { preview: false })];
  now += 1500;
  manager.find(eager!.sid);
  manager.find(none!.sid);
  expect(manager.preview(none!)).toBeUndefined();
  await settle();
  expect(searcher.previews.map(({ query }) => query.spl)).toEqual(['a']);
});

test('why there is no preview is said while the search runs', async () => {
  await settle();
  const job = create('a');
  now += 1500;
  manager.preview(job);
  await settle();
  expect(job.messages).toEqual([
    { type: 'INFO', text: 'there is no preview: "smtpspoof" is not run in previews' },
  ]);
  searcher.find('a').succeed();
  await manager.whenDone(job);
  expect(job.messages).toEqual([]);
});

test('a finalized search keeps the rows of its preview', async () => {
  searcher.previewRows = 4;
  await settle();
  const job = create('a');
  manager.finalize(job, ON_REQUEST);
  await manager.whenDone(job);
  expect(job).toMatchObject({ state: 'DONE', isFinalized: true, result: { rows: 4 } });
  expect(job.messages).toEqual([{ type: 'INFO', text: 'these are some' }, ON_REQUEST]);
  expect(manager.results(job)?.result.kept).toEqual({ table: 'preview_1' });
});

test('of many jobs the one that was not used for longest gives way; those that run or are saved stay', async () => {
  await manager.close();
  manager = new JobManager({ ready: Promise.resolve(searcher), maxRunning: 9, maxJobs: 3, now: () => now });
  await settle();
  const [running, saved, done] = [create('a'), create('b'), create('c')];
  for (const job of [saved!, done!]) {
    searcher.find(job.request.search).succeed();
    await manager.whenDone(job);
  }
  saved!.isSaved = true;
  const next = create('d');
  expect(manager.list()).toEqual([next, saved, running]);
  expect(() => create('e')).toThrow('3 jobs run, wait or are saved, as many as may be');
});
