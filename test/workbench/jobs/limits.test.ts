import { rmSync } from 'node:fs';
import { readApp } from '../../../workbench/conf/app';
import { Engine } from '../../../workbench/engine/engine';
import { guardedDatabase } from '../../../workbench/jobs/guarded-database';
import { JobManager } from '../../../workbench/jobs/job-manager';
import { KvStore } from '../../../workbench/jobs/kv-store';
import { DEFAULT_LIMITS, readLimits } from '../../../workbench/jobs/limits';
import { MemoryGuard } from '../../../workbench/jobs/memory-guard';
import { type Searcher, searcherOf } from '../../../workbench/jobs/searcher';
import type { Workbench } from '../../../workbench/jobs/workbench';
import { createEvents } from '../spl/event-table';
import { makeCommandApp } from './command-app';

/** Each of its ten million rows would hold all the numbers before it. */
const MONSTER = '| makeresults count=10000000 | streamstats count AS n | streamstats values(n) AS all';

let dir: string;
let engine: Engine;
let workbench: Workbench;
let searcher: Searcher;

beforeAll(async () => {
  ({ dir } = makeCommandApp(
    {},
    {
      limits:
        '[search]\nmax_count = 100\nenable_memory_tracker = true\nsearch_process_memory_usage_threshold = 700\n',
    },
  ));
  engine = await Engine.open();
  const rows = Array.from({ length: 50 }, (_, n) => ({ n: String(n), user: n % 2 ? 'ann' : 'bob' }));
  const tables = [await createEvents(engine, 'events', rows)];
  workbench = { engine, app: readApp(dir), kv: new KvStore(new Map()), tables };
  searcher = searcherOf(workbench);
});

afterAll(() => {
  engine.close();
  rmSync(dir, { recursive: true });
});

async function rowsOf(spl: string, more: Partial<Parameters<Searcher['run']>[0]> = {}): Promise<unknown[]> {
  const result = await searcher.run({ spl, ...more });
  const { rows } = await searcher.read(result, { offset: 0, count: 1000 });
  await searcher.drop(result);
  return [...rows];
}

test('limits.conf is read, and what it does not say is as in Splunk', () => {
  expect(readLimits(workbench.app)).toEqual({ ...DEFAULT_LIMITS, resultRows: 100, memoryMegabytes: 700 });
  const silent = { dir, conf: () => new Map() };
  expect(readLimits(silent)).toEqual(DEFAULT_LIMITS);
});

test('a monstrous search ends with one sentence while others run and the process lives', async () => {
  const outcome = searcher.run({ spl: MONSTER }).catch((error: Error) => error.message);
  let isOver = false;
  void outcome.then(() => {
    isOver = true;
  });
  let others = 0;
  while (!isOver) {
    expect(await rowsOf('search user=ann | stats count')).toEqual([['25']]);
    others++;
  }
  expect(await outcome).toMatch(
    /^search was ended because it took \d+ MB of memory, more than the 700 MB that search_process_memory_usage_threshold in limits\.conf allows$/,
  );
  expect(others).toBeGreaterThan(0);
  const { columns } = await engine.query('SELECT table_name FROM information_schema.tables');
  expect(columns).toEqual([['events']]);
});

