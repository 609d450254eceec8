import fc from 'fast-check';
import {
  Baseline,
  type BaselineBatch,
  type BaselineOptions,
  type BaselineRow,
  type SeriesRow,
} from '../../detect/baseline';
import { falseDiscoveryRates } from '../../detect/baseline/false-discovery';
import { upperTail } from '../../detect/baseline/tail';
import { COMMANDS } from '../../schema/commands';
import { batchOf, Interner, type Row } from './batches';
import { type Case, jsonLinesOf, jsonOf, readCases } from './case-file';

const START = 1_772_409_600;
const NAMED: Readonly<Record<string, string[]>> = { field: ['bytes'], only: ['shown'] };
const inputs = COMMANDS.smtpbaseline.inputs.map((input) =>
  'argument' in input ? { ...input, fields: NAMED[input.argument]! } : input,
);

type Chunks = readonly (readonly Row[])[];

function filled(chunks: Chunks, options: Partial<BaselineOptions>): Baseline {
  const interner = new Interner();
  const found = new Baseline({ spanSeconds: 3600, isCount: true, effect: 10, ...options });
  for (const chunk of chunks) found.add(batchOf<BaselineBatch>(inputs, chunk, interner, ['user']));
  return found;
}

const baseline = (chunks: Chunks, options: Partial<BaselineOptions> = {}): BaselineRow[] =>
  filled(chunks, options).summary();

const seriesOf = (chunks: Chunks, options: Partial<BaselineOptions> = {}): SeriesRow[] => [
  ...filled(chunks, options).series(),
];

/** Rows that fill buckets with so much each: that many rows, or one with a number. */
function rowsOf(user: string, counts: readonly number[], { spanSeconds = 3600, isCount = true }): Row[] {
  return counts.flatMap((count, bucket) => {
    const rows = isCount ? Array.from({ length: count }, () => ({})) : [{ bytes: count }];
    return rows.map((row, index) => ({ user, ...row, _time: START + bucket * spanSeconds + (index % 60) }));
  });
}

interface Weekly {
  readonly weeks: number;
  readonly busy: Readonly<Record<string, number>>;
  readonly once?: Readonly<Record<string, number>>;
}

const weekly = ({ weeks, busy, once = {} }: Weekly): number[] =>
  Array.from({ length: weeks * 168 }, (_, hour) => once[hour] ?? busy[hour % 168] ?? Number(hour % 5 === 0));

function countsOf(one: Case): [string, readonly number[]][] {
  const weeks = Object.entries(jsonOf<Record<string, Weekly>>(one, 'weeks', {}));
  const plain = Object.entries(jsonOf<Record<string, number[]>>(one, 'counts', {}));
  return [...weeks.map(([user, week]): [string, number[]] => [user, weekly(week)]), ...plain];
}

const cases = readCases('baseline');
test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const options = jsonOf<Partial<BaselineOptions>>(one, 'options', {});
  const found = baseline([countsOf(one).flatMap(([user, counts]) => rowsOf(user, counts, options))], options);
  const expected = jsonLinesOf<Partial<BaselineRow>>(one, 'expect');
  expect(found).toHaveLength(expected.length);
  for (const [index, row] of expected.entries()) expect(found[index]).toMatchObject(row);
});

test('three standard deviations are out of reach among ten buckets, ours is not', () => {
  for (let length = 7; length <= 10; length++) {
    const counts = Array.from({ length }, (_, bucket) => (bucket === length - 1 ? 500 : 1 + (bucket % 2)));
    const mean = counts.reduce((sum, count) => sum + count, 0) / length;
    const sigma = Math.sqrt(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (length - 1));
    const most = Math.max(...counts.map((count) => (count - mean) / sigma));
    expect(most).toBeLessThanOrEqual((length - 1) / Math.sqrt(length) + 1e-9);
    expect(most).toBeLessThan(3);
    expect(baseline([rowsOf('ann', counts, {})])[0]).toMatchObject({ verdict: 'spike', peak_value: 500 });
  }
});

