/**
 * @jest-environment jsdom
 * @jest-environment-options {"url": "http://127.0.0.1/en-US/app/smtp_watch/overview"}
 */
import { join } from 'node:path';
import type SearchJobClass from '@splunk/search-job';
import { startServer, type TestServer } from '../../browser/server';
import { type FetchAsPage, openPage } from './page-fetch';

const TWIN = join(__dirname, '..', '..', '..', 'samples', 'maccdc2012-twin.log');
const EVENTS = 'index=* sourcetype=zeek:smtp:headerless';

let workbench: TestServer;
let SearchJob: typeof SearchJobClass;
let search: typeof import('@splunk/splunk-utils/search');
let fetchAsPage: FetchAsPage;

beforeAll(async () => {
  workbench = await startServer(TWIN);
  fetchAsPage = await openPage(workbench.address, '/en-US/app/smtp_watch/overview');
  // The packages read the page's settings when they are loaded.
  SearchJob = (await import('@splunk/search-job')).default;
  search = await import('@splunk/splunk-utils/search');
});
afterAll(() => workbench.stop());

test('a job is created, followed until it is done, and read', async () => {
  const job = SearchJob.create({ search: `${EVENTS} | top limit=3 src` }, { app: 'smtp_watch' });
  const states: string[] = [];
  await new Promise<void>((resolve, reject) => {
    job.getProgress().subscribe(({ content }) => states.push(content.dispatchState), reject, resolve);
  });
  expect(states.at(-1)).toBe('DONE');
  const { results } = await job.getResults({ count: 1 }).toPromise();
  expect(results).toEqual([expect.objectContaining({ src: '192.168.202.110', count: '111' })]);
  const columns = await job.getResults({ output_mode: 'json_cols', show_metadata: true }).toPromise();
  expect(columns.fields).toEqual([{ name: 'src' }, { name: 'count' }, { name: 'percent' }]);
  expect(columns.columns?.[0]).toHaveLength(3);
  const preview = await job.getResultsPreview().toPromise();
  expect(preview.results).toHaveLength(3);
  const { messages } = await job.cancel().toPromise();
  expect(messages).toEqual([{ type: 'INFO', text: 'Search job cancelled.' }]);
});

test('a post-process search runs over the results', async () => {
  const job = SearchJob.create({ search: `${EVENTS} | stats count by src` });
  const { results } = await job.getResults({ search: 'stats sum(count) AS events' }).toPromise();
  expect(results).toEqual([{ events: '194' }]);
  job.cancel();
});

test('events of a search that keeps them can be read', async () => {
  const job = SearchJob.create({ search: `${EVENTS} | head 5` });
  const { results } = await job.getEvents({ count: 0 }).toPromise();
  expect(results).toHaveLength(5);
  job.cancel();
});

test('a search that was made before is found again', async () => {
  const params = { search: `${EVENTS} | stats count`, earliest_time: '0' };
  const first = await SearchJob.create(params, { cache: true }).getSid().toPromise();
  const second = await SearchJob.create(params, { cache: true }).getSid().toPromise();
  const other = await SearchJob.create({ ...params, earliest_time: '1' }, { cache: true })
    .getSid()
    .toPromise();
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});

test('a job that was cancelled is an error for those who follow it', async () => {
  await expect(SearchJob.fromSid('1.1').getProgress().toPromise()).rejects.toThrow('Search 1.1 not found.');
});

test('a search with a fault is an error with its sentence', async () => {
  await expect(
    SearchJob.create({ search: `${EVENTS} | nonsense` })
      .getSid()
      .toPromise(),
  ).rejects.toThrow('nonsense');
});

test('a search that fails while it runs ends as failed', async () => {
  const job = SearchJob.create({ search: `${EVENTS} | smtpspamrate window=0s by src` });
  const { content } = await job.getProgress().toPromise();
  expect(content).toMatchObject({ dispatchState: 'FAILED', isFailed: true });
  expect(content.messages).toEqual([{ type: 'FATAL', text: expect.stringContaining('window') }]);
});

test('searches are checked and run in one request', async () => {
  const { results } = await search.oneShot({ search: `search ${EVENTS} | stats count` });
  expect(results).toEqual([{ count: '194' }]);
  await expect(search.validateSearch(`${EVENTS} | stats count`)).resolves.toMatchObject({ valid: true });
  await expect(search.validateSearch(`${EVENTS} | nonsense`)).resolves.toMatchObject({
    valid: false,
    error: expect.stringContaining('nonsense'),
  });
});

test('a request without the form key of the page is refused', async () => {
  const answer = await fetchAsPage('/en-US/splunkd/__raw/services/search/jobs', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'search=search+a',
  });
  expect(answer.status).toBe(401);
});
