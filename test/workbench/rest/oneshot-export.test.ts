import { envelope, type HeldServer, json, openHeldServer } from './held-server';

let server: HeldServer;

beforeAll(async () => {
  server = await openHeldServer();
});
afterEach(() => server.clear());
afterAll(() => server.close());

describe('oneshot and export', () => {
  test('a oneshot answers with the results and leaves no job', async () => {
    const asking = server.call('/services/search/v2/jobs', {
      search: 'search once',
      exec_mode: 'oneshot',
      output_mode: 'json_rows',
      count: '1',
    });
    (await server.searcher.started('search once')).succeed();
    const answer = await asking;
    expect([answer.status, json(answer)]).toMatchObject([200, { rows: [['0', null]] }]);
    const list = json(await server.call('/services/search/jobs?count=0')) as { entry: { name: string }[] };
    expect(list.entry.map(({ name }) => name)).not.toContain('search once');
  });

  test('a oneshot that fails answers with the reason', async () => {
    const asking = server.call('/services/search/v2/jobs', { search: 'search fails', exec_mode: 'oneshot' });
    (await server.searcher.started('search fails')).fail('no such lookup');
    const answer = await asking;
    expect([answer.status, json(answer)]).toEqual([400, envelope('FATAL', 'no such lookup')]);
  });

  test.each([
    [1, ['{"preview":false,"offset":0,"lastrow":true,"result":{"n":"0"}}', '']],
    [0, ['{"preview":false,"lastrow":true}', '']],
  ])('an export of %i rows', async (rows, lines) => {
    const search = `search export ${rows}`;
    const asking = server.call('/services/search/v2/jobs/export', { search, output_mode: 'json' });
    (await server.searcher.started(search)).succeed(rows);
    expect((await asking).text.split('\n')).toEqual(lines);
  });

  test('an export of many rows has each of them once, the last one marked', async () => {
    const asking = server.call('/services/search/v2/jobs/export', { search: 'search export', f: 'n' });
    (await server.searcher.started('search export')).succeed(12_000);
    const lines = (await asking).text.trim().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as { offset: number; result: object; lastrow?: true });
    expect(rows.map(({ offset }) => offset)).toEqual(Array.from({ length: 12_000 }, (_, at) => at));
    expect(rows.at(-1)).toEqual({ preview: false, offset: 11_999, lastrow: true, result: { n: '11999' } });
    expect(rows.filter(({ lastrow }) => lastrow)).toHaveLength(1);
    expect(server.searcher.dropped.at(-1)).toMatchObject({ rows: 12_000 });
  });

  test('an export as csv', async () => {
    const asking = server.call('/services/search/v2/jobs/export', {
      search: 'search csv',
      output_mode: 'csv',
    });
    (await server.searcher.started('search csv')).succeed(2);
    expect((await asking).text).toBe('n,list\n0,\n1,"a1\nb1"\n');
  });
});