test('a job has previews while it runs, and keeps the last one when it is finalized', async () => {
  const columns = ['_time', 'n', 'user', '_raw', 'host', 'source', 'sourcetype', 'index'] as const;
  const values = `1331900000.0 + n / 100 AS _time, n::VARCHAR AS n, 'u' || n % 2 AS user, 'x' AS _raw, 'h' AS host,
    's' AS source, 'mail' AS sourcetype, 'main' AS "index", n AS _serial`;
  await engine.run(`CREATE TABLE many AS SELECT ${values} FROM range(400000) r(n)`);
  const many = {
    ...workbench.tables[0]!,
    from: () => 'many',
    columns: [...columns, '_serial'].map((name) => ({
      name,
      kind: name === '_time' || name === '_serial' ? ('number' as const) : ('text' as const),
    })),
    events: 400_000,
  };
  const jobs = new JobManager({
    ready: Promise.resolve(searcherOf({ ...workbench, tables: [many] }, DEFAULT_LIMITS)),
  });
  const job = jobs.create({
    search:
      'search user=* | eval a=mvrange(0,80) | mvexpand a | eval hash=sha256(a.n) | stats count dc(hash) by user',
    owner: 'admin',
    app: 'a',
    preview: true,
    asSent: {},
  });
  while (!job.preview && !job.previewFault && !job.isDone) {
    jobs.find(job.sid);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect([job.isDone, job.preview]).toMatchObject([false, { rows: 2, scanCount: 20_000 }]);
  jobs.finalize(job, { type: 'INFO', text: 'Search job finalized.' });
  await jobs.whenDone(job);
  expect(job).toMatchObject({ state: 'DONE', isFinalized: true, result: { rows: 2, scanCount: 20_000 } });
  expect(job.messages).toEqual([
    { type: 'INFO', text: 'these are the results of the newest 20000 of 400000 events' },
    { type: 'INFO', text: 'Search job finalized.' },
  ]);
  const { rows } = await jobs.results(job)!.read(job.result!, { offset: 0, count: 1 });
  expect(rows).toEqual([['u0', '800000', '800000']]);
  await jobs.close();
  await engine.run('DROP TABLE many');
});

test('a result keeps so many rows, and a message says so', async () => {
  const result = await searcher.run({ spl: '| makeresults count=1000 | streamstats count AS n' });
  expect([result.rows, result.messages]).toEqual([
    100,
    [
      {
        type: 'WARN',
        text: 'the search found more than 100 results, of which the first 100 are kept (max_count)',
      },
    ],
  ]);
  expect((await searcher.read(result, { offset: 98, count: 10 })).rows.map(([, n]) => n)).toEqual([
    '99',
    '100',
  ]);
  expect(await rowsOf('stats count', { base: result })).toEqual([['100']]);
  await searcher.drop(result);
  const whole = await searcher.run({ spl: '| makeresults count=1000', maxRows: Number.POSITIVE_INFINITY });
  expect([whole.rows, whole.messages]).toEqual([1000, []]);
  await searcher.drop(whole);
  const exact = await searcher.run({ spl: '| makeresults count=100' });
  expect([exact.rows, exact.messages]).toEqual([100, []]);
  await searcher.drop(exact);
});

test('a search that is to end after so many events goes on with the newest, and says so', async () => {
  const result = await searcher.run({ spl: 'search user=ann | stats count max(n) min(n)', maxEvents: 5 });
  expect(result.messages).toEqual([
    {
      type: 'WARN',
      text: 'Search auto-finalized after 5 events (auto_finalize_ec): older events were not looked at.',
    },
  ]);
  expect((await searcher.read(result, { offset: 0, count: 1 })).rows).toEqual([['5', '9', '1']]);
  await searcher.drop(result);
  expect(await rowsOf('search user=ann | stats count', { maxEvents: 25 })).toEqual([['25']]);
});

test('a preview looks at the newest events and says so; a search that starts programs has none', async () => {
  const result = await searcher.preview({ spl: 'search user=* | stats count by user' }, 10);
  expect(result).toMatchObject({ rows: 2, scanCount: 10, eventCount: 10 });
  expect(result.messages).toEqual([
    { type: 'INFO', text: 'these are the results of the newest 10 of 50 events' },
  ]);
  await searcher.drop(result);
  const whole = await searcher.preview({ spl: 'search user=* | stats count' }, 50);
  expect(whole).toMatchObject({ scanCount: 50, eventCount: 50 });
  await searcher.drop(whole);
});

describe('memory that the database refuses', () => {
  const refusal = new Error('Out of Memory Error: could not allocate block');

  /** A database that refuses the first statements of a search and says each time that a bit more is spilled. */
  function strained(refusals: number): { engine: Engine; statements: () => number } {
    let statements = 0;
    const run = async (): Promise<void> => {
      if (++statements <= refusals) throw refusal;
    };
    let spilled = 0;
    const query = async () => {
      spilled += 1e6;
      return { names: [], columns: [[spilled]] };
    };
    return { engine: { run, query } as unknown as Engine, statements: () => statements };
  }

  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 600));

  test('is given to a small search at the cost of the largest', async () => {
    const { engine: stub, statements } = strained(1);
    const guard = new MemoryGuard(stub, DEFAULT_LIMITS);
    const [large, small] = [new AbortController(), new AbortController()];
    const watched = guard.watch(large);
    await settle();
    const other = guard.watch(small);
    await guardedDatabase(stub, guard, small).run('SELECT 1');
    expect([statements(), large.signal.aborted, small.signal.aborted]).toEqual([2, true, false]);
    expect((large.signal.reason as Error).message).toBe(
      'search was ended because it needed more memory than there is',
    );
    watched.stop();
    other.stop();
  });

  test('ends a search that is alone', async () => {
    const { engine: stub, statements } = strained(9);
    const guard = new MemoryGuard(stub, DEFAULT_LIMITS);
    const controller = new AbortController();
    const watched = guard.watch(controller);
    await expect(guardedDatabase(stub, guard, controller).run('SELECT 1')).rejects.toBe(refusal);
    expect(statements()).toBe(1);
    watched.stop();
  });

  test('on the disk is bounded for one search', async () => {
    const { engine: stub } = strained(0);
    const guard = new MemoryGuard(stub, { ...DEFAULT_LIMITS, diskMegabytes: 0.5 });
    const controller = new AbortController();
    const watched = guard.watch(controller);
    await settle();
    await settle();
    watched.stop();
    expect((controller.signal.reason as Error).message).toMatch(
      /^search was ended because it took 1 MB of disk, more than the 0.5 MB a search may take$/,
    );
  });
});
