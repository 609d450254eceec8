import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DETECTIONS } from '../../schema/detections';
import { jsonLinesOf, readCases } from '../detect/case-file';
import { AppWithRows } from '../lookups/app-with-rows';

type Rows = Parameters<typeof AppWithRows.open>[0];
type Found = Awaited<ReturnType<AppWithRows['rows']>>[number];

const CASES = 'alerts';
/** Behind all times of the cases. */
const NOW = 1_000_000;

const kept = { owner: 'ann', source: 'test', reason: 'seen', confidence: 100, expires: 0 };
const INDICATORS = [
  { indicator: 'bad.example', indicator_type: 'domain' },
  { indicator: 'mail.bad.example', indicator_type: 'domain', confidence: 80 },
  { indicator: 'old.example', indicator_type: 'domain', expires: 1 },
  { indicator: '203.0.113.66', indicator_type: 'ip' },
  { indicator: 'evil-helo', indicator_type: 'helo' },
];

/** A row written with `"×": n` stands for n rows, a second or `every` seconds apart; `#` in its texts is the number of the row. */
function unfold({ '×': times = 1, every = 1, ...row }: Rows[number]): Rows[number][] {
  const numbered = (value: unknown, index: number): unknown =>
    typeof value === 'string' ? value.replaceAll('#', String(index)) : value;
  return Array.from({ length: Number(times) }, (_, index) => ({
    index: 'main',
    host: 'log',
    ...Object.fromEntries(
      Object.entries(row).map(([field, value]) => [
        field,
        Array.isArray(value) ? value.map((one) => numbered(one, index)) : numbered(value, index),
      ]),
    ),
    _time: Number(row['_time']) + index * Number(every),
  })) as Rows[number][];
}

async function findingsOf(detection: string, rows: Rows): Promise<Found[]> {
  const app = await AppWithRows.open(
    [...rows].sort((left, right) => Number(right['_time']) - Number(left['_time'])),
  );
  try {
    app.keep('smtp_watch_own_domains', [{ ...kept, domain: 'own.example' }]);
    app.keep('smtp_watch_own_networks', [{ ...kept, network: '192.0.2.0/24' }]);
    app.keep('smtp_watch_partners', [{ ...kept, domain: 'harbourfreight.example' }]);
    app.keep('smtp_watch_vips', [{ ...kept, name: 'Cleo Chief', address: 'cleo@own.example' }]);
    app.keep(
      'smtp_watch_indicators',
      INDICATORS.map((indicator) => ({ ...kept, ...indicator })),
    );
    const { search } = DETECTIONS.find(({ name }) => name === detection)!;
    return await app.rows(`${search.startsWith('|') ? '' : 'search '}${search} | sort 0 entity`, {
      now: NOW,
    });
  } finally {
    app.close();
  }
}

const files = readdirSync(join(__dirname, '..', 'cases', 'detect', CASES));
const cases = readCases(CASES).map((one) => [one.name, one] as const);

test.each(cases)('%s', async (name, one) => {
  const detection = files.map((file) => file.replace('.case', '')).find((file) => name.startsWith(file))!;
  const found = await findingsOf(detection, jsonLinesOf<Rows[number]>(one, 'rows').flatMap(unfold));
  const expected = jsonLinesOf<Found>(one, 'expect');
  expect(found).toEqual(expected.map((finding) => expect.objectContaining(finding)));
});
