/**
 * @jest-environment jsdom
 * @jest-environment-options {"url": "http://127.0.0.1/en-US/app/smtp_watch/overview"}
 */
import { request } from 'node:http';
import { join } from 'node:path';
import type SearchJobClass from '@splunk/search-job';
import { startServer, type TestServer } from '../../browser/server';

const TWIN = join(__dirname, '..', '..', '..', 'samples', 'maccdc2012-twin.log');
const EVENTS = 'index=* sourcetype=zeek:smtp:headerless';

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Received {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly text: string;
  json(): Promise<unknown>;
}

let workbench: TestServer;
let SearchJob: typeof SearchJobClass;
let search: typeof import('@splunk/splunk-utils/search');
let sessionCookie = '';

/** What a browser's `fetch` does for a page of the workbench: it sends the page's cookies along. */
function fetchAsPage(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Received> {
  return new Promise((resolve, reject) => {
    const cookie = [sessionCookie, document.cookie].filter(Boolean).join('; ');
    const url = new URL(path, workbench.address);
    const asking = request(url, { method, headers: { ...headers, cookie } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          cookies: response.headers['set-cookie'] ?? [],
          text,
          json: async () => JSON.parse(text),
        }),
      );
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** Opens a page as a browser does: takes its cookies, then runs its settings. */
async function openPage(): Promise<void> {
  const { cookies } = await fetchAsPage('/en-US/app/smtp_watch/overview');
  for (const cookie of cookies) {
    if (/httponly/i.test(cookie)) sessionCookie = cookie.split(';')[0]!;
    else Reflect.set(document, 'cookie', cookie);
  }
  const config = await fetchAsPage('/en-US/config?autoload=1');
  Object.assign(window, { $C: JSON.parse(config.text.replace(/^window\.\$C = (.*);\n$/, '$1')) });
}

beforeAll(async () => {
  workbench = await startServer(TWIN);
  Object.assign(globalThis, { fetch: fetchAsPage });
  await openPage();
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
