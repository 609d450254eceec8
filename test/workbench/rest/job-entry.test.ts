import { envelope, type HeldServer, json, openHeldServer } from './held-server';

let server: HeldServer;

beforeAll(async () => {
  server = await openHeldServer();
});
afterEach(() => server.clear());
afterAll(() => server.close());

describe('a job entry', () => {
  test('of a running job', async () => {
    const sid = await server.createJob('search running');
    server.searcher.find('search running').begin();
    const content = await server.contentOf(sid);
    expect(content).toMatchObject({
      sid,
      dispatchState: 'RUNNING',
      doneProgress: 0.5,
      isDone: false,
      isFailed: false,
      isFinalized: false,
      isRealTimeSearch: false,
      resultPreviewCount: 0,
      ttl: 600,
      messages: [],
      request: { search: 'search running' },
    });
  });

  test('of a job that is done', async () => {
    const sid = await server.doneJob('search done', 7);
    expect(await server.contentOf(sid)).toMatchObject({
      dispatchState: 'DONE',
      doneProgress: 1,
      isDone: true,
      resultCount: 7,
      resultPreviewCount: 7,
      eventCount: 10,
      scanCount: 20,
      reportSearch: 'search done',
    });
  });

  test('of a job that failed: it is done as well', async () => {
    const sid = await server.createJob('search failing');
    server.searcher.find('search failing').fail('smtpspoof: argument "foo" is unknown');
    while ((await server.contentOf(sid))['isDone'] !== true);
    expect(await server.contentOf(sid)).toMatchObject({
      dispatchState: 'FAILED',
      isFailed: true,
      messages: [{ type: 'FATAL', text: 'smtpspoof: argument "foo" is unknown' }],
    });
    const results = await server.call(`/services/search/v2/jobs/${sid}/results`);
    expect([results.status, json(results)]).toEqual([
      200,
      expect.objectContaining({
        results: [],
        messages: [{ type: 'FATAL', text: 'smtpspoof: argument "foo" is unknown' }],
      }),
    ]);
  });

  test('the list has the jobs asked for by id and leaves out those that are gone', async () => {
    const [first, second] = [await server.doneJob('search one'), await server.doneJob('search two')];
    const list = await server.call(
      `/services/search/jobs?output_mode=json&id=${second}&id=1.9999&id=${first}&count=3`,
    );
    const { entry, ...rest } = json(list) as { entry: { content: { sid: string } }[] };
    expect(entry.map(({ content }) => content.sid)).toEqual([second, first]);
    expect(rest).not.toHaveProperty('messages');
  });

  test('the list can be asked for jobs that were created with the same hash', async () => {
    const hash = 'java5:1234';
    const created = await server.call('/services/search/jobs', {
      search: 'search cached',
      'webframework.cache.hash': hash,
      earliest_time: '-1h',
    });
    const { sid } = json(created) as { sid: string };
    const filter = encodeURIComponent(`request.webframework.cache.hash=${hash}`);
    const found = json(await server.call(`/services/search/jobs?output_mode=json&search=${filter}`));
    expect(found).toMatchObject({
      entry: [
        {
          content: {
            sid,
            request: { search: 'search cached', earliest_time: '-1h', 'webframework.cache.hash': hash },
          },
        },
      ],
      paging: { total: 1 },
    });
  });

  test.each(['/services/search/jobs?output_mode=json_rows', '/services/search/jobs?output_mode=xml'])(
    '%s has no such form',
    async (path) => {
      const answer = await server.call(path);
      const mode = path.split('=')[1];
      expect([answer.status, json(answer)]).toEqual([
        400,
        envelope('FATAL', `Invalid output_mode. Found "${mode}", expected json.`),
      ]);
    },
  );
});

test('while files are loading a job waits in the queue and says for what', async () => {
  const loading = await openHeldServer(true);
  try {
    const created = await loading.call('/services/search/jobs', { search: 'search early' });
    const { sid } = json(created) as { sid: string };
    expect(json(await loading.call(`/services/search/jobs/${sid}`))).toMatchObject({
      entry: [
        {
          content: {
            dispatchState: 'QUEUED',
            isDone: false,
            messages: [{ type: 'INFO', text: 'waiting for smtp.log to load: 42 %' }],
          },
        },
      ],
    });
    loading.endLoading();
    await new Promise((resolve) => setImmediate(resolve));
    expect(json(await loading.call(`/services/search/jobs/${sid}`))).toMatchObject({
      entry: [{ content: { dispatchState: 'PARSING', messages: [] } }],
    });
  } finally {
    await loading.close();
  }
});