/** The upper tail of a negative binomial distribution, one probability after the other added up. */
function tailBySums(least: number, mean: number, variance: number): number {
  const size = mean ** 2 / (variance - mean);
  const share = 1 - mean / variance;
  let term = size * Math.log(mean / variance);
  let sum = least === 0 ? Math.exp(term) : 0;
  for (let count = 1; count < least + 200_000; count++) {
    term += Math.log((size + count - 1) / count) + Math.log(share);
    if (count >= least) sum += Math.exp(term);
    if (count > least && count > mean && term < Math.max(-800, Math.log(sum) - 40)) break;
  }
  return sum;
}

test('upper tails are the sums of their probabilities', () => {
  const means = fc.double({ min: 0.001, max: 300, noNaN: true });
  const factors = fc.double({ min: 1.001, max: 50, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), means, factors, (least, mean, factor) => {
      const summed = tailBySums(least, mean, mean * factor);
      if (summed < 1e-290) return;
      const found = upperTail(least, mean, mean * factor);
      expect(Math.abs(found - summed)).toBeLessThanOrEqual(1e-8 * summed + 1e-12);
    }),
    { numRuns: 100 },
  );
});

test('small tails are as exact as large ones', () => {
  for (const [least, mean, variance] of [
    [12, 0.5, 0.503],
    [60, 2, 3],
    [129, 0.21, 0.4],
    [9, 0.0026, 0.0027],
    [400, 90, 200],
  ] as const) {
    const summed = tailBySums(least, mean, variance);
    expect(Math.abs(upperTail(least, mean, variance) / summed - 1)).toBeLessThan(1e-8);
  }
});

test('q-values are the largest share at which Benjamini and Hochberg would still call the test a find', () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(pValues, fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (values, more, rate) => {
      const tests = values.length + more;
      const sorted = [...values].sort((left, right) => left - right);
      const passing = sorted.filter((p, index) => (p * tests) / (index + 1) <= rate);
      const limit = passing.at(-1) ?? -1;
      const q = falseDiscoveryRates(Float64Array.from(values), tests);
      if (rate < 1) expect([...q].map((one) => one <= rate)).toEqual(values.map((p) => p <= limit));
    }),
  );
});

const users = fc.constantFrom('ann', 'bob', 'eve', undefined);
const event = fc.record({
  user: users,
  _time: fc.integer({ min: 0, max: 40 * 3600 }).map((seconds) => START + seconds),
  bytes: fc.constantFrom(1, 7, 1000, undefined),
});
const burst = fc
  .tuple(users, fc.integer({ min: 0, max: 39 }), fc.integer({ min: 0, max: 60 }))
  .map(([user, hour, count]) =>
    Array.from({ length: count }, () => ({ user, _time: START + hour * 3600 + 5, bytes: 3 })),
  );
const events = fc.tuple(fc.array(event, { maxLength: 80 }), burst).map(([some, more]) => [...some, ...more]);

test('neither the order of the rows nor the cuts between chunks matter', () => {
  fc.assert(
    fc.property(
      events,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      fc.infiniteStream(fc.nat()),
      (rows, size, isCount, noise) => {
        const shuffled = rows
          .map((row) => ({ row, at: noise.next().value as number }))
          .sort((left, right) => left.at - right.at)
          .map(({ row }) => row);
        const chunks = Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
          shuffled.slice(index * size, (index + 1) * size),
        );
        expect(baseline(chunks, { isCount })).toEqual(baseline([rows], { isCount }));
        expect(seriesOf(chunks, { isCount })).toEqual(seriesOf([rows], { isCount }));
      },
    ),
  );
});

