import { JobResults } from '../../../workbench/jobs/job-results';
import type { SearchResult } from '../../../workbench/jobs/search-result';
import { HeldSearcher } from './held-searcher';

const RESULT: SearchResult = {
  kept: { table: 'base' },
  columns: [{ name: 'n', kind: 'number' }],
  rows: 7,
  isTransforming: true,
  eventCount: 10,
  scanCount: 20,
  messages: [],
};

let searcher: HeldSearcher;
let results: JobResults;

beforeEach(() => {
  searcher = new HeldSearcher();
  results = new JobResults(searcher, RESULT);
});

test('a post-process search runs once however often it is read, and goes with its job', async () => {
  const both = Promise.all([results.postProcess('stats count'), results.postProcess('stats count')]);
  expect(searcher.find('stats count').query.base).toBe(RESULT);
  searcher.find('stats count').succeed(1);
  const [first, second] = await both;
  expect(first).toBe(second);
  await results.drop();
  expect(searcher.dropped).toEqual([RESULT, first]);
});

test('a post-process search that runs when its job goes is stopped', async () => {
  const running = results.postProcess('stats count');
  const dropped = results.drop();
  await expect(running).rejects.toThrow('search was cancelled');
  await dropped;
  expect(searcher.dropped).toEqual([RESULT]);
});

test('a post-process search that fails runs again when it is asked for again', async () => {
  const failing = results.postProcess('nonsense');
  searcher.find('nonsense').fail('unknown command "nonsense"');
  await expect(failing).rejects.toThrow('unknown command "nonsense"');
  const again = results.postProcess('nonsense');
  searcher.find('nonsense').succeed();
  await expect(again).resolves.toMatchObject({ rows: 3 });
});

test('of many post-process searches the one that was not used for longest is dropped', async () => {
  const run = async (spl: string): Promise<void> => {
    const started = searcher.searches.length;
    const running = results.postProcess(spl);
    if (searcher.searches.length > started) searcher.find(spl).succeed();
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
