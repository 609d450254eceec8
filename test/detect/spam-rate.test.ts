import fc from 'fast-check';
import { SpamRate, type SpamRateRow } from '../../detect/spam-rate';
import type { SourceBatch } from '../../detect/spam-rate/source-events';
import { COMMANDS } from '../../schema/commands';
import { batchOf, Interner, type Row } from './batches';
import { jsonLinesOf, jsonOf, readCases } from './case-file';

interface CaseOptions {
  readonly windowSeconds?: number;
  readonly limit?: number;
  readonly by?: readonly string[];
}

const { inputs } = COMMANDS.smtpspamrate;

function rate(
  chunks: readonly (readonly Row[])[],
  { windowSeconds = 300, limit, by = ['src'] }: CaseOptions = {},
) {
  const interner = new Interner();
  const spamRate = new SpamRate({
    windowSeconds,
    ...(limit === undefined ? {} : { limit }),
  });
  for (const chunk of chunks) spamRate.add(batchOf<SourceBatch>(inputs, chunk, interner, by));
  return spamRate;
}

/** A row written with `"×": n` stands for n rows; `#` in its texts is the number of the row, times are a second apart. */
function unfold(row: Row): Row[] {
  const { '×': times = 1, ...rest } = row;
  const fill = (value: Row[string], index: number): Row[string] => {
    if (typeof value === 'string') return value.replaceAll('#', String(index));
    return Array.isArray(value) ? value.map((one: string) => one.replaceAll('#', String(index))) : value;
  };
  return Array.from({ length: Number(times) }, (_, index) => ({
    ...Object.fromEntries(Object.entries(rest).map(([field, value]) => [field, fill(value, index)])),
    _time: rest['_time'] === null ? null : Number(rest['_time']) + index,
  }));
}

describe('cases', () => {
  const cases = readCases('spam-rate');
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const rows = jsonLinesOf<Row>(one, 'rows').flatMap(unfold);
    const found = rate([rows], jsonOf<CaseOptions>(one, 'options', {})).summary();
    const expected = jsonLinesOf<Partial<SpamRateRow>>(one, 'expect');
    expect(found.map((row, index) => pick(row, Object.keys(expected[index] ?? { by: [] })))).toEqual(
      expected,
    );
  });

  function pick(row: SpamRateRow, names: readonly string[]): Record<string, unknown> {
    return Object.fromEntries(names.map((name) => [name, row[name as keyof SpamRateRow]]));
  }
});

const event = fc.record({
  src: fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.3'),
  _time: fc.integer({ min: 0, max: 40 }).map((tenths) => 1_332_014_962 + tenths / 10),
  recipient: fc.array(fc.constantFrom('a@x.example', 'b@x.example', 'c@y.example'), { maxLength: 4 }),
  mailfrom: fc.constantFrom('s@one.example', 't@two.example', undefined),
  helo: fc.constantFrom('one.example', 'two.example', undefined),
  last_reply: fc.constantFrom('250 ok', '550 no', undefined),
});
const events = fc.array(event, { maxLength: 60 });
const seconds = fc.constantFrom(0.1, 0.5, 1, 2.5);

/** What the windows (t − w, t] hold, counted the slow way in whole tenths of a second. */
function windowOf(rows: readonly Row[], end: Row, windowSeconds: number): Row[] {
  const tenths = (row: Row) => Math.round(Number(row['_time']) * 10);
  return rows.filter(
    (row) =>
      row['src'] === end['src'] &&
      tenths(row) <= tenths(end) &&
      tenths(row) > tenths(end) - Math.round(windowSeconds * 10),
  );
}

const recipientsOf = (rows: readonly Row[]) => rows.flatMap((row) => row['recipient'] as string[]);

/** Most rows in a bin that begins at a multiple of its length, counted the slow way. */
function fullestBin(rows: readonly Row[], windowSeconds: number): number {
  const bins = rows.map((row) =>
    Math.floor(Math.round(Number(row['_time']) * 10) / Math.round(windowSeconds * 10)),
  );
  return Math.max(...bins.map((bin) => bins.filter((other) => other === bin).length));
}

test('peaks equal a brute-force count over every window', () => {
  fc.assert(
    fc.property(events, seconds, (rows, windowSeconds) => {
      for (const found of rate([rows], { windowSeconds }).summary()) {
        const own = rows.filter((row) => row.src === found.by[0]);
        const windows = own.map((row) => windowOf(rows, row, windowSeconds));
        expect(found.messages).toBe(own.length);
        expect(found.recipients).toBe(recipientsOf(own).length);
        expect(found.distinct_recipients).toBe(new Set(recipientsOf(own)).size);
        expect(found.peak_messages).toBe(Math.max(...windows.map((window) => window.length)));
        expect(found.peak_recipients).toBe(Math.max(...windows.map((window) => recipientsOf(window).length)));
        expect(found.peak_distinct_recipients).toBe(
          Math.max(...windows.map((window) => new Set(recipientsOf(window)).size)),
        );
        expect(found.fixed_peak_messages).toBe(fullestBin(own, windowSeconds));
        const inPeak = own.filter(
          (row) => row._time >= (found.peak_start ?? 0) && row._time <= (found.peak_end ?? 0),
        );
        expect(inPeak).toHaveLength(found.peak_messages);
        expect((found.peak_end ?? 0) - (found.peak_start ?? 0)).toBeLessThan(windowSeconds);
      }
    }),
  );
});