test('sums equal a brute-force count of every bucket', () => {
  fc.assert(
    fc.property(events, fc.boolean(), (rows, isCount) => {
      const amount = (row: { bytes?: number | undefined }): number => (isCount ? 1 : (row.bytes ?? 0));
      const counted = rows.filter((row) => row.user !== undefined && amount(row) > 0);
      const hour = ({ _time }: { _time: number }): number => Math.floor(_time / 3600);
      const last = Math.max(...counted.map(hour));
      const found = baseline([rows], { isCount });
      expect(found.map(({ by }) => by[0]).sort()).toEqual(
        [...new Set(counted.map(({ user }) => user))].sort(),
      );
      for (const row of found) {
        const own = counted.filter(({ user }) => user === row.by[0]);
        expect(row.total).toBe(own.reduce((sum, one) => sum + amount(one), 0));
        expect(row.active_buckets).toBe(new Set(own.map(hour)).size);
        expect(row.buckets).toBe(last - Math.min(...own.map(hour)) + 1);
        const inPeak = own.filter((one) => hour(one) * 3600 === row.peak_start);
        expect(row.peak_value).toBe(inPeak.reduce((sum, one) => sum + amount(one), 0));
      }
    }),
  );
});

test('a series holds every bucket once in order, and adds up to what the summary says', () => {
  fc.assert(
    fc.property(events, fc.boolean(), (rows, isCount) => {
      const series = seriesOf([rows], { isCount, effect: 0 });
      const summary = baseline([rows], { isCount, effect: 0 });
      expect([...new Set(series.map(({ by }) => by[0]))]).toEqual(summary.map(({ by }) => by[0]).sort());
      for (const row of summary) {
        const own = series.filter(({ by }) => by[0] === row.by[0]);
        const [start] = own;
        expect(own.map(({ _time }) => _time)).toEqual(own.map((_, at) => start!._time + at * 3600));
        expect(own).toHaveLength(row.buckets);
        expect(own.reduce((sum, { value }) => sum + value, 0)).toBe(row.total);
        expect(own.filter(({ is_spike }) => is_spike === 1).map(({ _time }) => String(_time))).toEqual(
          row.spike_starts.filter((_, at) => at < 50),
        );
        const peak = own.find(({ _time }) => _time === row.peak_start)!;
        expect(peak.value).toBe(row.peak_value);
        if (row.expected === undefined) continue;
        expect(peak).toMatchObject({
          expected: row.expected,
          expected_low: row.expected_low,
          expected_high: row.expected_high,
        });
      }
    }),
  );
});

const medianOf = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((left, right) => left - right);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};

/** What a bucket is held against: in a day and more of hours neither its neighbours nor the fullest later burst. */
function othersOf(counts: readonly number[], at: number): number[] {
  const beside = counts.length >= 24 ? 2 : 0;
  const later = counts.map((count, other) => (other > at + beside ? count : 0));
  const fullest = beside > 0 ? later.lastIndexOf(Math.max(...later, 1)) : -1;
  return counts.filter(
    (_, other) => Math.abs(other - at) > beside && (fullest < 0 || Math.abs(other - fullest) > beside),
  );
}

test('the band of every bucket is three robust deviations about the median of the others', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 10, maxLength: 60 });
  fc.assert(
    fc.property(counts, (hours) => {
      const given = [1, ...hours, 1];
      const beside = given.length >= 24 ? 2 : 0;
      for (const [at, row] of seriesOf([rowsOf('ann', given, {})]).entries()) {
        if (at - beside < 6) {
          expect(row.expected).toBeUndefined();
          continue;
        }
        const others = othersOf(given, at);
        const centre = medianOf(others);
        const mad = medianOf(others.map((value) => Math.abs(value - centre)));
        const spread = Math.max(1.4826 * mad, Math.sqrt(centre), 1);
        expect(row.value).toBe(given[at]);
        expect(row.expected).toBe(centre);
        expect(row.expected_low).toBeCloseTo(Math.max(0, centre - 3 * spread), 9);
        expect(row.expected_high).toBeCloseTo(centre + 3 * spread, 9);
      }
    }),
  );
});

test('of two bursts the first is seen, and the second is what is known by then', () => {
  const counts = Array.from({ length: 190 }, (_, hour) =>
    hour === 60 || hour === 130 ? 40 : Number(hour % 3 === 0),
  );
  const [found] = baseline([rowsOf('ann', counts, {})]);
  expect(found).toMatchObject({ verdict: 'spike', spike_starts: [String(START + 60 * 3600)] });
});

