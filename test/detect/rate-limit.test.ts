import fc from 'fast-check';
import {
  RateLimit,
  type RateLimitOptions,
  type RateLimitRow,
  type RateLimitSeriesRow,
} from '../../detect/rate-limit';
import type { SourceBatch } from '../../detect/spam-rate/source-events';
import { COMMANDS } from '../../schema/commands';
import { batchOf, Interner, type Row } from './batches';
import { jsonLinesOf, jsonOf, readCases } from './case-file';

const { inputs } = COMMANDS.smtpratelimit;

type Chunks = readonly (readonly Row[])[];

function filled(chunks: Chunks, options: Partial<RateLimitOptions>): RateLimit {
  const interner = new Interner();
  const rateLimit = new RateLimit({
    rate: 2,
    perSeconds: 10,
    unit: 'message',
    marginPercent: 100,
    ...options,
  });
  for (const chunk of chunks) rateLimit.add(batchOf<SourceBatch>(inputs, chunk, interner, ['src_user']));
  return rateLimit;
}

const limit = (chunks: Chunks, options: Partial<RateLimitOptions> = {}): RateLimitRow[] =>
  filled(chunks, options).summary();

const seriesOf = (chunks: Chunks, options: Partial<RateLimitOptions> = {}): RateLimitSeriesRow[] => [
  ...filled(chunks, options).series(7),
];

describe('cases', () => {
  const cases = readCases('rate-limit');
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const rows = jsonLinesOf<Row>(one, 'rows').flatMap(({ '×': times = 1, ...row }) =>
      Array.from({ length: Number(times) }, () => row),
    );
    const found = limit([rows], jsonOf<Partial<RateLimitOptions>>(one, 'options', {}));
    const expected = jsonLinesOf<Partial<RateLimitRow>>(one, 'expect');
    const names = (index: number) => Object.keys(expected[index] ?? { by: [] }) as (keyof RateLimitRow)[];
    expect(
      found.map((row, index) => Object.fromEntries(names(index).map((name) => [name, row[name]]))),
    ).toEqual(expected);
  });
});

const event = fc.record({
  src_user: fc.constantFrom('a@x.example', 'b@x.example'),
  _time: fc.integer({ min: 0, max: 400 }).map((tenths) => 1_332_014_962 + tenths / 10),
  recipient: fc.array(fc.constantFrom('r@x.example', 's@x.example', 't@y.example'), { maxLength: 4 }),
});
const events = fc.array(event, { maxLength: 60 });
const options = fc.record({
  rate: fc.integer({ min: 1, max: 5 }),
  perSeconds: fc.integer({ min: 1, max: 20 }),
  burst: fc.integer({ min: 1, max: 8 }),
  unit: fc.constantFrom<'message' | 'recipient'>('message', 'recipient'),
});

const tenthsOf = (row: Row) => BigInt(Math.round(Number(row['_time']) * 10));
const costOf = (row: Row, unit: string) =>
  BigInt(unit === 'message' ? 1 : Math.max(1, (row['recipient'] as string[]).length));

/** The two buckets in whole numbers without limit: a token is `per` parts, one tenth of a second gains `rate` of them. */
function judge(
  rows: readonly Row[],
  { rate, perSeconds, burst, unit }: Omit<RateLimitOptions, 'marginPercent'>,
) {
  const token = BigInt(perSeconds * 10);
  const full = BigInt(burst ?? rate) * token;
  const line = rows
    .map((row) => ({ time: tenthsOf(row), cost: costOf(row, unit) * token }))
    .sort((left, right) => Number(left.time - right.time) || Number(left.cost - right.cost));
  const found = {
    passed: 0,
    refused: 0,
    oversized: 0,
    delayed: 0,
    largest: 0n,
    first: undefined as bigint | undefined,
  };
  let strict = full;
  let patient = full;
  let before = line[0]?.time ?? 0n;
  const fill = (level: bigint, gain: bigint) => (level + gain < full ? level + gain : full);
  for (const { time, cost } of line) {
    const gain = (time - before) * BigInt(rate);
    before = time;
    strict = fill(strict, gain);
    patient = fill(patient, gain) - cost;
    if (cost > full) found.oversized++;
    if (cost > strict || patient < 0n) found.first ??= time;
    if (cost > strict) found.refused++;
    else {
      strict -= cost;
      found.passed++;
    }
    if (patient < 0n) found.delayed++;
    if (-patient > found.largest) found.largest = -patient;
  }
  return found;
}

test('both buckets equal a replay in whole numbers', () => {
  fc.assert(
    fc.property(events, options, (rows, chosen) => {
      for (const found of limit([rows], chosen)) {
        const expected = judge(
          rows.filter(({ src_user }) => src_user === found.by[0]),
          chosen,
        );
        const { passed, refused, oversized, delayed } = found;
        expect({ passed, refused, oversized, delayed }).toEqual({
          passed: expected.passed,
          refused: expected.refused,
          oversized: expected.oversized,
          delayed: expected.delayed,
        });
        expect(found.largest_delay).toBeCloseTo(Number(expected.largest) / chosen.rate / 10, 6);
        expect(found.first_hit_time).toBe(
          expected.first === undefined ? undefined : Number(expected.first) / 10,
        );
      }
    }),
  );
});

