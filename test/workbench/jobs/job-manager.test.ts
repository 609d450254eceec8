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
  expect(states(...jobs)).toEqual(['RUNNING', 'RUNNING', 'QUEUED', 'QUEUED']);
  searcher.find('b').succeed();
  await manager.whenDone(jobs[1]!);
  await settle();
  expect(states(...jobs)).toEqual(['RUNNING', 'DONE', 'RUNNING', 'QUEUED']);
});

test('of the queued jobs the one with the highest priority starts first', async () => {
  await settle();
  const [first, , low, high] = [create('a'), create('b'), create('c'), create('d', { priority: 9 })];
  searcher.find('a').succeed();
  await manager.whenDone(first!);
  await settle();
  expect(states(low!, high!)).toEqual(['QUEUED', 'RUNNING']);
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
  expect(job.state).toBe('RUNNING');
});

test('jobs fail with the reason when nothing could be loaded', async () => {
  manager.close();
  manager = open(Promise.reject(new Error('no file could be loaded')));
  const job = create('a');
  await manager.whenDone(job);
  expect(job).toMatchObject({ state: 'FAILED', isDone: true, isFailed: true, doneProgress: 1 });
  expect(job.messages).toEqual([{ type: 'FATAL', text: 'no file could be loaded' }]);
});

test('times and search go to the searcher as they were asked for', async () => {
  await settle();
  create('a', { earliest: '-1h', latest: 'now' });
  create('b');
  const query = ({ signal, ...rest }: HeldSearcher['searches'][number]['query']): object => rest;
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
  expect(third!.state).toBe('RUNNING');
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

test('a post-process search runs once however often it is read, and goes with its job', async () => {
  await settle();
  const job = create('a');
  searcher.find('a').succeed(7);
  await manager.whenDone(job);
  const results = manager.results(job)!;
  const both = Promise.all([results.postProcess('stats count'), results.postProcess('stats count')]);
  expect(searcher.find('stats count').query.base).toBe(job.result);
  searcher.find('stats count').succeed(1);
  const [first, second] = await both;
  expect(first).toBe(second);
  manager.cancel(job);
  await settle();
  expect(searcher.dropped).toEqual([job.result, first]);
});

test('a post-process search that fails runs again when it is asked for again', async () => {
  await settle();
  const job = create('a');
  searcher.find('a').succeed();
  await manager.whenDone(job);
  const results = manager.results(job)!;
  const failing = results.postProcess('nonsense');
  searcher.find('nonsense').fail('unknown command "nonsense"');
  await expect(failing).rejects.toThrow('unknown command "nonsense"');
  const again = results.postProcess('nonsense');
  searcher.find('nonsense').succeed();
  await expect(again).resolves.toMatchObject({ rows: 3 });
});

test('of many post-process searches the one that was not used for longest is dropped', async () => {
  await settle();
  const job = create('a');
  searcher.find('a').succeed();
  await manager.whenDone(job);
  const results = manager.results(job)!;
  const run = async (spl: string): Promise<void> => {
    const running = results.postProcess(spl);
    if (searcher.searches.at(-1)!.query.spl === spl) searcher.find(spl).succeed();
    await running;
  };
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) await run(`head ${number}`);
  await run('head 1');
  await run('head 9');
  expect(searcher.dropped).toHaveLength(1);
  const before = searcher.searches.length;
  await run('head 1');
  expect(searcher.searches).toHaveLength(before);
  await run('head 2');
  expect(searcher.searches).toHaveLength(before + 1);
});