test('series of marked entities alone are judged among all', () => {
  const quiet = Array.from({ length: 9 }, (_, number) =>
    rowsOf(`u${number}`, [3, 0, 9, 1, 7, 0, 12, 2, 5, 1], {}),
  );
  const loud = rowsOf('eve', [1, 2, 1, 2, 1, 1, 2, 80, 1, 1], {});
  const mark: Row = { user: 'eve', _time: START, shown: '1' };
  const whole = seriesOf([...quiet, loud, [{ user: 'eve', _time: START }]]);
  expect(seriesOf([...quiet, loud, [mark]], { isMarkedOnly: true })).toEqual(
    whole.filter(({ by }) => by[0] === 'eve'),
  );
  expect(seriesOf([...quiet, loud], { isMarkedOnly: true })).toEqual([]);
});

test('a series ends with the data however far back it began', () => {
  const rows = [{ user: 'ann', _time: START - 20_000 * 3600 }, ...rowsOf('ann', [1, 2, 3], {})];
  const series = seriesOf([rows]);
  expect(series).toHaveLength(10_000);
  expect(series.at(-1)).toMatchObject({ _time: START + 2 * 3600, value: 3 });
  expect(series[0]!._time).toBe(START - 9_997 * 3600);
});

test('the p-value is that of the other buckets, empty ones counted and neighbours left out', () => {
  const counts = Array.from({ length: 58 }, (_, hour) => (hour === 50 ? 40 : Number(hour % 3 === 0)));
  const others = othersOf(counts, 50);
  const total = others.reduce((sum, count) => sum + count, 0);
  const mean = (total + 0.5) / others.length;
  const squares = others.reduce((sum, count) => sum + (count - total / others.length) ** 2, 0);
  const variance = Math.max(squares / (others.length - 1), mean) * (1 + 1 / others.length);
  const [found] = baseline([rowsOf('ann', counts, {})]);
  expect(found!.peak_value).toBe(40);
  expect(found!.p_value! / tailBySums(40, mean, variance)).toBeCloseTo(1, 6);
  expect(found!.q_value! / (found!.p_value! * (58 - 6 - 2))).toBeCloseTo(1, 6);
});

test('among many who do what they always do, nobody is called a spike', () => {
  let state = 12_345;
  const unit = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const poisson = (mean: number): number => {
    let count = 0;
    for (let product = unit(); product > Math.exp(-mean); product *= unit()) count++;
    return count;
  };
  const rows = Array.from({ length: 60 }, (_, number) =>
    rowsOf(
      `u${number}`,
      Array.from({ length: 190 }, () => poisson(0.2 + (number % 10))),
      {},
    ),
  );
  const found = baseline(rows, { effect: 0 });
  expect(found.filter(({ verdict }) => verdict === 'spike').map(({ by }) => by[0])).toEqual([]);
});

test('hostile times and numbers neither stop it nor count', () => {
  const good = rowsOf('ann', [1, 2, 1, 2, 1, 1, 2, 50], {});
  const odd: Row[] = [
    { user: 'ann' },
    { user: 'ann', _time: 'x' },
    { user: 'ann', _time: 1e300 },
    { user: 'ann', _time: Number.POSITIVE_INFINITY },
    { _time: START },
  ];
  expect(baseline([odd, good])).toEqual(baseline([good]));
  expect(baseline([[{ user: 'eve', _time: START, bytes: -5 }]], { isCount: false })).toEqual([]);
  expect(baseline([])).toEqual([]);
  const far = [...good, { user: 'eve', _time: 1 }, { user: 'eve', _time: 8e10 }];
  expect(baseline([far]).map(({ verdict }) => verdict)).toHaveLength(2);
});

test('a million rows are judged in seconds', () => {
  const interner = new Interner();
  const found = new Baseline({ spanSeconds: 3600, isCount: true, effect: 10 });
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    user: `u${index % 1000}`,
    _time: START + ((index * 7919) % (190 * 3600)),
  }));
  const batch = batchOf<BaselineBatch>(inputs, rows, interner, ['user']);
  const began = performance.now();
  for (let turn = 0; turn < 100; turn++) found.add(batch);
  expect(found.summary()).toHaveLength(1000);
  expect(performance.now() - began).toBeLessThan(20_000);
}, 60_000);
