import type { Job, JobRequest } from '../../../workbench/jobs/job';
import { JobManager } from '../../../workbench/jobs/job-manager';
import type { Searcher } from '../../../workbench/jobs/searcher';
import { HeldSearcher } from './held-searcher';

const START = 1_795_412_352_000;

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
  manager.finalize(job);
  expect(job.state).toBe('FINALIZING');
  await manager.whenDone(job);
  expect([job.state, job.doneProgress]).toEqual(['DONE', 1]);
});

test('times and search go to the searcher as they were asked for', async () => {
  await settle();
  create('a', { earliest: '-1h', latest: 'now' });
  create('b');
  const query = ({ signal, onProgress, ...rest }: HeldSearcher['searches'][number]['query']): object => rest;
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
  manager.finalize(running!);
  manager.finalize(queued!);
  await manager.whenDone(running!);
  for (const job of [running!, queued!]) {
    expect(job).toMatchObject({ state: 'DONE', isFinalized: true, isFailed: false });
    expect(job.messages).toEqual([{ type: 'WARN', text: 'the search was finalized before it had results' }]);
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
  now += 30_000;
  manager.reap();
  expect(manager.list()).toEqual([slow]);
  expect(lonely!.abort.signal.aborted).toBe(true);
});