test('annotated windows equal a brute-force count of the window that ends at each row', () => {
  fc.assert(
    fc.property(events, seconds, (rows, windowSeconds) => {
      const counts = rate([rows], { windowSeconds }).windows();
      rows.forEach((row, index) => {
        const window = windowOf(rows, row, windowSeconds);
        expect(counts.messages[index]).toBe(window.length);
        expect(counts.recipients[index]).toBe(recipientsOf(window).length);
        expect(counts.distinctRecipients[index]).toBe(new Set(recipientsOf(window)).size);
      });
    }),
  );
});

const bySource = (rows: readonly SpamRateRow[]) =>
  [...rows].sort((left, right) => (left.by.join() < right.by.join() ? -1 : 1));

test('neither the order of the rows nor the cuts between chunks matter', () => {
  fc.assert(
    fc.property(events, fc.integer({ min: 1, max: 9 }), fc.infiniteStream(fc.nat()), (rows, size, noise) => {
      const shuffled = rows
        .map((row) => ({ row, at: noise.next().value as number }))
        .sort((left, right) => left.at - right.at)
        .map(({ row }) => row);
      const chunks = Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
        shuffled.slice(index * size, (index + 1) * size),
      );
      expect(bySource(rate(chunks).summary())).toEqual(bySource(rate([rows]).summary()));
    }),
  );
});

test('what other sources do does not matter', () => {
  fc.assert(
    fc.property(events, (rows) => {
      const own = rows.filter((row) => row.src === '192.0.2.1');
      const among = rate([rows])
        .summary()
        .filter((row) => row.by[0] === '192.0.2.1');
      expect(among).toEqual(rate([own]).summary());
    }),
  );
});

const word = fc.string({ unit: fc.constantFrom(...'abcdefghkmnprstuvwxyz'), minLength: 5, maxLength: 9 });

test('a slow bot with changing names is noticed within its first ten messages', () => {
  const spit = fc.record({
    src: fc.constant('192.0.2.1'),
    helo: word,
    mailfrom: fc
      .tuple(word, fc.constantFrom('one.example', 'two.example', 'three.example', 'four.example'))
      .map((parts) => parts.join('@')),
    recipient: fc.array(fc.constantFrom('a@x.example', 'b@y.example'), { minLength: 1, maxLength: 2 }),
    dest: fc.constantFrom('198.51.100.1', '198.51.100.2', '198.51.100.3'),
    last_reply: fc.constantFrom('250 ok', '250 ok', '250 ok', '554 no'),
  });
  fc.assert(
    fc.property(fc.array(spit, { minLength: 10, maxLength: 10 }), (rows) => {
      fc.pre(new Set(rows.map(({ mailfrom }) => mailfrom.split('@')[1])).size >= 3);
      const slow = rows.map((row, index) => ({ ...row, _time: index * 1800 }));
      const [found] = rate([slow]).summary();
      expect(['suspected_spam', 'spambot']).toContain(found?.verdict);
    }),
  );
});

test('an office, a relay and a scanner are never called spam, however much they send', () => {
  const size = fc.integer({ min: 1, max: 60 });
  const sendersOf = {
    office: (index: number) => ({
      helo: `pc-${index % 12}`,
      mailfrom: `p${index % 12}@x.example`,
      last_reply: '250 ok',
    }),
    relay: (index: number) => ({
      helo: 'mx.x.example',
      mailfrom: `p${index}@d${index % 9}.example`,
      last_reply: index % 3 === 0 ? '550 spam' : '250 ok',
    }),
    scanner: (index: number) => ({ helo: index % 5 === 0 ? 'nessus' : `h${index}`, last_reply: '503 no' }),
  };
  fc.assert(
    fc.property(fc.constantFrom('office', 'relay', 'scanner'), size, (role, messages) => {
      const rows = Array.from({ length: messages }, (_, index) => ({
        src: '192.0.2.1',
        dest: '198.51.100.1',
        _time: index,
        recipient: role === 'scanner' ? [] : [`r${index}@y.example`],
        ...sendersOf[role as keyof typeof sendersOf](index),
      }));
      const [found] = rate([rows]).summary();
      expect(found?.verdict).not.toMatch(/spam/);
    }),
  );
});

test('sources are told apart by all fields of the by clause', () => {
  const rows = [
    { src: '192.0.2.1', helo: 'a', _time: 1 },
    { src: '192.0.2.1', helo: 'b', _time: 2 },
    { src: '192.0.2.1', helo: 'a', _time: 3 },
    { src: '192.0.2.1', _time: 4 },
  ];
  const found = bySource(rate([rows], { by: ['src', 'helo'] }).summary());
  expect(found.map((row) => [row.by, row.messages])).toEqual([
    [['192.0.2.1', 'a'], 2],
    [['192.0.2.1', 'b'], 1],
  ]);
  expect([...rate([rows], { by: ['src', 'helo'] }).windows().messages]).toEqual([1, 1, 2, -1]);
});

test('no rows give no sources', () => {
  expect(rate([]).summary()).toEqual([]);
  expect(rate([[]]).windows().messages).toHaveLength(0);
});