const SUMS = ['messages', 'units', 'passed', 'refused', 'refused_units', 'oversized', 'delayed'] as const;

test('a series adds up to the summary, each message in the bucket of its time', () => {
  fc.assert(
    fc.property(events, options, (rows, chosen) => {
      const series = seriesOf([rows], chosen);
      for (const row of limit([rows], chosen)) {
        const buckets = series.filter(({ by }) => by[0] === row.by[0]);
        for (const name of SUMS)
          expect(buckets.reduce((sum, bucket) => sum + bucket[name], 0)).toBe(row[name]);
        expect(Math.max(...buckets.map(({ largest_delay }) => largest_delay))).toBe(row.largest_delay);
        const own = rows.filter(({ src_user }) => src_user === row.by[0]);
        const counts = new Map<number, number>();
        for (const { _time } of own) {
          const start = Math.floor(_time / 7) * 7;
          counts.set(start, (counts.get(start) ?? 0) + 1);
        }
        const expected = [...counts].sort(([left], [right]) => left - right);
        expect(buckets.map(({ _time, messages }) => [_time, messages])).toEqual(expected);
        for (const bucket of buckets)
          expect(bucket).toMatchObject({
            looks: row.looks,
            peak_units: row.peak_units,
            first_hit_time: row.first_hit_time,
            suggested_rate: row.suggested_rate,
          });
        const first = buckets.find(({ refused, delayed }) => refused + delayed > 0)?._time;
        expect(first).toBe(
          row.first_hit_time === undefined ? undefined : Math.floor(row.first_hit_time / 7) * 7,
        );
      }
    }),
  );
});

test('the demand of the windows equals a count the slow way', () => {
  fc.assert(
    fc.property(events, options, (rows, chosen) => {
      for (const found of limit([rows], chosen)) {
        const own = rows.filter(({ src_user }) => src_user === found.by[0]);
        const windows = own
          .map((end) =>
            own
              .filter((row) => tenthsOf(row) <= tenthsOf(end))
              .filter((row) => tenthsOf(row) > tenthsOf(end) - BigInt(chosen.perSeconds * 10))
              .reduce((sum, row) => sum + Number(costOf(row, chosen.unit)), 0),
          )
          .sort((left, right) => left - right);
        expect(found.peak_units).toBe(windows.at(-1));
        expect(found.p999_units).toBe(windows[Math.ceil(windows.length * 0.999) - 1]);
      }
    }),
  );
});

test('a limit as high as the fullest window refuses none and delays none', () => {
  fc.assert(
    fc.property(events, options, (rows, { perSeconds, unit }) => {
      const highest = Math.max(1, ...limit([rows], { perSeconds, unit }).map(({ peak_units }) => peak_units));
      for (const found of limit([rows], { rate: highest, perSeconds, unit })) {
        expect([found.refused, found.delayed, found.first_hit_time]).toEqual([0, 0, undefined]);
      }
    }),
  );
});

test('neither the order of the rows nor the cuts between chunks matter', () => {
  fc.assert(
    fc.property(
      events,
      options,
      fc.integer({ min: 1, max: 9 }),
      fc.infiniteStream(fc.nat()),
      (rows, chosen, size, noise) => {
        const shuffled = rows
          .map((row) => ({ row, at: noise.next().value as number }))
          .sort((left, right) => left.at - right.at)
          .map(({ row }) => row);
        const chunks = Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
          shuffled.slice(index * size, (index + 1) * size),
        );
        expect(limit(chunks, chosen)).toEqual(limit([rows], chosen));
        expect(seriesOf(chunks, chosen)).toEqual(seriesOf([rows], chosen));
      },
    ),
  );
});

test('no rows, rows without time and huge counts of recipients are taken as they come', () => {
  expect(limit([])).toEqual([]);
  expect(limit([[]])).toEqual([]);
  const [timeless] = limit([[{ src_user: 'a@x.example', recipient: ['b@y.example'] }]]);
  expect(timeless).toMatchObject({ messages: 0, units: 0, refused: 0, suggested_rate: undefined });
  const [huge] = limit([[{ src_user: 'a@x.example', _time: 1, recipient_count: 9e15 }]], {
    unit: 'recipient',
  });
  expect(huge).toMatchObject({ refused: 1, oversized: 1, units: 2_147_483_647 });
});

test('a million messages of many senders are replayed', () => {
  const rows = 1_000_000;
  const senders = 1000;
  const rateLimit = new RateLimit({ rate: 10, perSeconds: 60, unit: 'message', marginPercent: 125 });
  const text = (id: number) => `p${id}@x.example`;
  for (let from = 0; from < rows; from += 100_000) {
    const ids = Int32Array.from({ length: 100_000 }, (_, row) => (from + row) % senders);
    const times = Float64Array.from({ length: 100_000 }, (_, row) => (from + row) / 1000);
    rateLimit.add({ rows: 100_000, times, by: [{ ids, text }] });
  }
  // Each sends once a second: ten at first and then one in six seconds pass.
  const found = rateLimit.summary();
  expect(found).toHaveLength(senders);
  expect(new Set(found.map(({ passed, refused }) => `${passed} ${refused}`))).toEqual(new Set(['176 824']));
});
