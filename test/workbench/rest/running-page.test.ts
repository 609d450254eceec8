/**
 * @jest-environment jsdom
 * @jest-environment-options {"url": "http://127.0.0.1/en-US/app/mail_app/overview"}
 */
import { clearInterval, clearTimeout, setInterval, setTimeout } from 'node:timers';
import type SearchJobClass from '@splunk/search-job';
import { type ServedApp, serveApp } from '../web/served-app';
import { openPage } from './page-fetch';

const VIEW = '<view template="pages/splunk_ui_app.html" type="html"><label>Overview</label></view>';
const SAVED = '[Top senders]\nsearch = index=* | top src\n\n[Scheduled]\nsearch = index=*\nenableSched = 1\n';

let app: ServedApp;
let SearchJob: typeof SearchJobClass;
let search: typeof import('@splunk/splunk-utils/search');
let savedSearch: typeof import('@splunk/splunk-utils/savedSearch');

beforeAll(async () => {
  // The server runs in the page's own process and needs the timers of Node.js, not those of a browser.
  Object.assign(globalThis, { setInterval, clearInterval, setTimeout, clearTimeout });
  app = await serveApp({
    'default/app.conf': '[package]\nid = mail_app\n',
    'default/savedsearches.conf': SAVED,
    'default/data/ui/views/overview.xml': VIEW,
  });
  await openPage(`http://127.0.0.1:${app.port}/`, '/en-US/app/mail_app/overview');
  // The packages read the page's settings when they are loaded.
  SearchJob = (await import('@splunk/search-job')).default;
  search = await import('@splunk/splunk-utils/search');
  savedSearch = await import('@splunk/splunk-utils/savedSearch');
});
afterAll(() => app.close());

const said = (text: string): object => ({ messages: [{ type: 'INFO', text }] });
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function stateOf(job: SearchJobClass): Promise<Record<string, unknown>> {
  const sid = await job.getSid().toPromise();
  const { entry } = await search.batchGetSearches([sid]);
  return entry[0].content;
}

test('progress and previews come while a search runs, then its results', async () => {
  app.searcher.previewRows = 4;
  const job = SearchJob.create({ search: 'search a', preview: '1' });
  const previews: number[] = [];
  const states: string[] = [];
  const done = new Promise<void>((resolve, reject) => {
    job.getResultsPreview().subscribe(({ results }) => previews.push(results.length), reject, resolve);
  });
  job.getProgress().subscribe(
    ({ content }) => states.push(content.dispatchState),
    () => undefined,
  );
  (await app.searcher.started('search a')).begin();
  while (previews.length === 0) await wait(50);
  app.searcher.find('search a').succeed(7);
  await done;
  expect(previews[0]).toBe(4);
  expect(previews.at(-1)).toBe(7);
  expect([states.includes('RUNNING'), states.at(-1)]).toEqual([true, 'DONE']);
  app.searcher.previewRows = undefined;
});

test('a running search is paused, goes on and is finalized', async () => {
  const job = SearchJob.create({ search: 'search b' });
  await app.searcher.started('search b');
  expect(await job.pause().toPromise()).toMatchObject(said('Search job paused.'));
  expect(await stateOf(job)).toMatchObject({ dispatchState: 'PAUSE', isPaused: true });
  expect(await job.unpause().toPromise()).toMatchObject(said('Search job continued.'));
  expect(await job.finalize().toPromise()).toMatchObject(said('Search job finalized.'));
  const { content } = await job.whenDone().toPromise();
  expect(content).toMatchObject({ dispatchState: 'DONE', isFinalized: true });
});

test('all that can be set of a job is set', async () => {
  const job = SearchJob.create({ search: 'search c' });
  await app.searcher.started('search c');
  await job.setTTL(90).toPromise();
  await job.setPriority(8).toPromise();
  await job.disablePreview().toPromise();
  expect(await stateOf(job)).toMatchObject({ ttl: 90, priority: 8, isPreviewEnabled: false });
  await job.enablePreview().toPromise();
  await job.save().toPromise();
  expect(await stateOf(job)).toMatchObject({ ttl: 604_800, isPreviewEnabled: true, isSaved: true });
  await job.unsave().toPromise();
  expect(await stateOf(job)).toMatchObject({ isSaved: false });
  expect(await job.touch().toPromise()).toMatchObject(said('Search job touched.'));
  await job.cancel().toPromise();
});

