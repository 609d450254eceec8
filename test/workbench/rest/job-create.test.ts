import { envelope, type HeldServer, json, openHeldServer } from './held-server';

let server: HeldServer;

beforeAll(async () => {
  server = await openHeldServer();
});
afterEach(() => server.clear());
afterAll(() => server.close());

describe('creating a job', () => {
  test.each([
    '/services/search/jobs',
    '/services/search/v2/jobs/',
    '/servicesNS/nobody/smtp_watch/search/jobs',
  ])('POST %s gives 201 with the sid', async (path) => {
    const created = await server.call(path, { search: 'search a' });
    expect([created.status, json(created)]).toEqual([201, { sid: expect.stringMatching(/^\d{10}\.\d+$/) }]);
  });

  test('the namespace of the path is that of the job', async () => {
    const created = await server.call('/servicesNS/nobody/smtp_watch/search/jobs', { search: 'search a' });
    const { sid } = json(created) as { sid: string };
    const feed = json(await server.call(`/services/search/jobs/${sid}`));
    expect(feed).toMatchObject({ entry: [{ acl: { owner: 'nobody', app: 'smtp_watch' } }] });
  });

  test.each([
    [{ search: 'search a | nonsense' }, 400, envelope('FATAL', `Unknown search command 'nonsense'.`)],
    [{ search: '' }, 400, envelope('FATAL', 'Empty search.')],
    [
      { search: 'search a', foo: '1' },
      400,
      envelope('FATAL', 'Argument "foo" is not supported by this handler.'),
    ],
    [
      { search: 'search a', search_mode: 'realtime', sample_ratio: '10' },
      400,
      envelope(
        'FATAL',
        'Argument "search_mode" is "realtime", the workbench supports "normal" only. Argument "sample_ratio" is "10", the workbench supports "1" only.',
      ),
    ],
    [
      { search: 'search a', earliest_time: 'rt-5m' },
      501,
      envelope('FATAL', 'earliest_time asks for a real-time search, which the workbench does not support'),
    ],
    [
      { search: 'search a', timeout: '-1' },
      400,
      envelope('FATAL', 'timeout is "-1", expected a whole number of 0 or more'),
    ],
    [
      { search: 'search a', id: '../x' },
      400,
      envelope('FATAL', 'id is "../x", expected letters, digits, "_", "." and "-" only'),
    ],
  ])('%j is refused', async (body, status, envelope) => {
    const answer = await server.call('/services/search/v2/jobs', body as Record<string, string>);
    expect([answer.status, json(answer)]).toEqual([status, envelope]);
  });

  test('a blocking one answers when the job is done', async () => {
    const creating = server.call('/services/search/jobs', { search: 'search block', exec_mode: 'blocking' });
    (await server.searcher.started('search block')).succeed();
    const { sid } = json(await creating) as { sid: string };
    expect((await server.contentOf(sid))['dispatchState']).toBe('DONE');
  });
});
