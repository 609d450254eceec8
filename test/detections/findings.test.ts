import type { Detection } from '../../schema/detection';
import { searchOf } from '../../tools/generate-savedsearches-conf';
import { AppWithRows } from '../lookups/app-with-rows';

const NOW = 1_800_000_000;
const DAY = 86_400;

/** An alert whose findings are the rows themselves. */
const plain: Detection = {
  name: 'plain',
  title: 'Plain',
  notices: '',
  matters: '',
  wrong: '',
  needs: '',
  cost: '',
  techniques: ['T1566.001', 'T1078'],
  entity: 'user',
  severity: 'low',
  schedule: { cron: '* * * * *', earliest: '-5m', latest: 'now', silence: '1d' },
  response: [],
  search: '* | fields entity score reasons first_time last_time count step related',
  drilldown: 'index=* src_user=$entity$',
};
const ALERT = searchOf(plain);

async function withRows<T>(
  rows: Parameters<typeof AppWithRows.open>[0],
  work: (app: AppWithRows) => Promise<T>,
): Promise<T> {
  const app = await AppWithRows.open(rows);
  try {
    return await work(app);
  } finally {
    app.close();
  }
}

const finding = (entity: string, others: object = {}): Parameters<typeof AppWithRows.open>[0][number] => ({
  entity,
  score: 61.4,
  reasons: ['one: 1', 'two: 2'],
  first_time: NOW - 600,
  last_time: NOW - 60,
  count: 7,
  ...others,
});

const KEPT = '| inputlookup smtp_watch_findings';

test('a finding holds what the alert says, and its severity follows its score', async () => {
  await withRows([finding('ann@example.com', { related: ['192.0.2.1'], step: 3 })], async (app) => {
    const raised = await app.rows(`search ${ALERT}`, { now: NOW });
    const kept = await app.rows(KEPT);
    expect(raised).toEqual(kept.map(({ _key, ...rest }) => rest));
    expect(raised).toEqual([
      {
        key: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        detection: 'plain',
        entity: 'ann@example.com',
        entity_type: 'user',
        score: '61',
        severity: 'high',
        reasons: ['one: 1', 'two: 2'],
        mitre: ['T1566.001', 'T1078'],
        related: '192.0.2.1',
        step: '3',
        first_time: String(NOW - 600),
        last_time: String(NOW - 60),
        raised_time: String(NOW),
        count: '7',
        drilldown: `earliest=${NOW - 600} latest=${NOW - 59} index=* src_user="ann@example.com"`,
      },
    ]);
  });
});

test('it is raised again at the next step and after a week of silence, and else goes on quietly', async () => {
  await withRows([finding('ann@example.com', { step: 2 })], async (app) => {
    const keep = (others: object): void => {
      app.keep('smtp_watch_findings', [
        { ...before, step: 2, first_time: NOW - 2 * DAY, last_time: NOW - DAY, raised_time: 1, ...others },
      ]);
    };
    const [first] = await app.rows(`search ${ALERT} | fields key detection entity entity_type`, { now: NOW });
    const before = { _key: String(first!['key']), ...(first as Record<string, string>) };
    const raised = async (): Promise<number> => (await app.rows(`search ${ALERT}`, { now: NOW })).length;
    const kept = async () => (await app.rows(`${KEPT} | table step first_time last_time raised_time`))[0];
    expect(await raised()).toBe(0);
    keep({});
    expect(await raised()).toBe(0);
    expect(await kept()).toEqual({
      step: '2',
      first_time: String(NOW - 2 * DAY),
      last_time: String(NOW - 60),
      raised_time: '1',
    });
    keep({ step: 1 });
    expect(await raised()).toBe(1);
    expect(await kept()).toMatchObject({ step: '2', raised_time: String(NOW) });
    keep({ step: 5 });
    expect(await raised()).toBe(0);
    expect(await kept()).toMatchObject({ step: '5' });
    keep({ step: 5, last_time: NOW - 8 * DAY });
    expect(await raised()).toBe(1);
    expect(await kept()).toMatchObject({ step: '2', first_time: String(NOW - 600) });
  });
});

test('what an allowlist entry covers is no finding, until the entry runs out', async () => {
  await withRows(
    [finding('ann@example.com'), finding('192.0.2.7'), finding('bob@example.com')],
    async (app) => {
      app.keep('smtp_watch_allowlist', [
        { entity: 'ann@example.com', detection: 'plain', expires: NOW + 60 },
        { entity: '192.0.2.0/24', entity_type: 'network', detection: '*', expires: 0 },
        { entity: 'bob@example.com', detection: 'other', expires: 0 },
      ]);
      const entities = async (now: number) =>
        (await app.rows(`search ${ALERT}`, { now })).map(({ entity }) => entity);
      expect(await entities(NOW)).toEqual(['bob@example.com']);
      expect(await entities(NOW + 120)).toEqual(['ann@example.com']);
    },
  );
});

test.each([
  '"',
  '\\',
  '\\"',
  'a" OR src_user="*',
  'a`smtp_watch_events`',
  '[| inputlookup smtp_watch_vips]',
  'a | delete',
  "x' OR 1=1 --",
  '<b>&amp;</b>',
  '$1 \\1 %41',
  'line\nbreak',
  '*',
])('the drill-down of %j is a search for that very text', async (entity) => {
  const rows = [finding(entity, { src_user: entity }), { src_user: 'someone@example.com' }];
  await withRows(rows, async (app) => {
    const [raised] = await app.rows(`search ${ALERT}`, { now: NOW });
    expect(raised!['entity']).toBe(entity);
    const drilldown = String(raised!['drilldown']).replace(/^earliest=\d+ latest=\d+ /, '');
    const found = await app.rows(`search ${drilldown} | table src_user`);
    const expected = entity === '*' ? [entity, 'someone@example.com'] : [entity];
    expect(found.map(({ src_user }) => src_user).sort()).toEqual(expected.sort());
  });
});
