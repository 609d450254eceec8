import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DETECTIONS } from '../../schema/detections';
import { readApp } from '../../workbench/conf/app';
import { scheduledSearches } from '../../workbench/jobs/saved-search';
import { AppWithRows, BUILT_APP } from './app-with-rows';

const DAY = 86_400;
const NOW = 40 * DAY;
const OWNER = { owner: 'ann', source: 'test', reason: 'test', confidence: 100, expires: 0 };
const LEARN = scheduledSearches(readApp(BUILT_APP)).find(
  ({ name }) => name === 'SMTP Watch - Learn correspondents',
)!.spl;
const { search: LOOK_ALIKES } = DETECTIONS.find(({ name }) => name === 'look-alike-domain')!;

type Rows = Parameters<typeof AppWithRows.open>[0];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-watch-correspondents-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A message between a mailbox of one domain and that of another, so many days ago. */
function message(from: string, to: string, daysAgo: number): Rows[number] {
  return {
    _time: NOW - daysAgo * DAY,
    index: 'main',
    sourcetype: 'zeek:smtp',
    visibility: 'message',
    action: 'delivered',
    src: from === 'own.example' ? '10.0.0.7' : '203.0.113.9',
    src_user: `ann@${from}`,
    src_user_domain: from,
    recipient: [`bob@${to}`],
    recipient_domain: to,
    message_id: `<${from}.${to}.${daysAgo}@${from}>`,
  };
}

const between = (domain: string, days: readonly number[]): Rows[number][] =>
  days.flatMap((day) => [message('own.example', domain, day), message(domain, 'own.example', day)]);

async function opened(rows: Rows): Promise<AppWithRows> {
  const sorted = [...rows].sort((left, right) => Number(right['_time']) - Number(left['_time']));
  const app = await AppWithRows.open(sorted, BUILT_APP, folder);
  app.keep('smtp_watch_own_domains', [{ ...OWNER, domain: 'own.example' }]);
  return app;
}

const learnt = (): string[] =>
  readFileSync(join(folder, 'lookups', 'smtp_watch_correspondents.csv'), 'utf8')
    .trim()
    .split('\n');

test('those with whom mail goes both ways are learnt, and imitations of them are found from then on', async () => {
  const mail = [
    ...between('harbourfreight.example', [5, 4, 3]),
    ...between('twodays.example', [4, 3]),
    ...[9, 8, 7, 6].map((day) => message('newsletter.example', 'own.example', day)),
    ...between('gmail.com', [5, 4, 3]),
    message('harbourfreihgt.example', 'own.example', 0.01),
  ];
  const app = await opened(mail);
  try {
    expect(await app.rows(`search ${LOOK_ALIKES}`, { now: NOW })).toEqual([]);
    await app.rows(LEARN, { now: NOW });
    expect(learnt()).toEqual(['domain,messages,days', 'harbourfreight.example,6,3']);
    const found = await app.rows(`search ${LOOK_ALIKES}`, { now: NOW });
    expect(found).toMatchObject([{ entity: 'harbourfreihgt.example' }]);
    expect(String(found[0]!['reasons'])).toContain('harbourfreight.example (typing error)');
    const known = await app.rows(
      '| inputlookup smtp_watch_sender_domains | sort 0 domain | table domain sent received days',
    );
    expect(known).toContainEqual({ domain: 'newsletter.example', sent: '0', received: '4', days: '4' });
    expect(known).toHaveLength(5);
  } finally {
    app.close();
  }
});

test('a namesake that has been writing for weeks is none, and since when is kept where the mail is gone', async () => {
  const app = await opened([
    ...between('harbourfreight.example', [5, 4, 3]),
    ...[2, 1, 0.01].map((day) => message('harbourfreigth.example', 'own.example', day)),
  ]);
  try {
    app.keep('smtp_watch_sender_domains', [
      {
        domain: 'harbourfreigth.example',
        sent: 0,
        received: 9,
        days: 5,
        first_time: NOW - 30 * DAY,
        last_time: NOW - 20 * DAY,
      },
    ]);
    await app.rows(LEARN, { now: NOW });
    expect(await app.rows(`search ${LOOK_ALIKES}`, { now: NOW })).toEqual([]);
    app.keep('smtp_watch_sender_domains', []);
    expect(await app.rows(`search ${LOOK_ALIKES}`, { now: NOW })).toMatchObject([
      { entity: 'harbourfreigth.example', count: '3' },
    ]);
  } finally {
    app.close();
  }
});
