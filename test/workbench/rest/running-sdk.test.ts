import type { Job, Service } from 'splunk-sdk';
import { type HeldServer, openHeldServer, PASSWORD } from './held-server';
import { loggedInService } from './sdk-service';

let server: HeldServer;
let service: Service;

beforeAll(async () => {
  server = await openHeldServer();
  service = await loggedInService({ port: server.port, password: PASSWORD, app: 'smtp_watch' });
});
afterEach(() => server.clear());
afterAll(() => server.close());

/** A job whose search runs until the test ends it. */
async function running(search: string, params: Record<string, unknown> = {}): Promise<Job> {
  const job = await service.jobs().create(search, params);
  await server.searcher.started(search);
  return job.fetch();
}

const said = (text: string): object => ({ data: { messages: [{ type: 'INFO', text }] } });
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('a running job is paused, goes on, and is done', async () => {
  const job = await running('search a');
  await expect(job.pause()).resolves.toMatchObject(said('Search job paused.'));
  expect((await job.fetch()).properties()).toMatchObject({
    dispatchState: 'PAUSE',
    isPaused: true,
    isDone: false,
  });
  await expect(job.unpause()).resolves.toMatchObject(said('Search job continued.'));
  await wait(20);
  server.searcher.find('search a').succeed(4);
  await wait(20);
  expect((await job.fetch()).properties()).toMatchObject({
    dispatchState: 'DONE',
    isPaused: false,
    resultCount: 4,
  });
});

test('a job has a preview while it runs, which finalizing keeps', async () => {
  server.searcher.previewRows = 3;
  const job = await running('search b', { preview: true });
  server.searcher.find('search b').begin();
  await wait(1100);
  await job.fetch();
  await wait(20);
  const seen = (await job.fetch()).properties();
  expect(seen).toMatchObject({
    dispatchState: 'RUNNING',
    doneProgress: 0.5,
    resultPreviewCount: 3,
    resultCount: 0,
    scanCount: 20_000,
    eventCount: 10_000,
  });
  const [preview] = await job.preview({ count: 2 });
  expect(preview).toMatchObject({
    preview: true,
    rows: [
      ['0', null],
      ['1', ['a1', 'b1']],
    ],
  });
  await expect(job.finalize()).resolves.toMatchObject(said('Search job finalized.'));
  await wait(20);
  const done = (await job.fetch()).properties();
  expect(done).toMatchObject({ dispatchState: 'DONE', isFinalized: true, resultCount: 3 });
  expect(done.messages).toEqual([
    { type: 'INFO', text: 'these are some' },
    { type: 'INFO', text: 'Search job finalized.' },
  ]);
  const [results] = await job.results({ count: 0 });
  expect(results).toMatchObject({ preview: false });
  expect(results.rows).toHaveLength(3);
  server.searcher.previewRows = undefined;
});

test('previews are turned off and on; why there is none is a message', async () => {
  const job = await running('search c');
  await job.disablePreview();
  expect((await job.fetch()).properties()).toMatchObject({ isPreviewEnabled: false });
  await job.enablePreview();
  await wait(1100);
  await job.fetch();
  await wait(20);
  expect((await job.fetch()).properties()).toMatchObject({
    isPreviewEnabled: true,
    resultPreviewCount: 0,
    messages: [{ type: 'INFO', text: 'there is no preview: "smtpspoof" is not run in previews' }],
  });
});

test('a running job is cancelled and gone at once', async () => {
  const job = await running('search d');
  const { signal } = server.searcher.find('search d').query;
  await expect(job.cancel()).resolves.toMatchObject(said('Search job cancelled.'));
  expect(signal?.aborted).toBe(true);
  await expect(job.fetch()).rejects.toMatchObject({ status: 404 });
});

test('priority and time to live are set, and the job is found by its sid', async () => {
  const job = await running('search e');
  await expect(job.setPriority(9)).resolves.toMatchObject(
    said('The priority of the search job was changed to 9.'),
  );
  await job.setTTL(77);
  const found = await (await service.getJob(job.sid)).fetch();
  expect(found.properties()).toMatchObject({ priority: 9, ttl: 77 });
});

test('a blocking job is done when it is made', async () => {
  const making = service.jobs().search('search f', { exec_mode: 'blocking' });
  (await server.searcher.started('search f')).succeed(2);
  expect((await (await making).fetch()).properties()).toMatchObject({ isDone: true, resultCount: 2 });
});

test('results are walked through page by page', async () => {
  const job = await running('search g');
  server.searcher.find('search g').succeed(5);
  await wait(20);
  const pages: number[] = [];
  const iterator = job.iterator('results', { pagesize: 2 });
  for (let more = true; more; ) {
    const [results, hasMore] = await iterator.next();
    if (results) pages.push(results.rows.length);
    more = hasMore;
  }
  // The SDK asks until a page is empty.
  expect(pages).toEqual([2, 2, 1, 0]);
});

test('a search that fails while it runs says why, in the job and in its log', async () => {
  const job = await running('search h');
  server.searcher.find('search h').query.onLog?.('stderr: it is too hot');
  server.searcher.find('search h').fail('the search broke');
  await wait(20);
  expect((await job.fetch()).properties()).toMatchObject({
    dispatchState: 'FAILED',
    isFailed: true,
    messages: [{ type: 'FATAL', text: 'the search broke' }],
  });
  const log = await server.call(`/services/search/jobs/${job.sid}/search.log`);
  expect(log.text).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z stderr: it is too hot\n$/);
  await expect(job.searchlog()).resolves.toBeDefined();
  await expect(job.summary({})).rejects.toMatchObject({ status: 501 });
});
