import { envelope, type HeldServer, json, openHeldServer } from './held-server';

let server: HeldServer;

beforeAll(async () => {
  server = await openHeldServer();
});
afterEach(() => server.clear());
afterAll(() => server.close());

describe('results', () => {
  const first = { preview: false, init_offset: 1, post_process_count: 0, messages: [] };
  const query = 'count=2&offset=1';

  test.each([
    [
      'json',
      {
        ...first,
        fields: [{ name: 'n' }, { name: 'list' }],
        results: [{ n: '1', list: ['a1', 'b1'] }, { n: '2' }],
        highlighted: {},
      },
    ],
    [
      'json_rows',
      {
        ...first,
        fields: ['n', 'list'],
        rows: [
          ['1', ['a1', 'b1']],
          ['2', null],
        ],
      },
    ],
    [
      'json_cols',
      {
        ...first,
        fields: ['n', 'list'],
        columns: [
          ['1', '2'],
          [['a1', 'b1'], null],
        ],
      },
    ],
  ])('as %s', async (mode, expected) => {
    const sid = await server.doneJob('search shape', 4);
    const answer = await server.call(`/services/search/v2/jobs/${sid}/results?output_mode=${mode}&${query}`);
    expect([answer.status, json(answer)]).toEqual([200, expected]);
  });

  test('as csv', async () => {
    const sid = await server.doneJob('search csv');
    const answer = await server.call(`/services/search/v2/jobs/${sid}/results?output_mode=csv`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=UTF-8');
    expect(answer.text).toBe('n,list\n0,\n1,"a1\nb1"\n2,\n');
  });

  test('fields are objects when metadata is asked for, and only those named by f', async () => {
    const sid = await server.doneJob('search meta');
    const answer = await server.call(
      `/services/search/v2/jobs/${sid}/results?output_mode=json_cols&show_metadata=true&f=n`,
    );
    expect(json(answer)).toMatchObject({ fields: [{ name: 'n' }], columns: [['0', '1', '2']] });
  });

  test('100 rows by default, all with count=0, at most 50,000', async () => {
    const sid = await server.doneJob('search many', 60_000);
    const rows = async (more: string): Promise<number> => {
      const answer = await server.call(
        `/services/search/v2/jobs/${sid}/results?output_mode=json_rows${more}`,
      );
      return (json(answer) as { rows: unknown[] }).rows.length;
    };
    expect([await rows(''), await rows('&count=0'), await rows('&count=0&offset=59000')]).toEqual([
      100, 50_000, 1000,
    ]);
  });

  test.each(['results', 'results_preview', 'events'])('%s are not there before the job is', async (name) => {
    const sid = await server.createJob('search slow');
    const answer = await server.call(`/services/search/v2/jobs/${sid}/${name}?output_mode=json`);
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  test('events are there for a search that does not transform them', async () => {
    const [plain, transforming] = [
      await server.doneJob('search plain', 2, false),
      await server.doneJob('search stats', 2),
    ];
    const count = async (sid: string): Promise<number> => {
      const answer = await server.call(`/services/search/v2/jobs/${sid}/events?output_mode=json`);
      return (json(answer) as { results: unknown[] }).results.length;
    };
    expect([await count(plain), await count(transforming)]).toEqual([2, 0]);
  });

  test('a post-process search runs over the rows', async () => {
    const sid = await server.doneJob('search base');
    const asking = server.call(`/services/search/v2/jobs/${sid}/results`, {
      output_mode: 'json_rows',
      search: 'stats max(n)',
    });
    (await server.searcher.started('stats max(n)')).succeed(1);
    expect(json(await asking)).toMatchObject({ post_process_count: 1, rows: [['0', null]] });
    expect(server.searcher.find('stats max(n)').query.base).toMatchObject({ rows: 3 });
  });

  test.each([
    ['count=x', envelope('FATAL', 'count is "x", expected a whole number of 0 or more')],
    ['nope=1', envelope('FATAL', 'Argument "nope" is not supported by this handler.')],
    ['show_metadata=maybe', envelope('FATAL', 'show_metadata is "maybe", expected a boolean')],
    [
      'output_mode=raw',
      envelope('FATAL', 'Invalid output_mode. Found "raw", expected json, json_rows, json_cols, csv.'),
    ],
  ])('?%s is refused', async (args, envelope) => {
    const sid = await server.doneJob('search args');
    const answer = await server.call(`/services/search/v2/jobs/${sid}/results?${args}`);
    expect([answer.status, json(answer)]).toEqual([400, envelope]);
  });
});
