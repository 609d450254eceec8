import { envelope, type HeldServer, json, openHeldServer } from './held-server';

let server: HeldServer;

beforeAll(async () => {
  server = await openHeldServer();
});
afterEach(() => server.clear());
afterAll(() => server.close());

describe('control', () => {
  test.each([
    ['finalize', {}, 'Search job finalized.'],
    ['touch', {}, 'Search job touched.'],
    ['setttl', { ttl: '42' }, 'The ttl of the search job was changed to 42.'],
    ['setpriority', { priority: '3' }, 'The priority of the search job was changed to 3.'],
    ['enablepreview', {}, 'Search job results preview enabled.'],
    ['disablepreview', {}, 'Search job results preview disabled.'],
    ['save', {}, 'The ttl of the search job was changed to 604800.'],
    ['pause', {}, 'Search job paused.'],
    ['unpause', {}, 'Search job continued.'],
    ['unsave', {}, 'Search job unsaved.'],
    ['cancel', {}, 'Search job cancelled.'],
  ])('%s', async (action, more, text) => {
    const sid = await server.createJob('search controlled');
    const answer = await server.call(`/services/search/jobs/${sid}/control`, { action, ...more });
    expect([answer.status, json(answer)]).toEqual([200, { messages: [{ type: 'INFO', text }] }]);
    const after = await server.call(`/services/search/jobs/${sid}`, undefined, 'DELETE');
    expect(after.status).toBe(action === 'cancel' ? 404 : 200);
  });

  test('its effect shows in the entry', async () => {
    const sid = await server.doneJob('search kept');
    await server.call(`/services/search/jobs/${sid}/control`, { action: 'setttl', ttl: '42' });
    await server.call(`/services/search/jobs/${sid}/control`, { action: 'save' });
    expect(await server.contentOf(sid)).toMatchObject({ ttl: 604_800, isSaved: true });
    await server.call(`/services/search/jobs/${sid}/control`, { action: 'unsave' });
    expect(await server.contentOf(sid)).toMatchObject({ ttl: 600, isSaved: false });
  });

  test.each([
    ['setworkloadpool', 501, envelope('ERROR', 'action "setworkloadpool" is not supported by the workbench')],
    [
      'explode',
      400,
      envelope(
        'FATAL',
        'action is "explode", expected cancel, finalize, pause, unpause, touch, setttl, setpriority, enablepreview, disablepreview, save, unsave',
      ),
    ],
  ])('%s is refused', async (action, status, envelope) => {
    const sid = await server.doneJob('search refusing');
    const answer = await server.call(`/services/search/jobs/${sid}/control`, { action });
    expect([answer.status, json(answer)]).toEqual([status, envelope]);
  });
});

describe('parser', () => {
  test.each(['/services/search/v2/parser', '/services/search/parser'])('%s', async (path) => {
    const good = await server.call(path, { q: 'search a', parse_only: 'true', output_mode: 'json' });
    const bad = await server.call(path, { q: 'search a | nonsense' });
    expect([good.status, bad.status, json(bad)]).toEqual([
      200,
      400,
      envelope('FATAL', `Unknown search command 'nonsense'.`),
    ]);
  });
});

describe('what there is not', () => {
  test.each([
    ['GET', '/services/search/jobs/1.2', 404, envelope('FATAL', 'Unknown sid.')],
    ['GET', '/services/search/v2/jobs/1.2/results', 404, envelope('FATAL', 'Unknown sid.')],
    ['POST', '/services/search/jobs/1.2/control', 404, envelope('FATAL', 'Unknown sid.')],
    ['DELETE', '/services/search/jobs/1.2', 404, envelope('FATAL', 'Unknown sid.')],
    ['GET', '/services/data/indexes', 404, envelope('ERROR', 'the workbench has no endpoint data/indexes')],
    ['GET', '/services/authentication/users/root', 404, envelope('ERROR', 'Could not find object id=root')],
    [
      'DELETE',
      '/services/server/info',
      405,
      envelope('ERROR', 'DELETE is not allowed on server/info, only GET'),
    ],
    [
      'GET',
      '/services/search/jobs/1/timeline',
      501,
      envelope('ERROR', 'the timeline of a job is not supported by the workbench'),
    ],
    [
      'GET',
      '/services/search/jobs/%ff',
      400,
      envelope('FATAL', 'path holds "%ff", expected percent-encoded UTF-8'),
    ],
  ])('%s %s', async (method, path, status, envelope) => {
    const answer = await server.call(path, undefined, method);
    expect([answer.status, json(answer)]).toEqual([status, envelope]);
  });
});