test('a search that is cancelled while it runs stops, and is an error for those who follow it', async () => {
  const job = SearchJob.create({ search: 'search d' });
  const following = job.getProgress().toPromise();
  following.catch(() => undefined);
  const { signal } = (await app.searcher.started('search d')).query;
  const sid = await job.getSid().toPromise();
  await job.cancel().toPromise();
  expect(signal?.aborted).toBe(true);
  await expect(following).rejects.toThrow(`Search ${sid} not found.`);
});

test('a search that fails while it runs tells why', async () => {
  const job = SearchJob.create({ search: 'search e' });
  (await app.searcher.started('search e')).fail('the search broke');
  const { content } = await job.getProgress().toPromise();
  expect(content).toMatchObject({ isFailed: true, messages: [{ type: 'FATAL', text: 'the search broke' }] });
});

test('a saved search is run by its name, or its last job is taken', async () => {
  const named = { name: 'Top senders', app: 'mail_app', owner: 'nobody' };
  const first = SearchJob.fromSavedSearch(named, { cache: 'none' });
  (await app.searcher.started('search index=* | top src')).succeed(2);
  expect((await first.getResults().toPromise()).results).toHaveLength(2);
  const sid = await first.getSid().toPromise();
  expect(await SearchJob.fromSavedSearch(named).getSid().toPromise()).toBe(sid);
  // No schedule has run it: another job is dispatched.
  const scheduled = SearchJob.fromSavedSearch(named, { cache: 'scheduled' });
  expect(await scheduled.getSid().toPromise()).not.toBe(sid);
  await expect(
    SearchJob.fromSavedSearch({ ...named, name: 'none' })
      .getSid()
      .toPromise(),
  ).rejects.toThrow('Could not find object id=none');
});

test("splunk-utils' functions of saved searches", async () => {
  const named = { name: 'Scheduled', app: 'mail_app', owner: 'nobody' };
  const { entry } = await savedSearch.get(named);
  expect(entry).toMatchObject([{ name: 'Scheduled', content: { is_scheduled: true, search: 'index=*' } }]);
  expect(await savedSearch.getLatest(named)).toBeUndefined();
  const { sid } = await savedSearch.dispatch(named, { 'dispatch.ttl': 33 });
  expect(await savedSearch.getHistory(named)).toMatchObject({ entry: [{ name: sid }] });
  expect(await savedSearch.getLatest(named)).toMatchObject({
    name: sid,
    content: { ttl: 33, isScheduled: false },
  });
});

test("splunk-utils' functions of jobs", async () => {
  const params = { search: 'search f', earliest_time: '-1h' };
  expect(await search.getCachedSearch(params)).toBeNull();
  const { sid } = await search.createSearchJob(
    { ...params, 'webframework.cache.hash': search.createJava5HashForString('search f') },
    { app: 'mail_app', owner: 'nobody' },
  );
  (await app.searcher.started('search f')).succeed(3);
  await wait(20);
  expect(await search.getCachedSearch(params)).toMatchObject({ content: { sid } });
  expect(await search.getData(sid, 'results', { count: 1 })).toMatchObject({ results: [{ n: '0' }] });
  expect(await search.getData(sid, 'results_preview', { count: 0 })).toMatchObject({ preview: false });
  expect(await search.postAction(sid, { action: 'setttl', ttl: 44 })).toMatchObject(
    said('The ttl of the search job was changed to 44.'),
  );
  await expect(search.postAction('1.1', { action: 'cancel' })).rejects.toThrow('Unknown sid.');
  expect((await search.batchGetSearches([sid, '1.1'])).entry).toHaveLength(1);
  const once = search.oneShot({ search: 'search g' });
  (await app.searcher.started('search g')).succeed(1);
  expect(await once).toMatchObject({ results: [{ n: '0' }] });
});
