import fc from 'fast-check';
import { type LoginBatch, Logins } from '../../detect/login';
import type { LoginRow } from '../../detect/login/group-report';
import { COMMANDS } from '../../schema/commands';
import { batchOf, Interner, type Row } from './batches';
import { jsonLinesOf, jsonOf, readCases } from './case-file';
import { shuffledChunks, unfold } from './unfold';

interface CaseOptions {
  readonly windowSeconds?: number;
  readonly by?: readonly string[];
}

const { inputs } = COMMANDS.smtplogin;

function judge(
  chunks: readonly (readonly Row[])[],
  { windowSeconds = 300, by = ['src'] }: CaseOptions = {},
): LoginRow[] {
  const interner = new Interner();
  const logins = new Logins({ windowSeconds });
  for (const chunk of chunks) logins.add(batchOf<LoginBatch>(inputs, chunk, interner, by));
  return logins.summary();
}

describe('cases', () => {
  test.each(readCases('login').map((one) => [one.name, one] as const))('%s', (_, one) => {
    const rows = jsonLinesOf<Row>(one, 'rows').flatMap(unfold);
    const expected = jsonLinesOf<Partial<LoginRow>>(one, 'expect');
    const found = judge([rows], jsonOf<CaseOptions>(one, 'options', {}));
    expect(expected.map((row, at) => pick(found[at], Object.keys(row)))).toEqual(expected);
  });

  function pick(row: LoginRow | undefined, names: readonly string[]): Record<string, unknown> {
    return Object.fromEntries(names.map((name) => [name, row?.[name as keyof LoginRow]]));
  }
});

const logIn = fc.record({
  src: fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::3', undefined),
  user: fc.constantFrom('a@x.example', 'B@x.example', 'b@x.example', 'unknown', undefined),
  action: fc.constantFrom('success', 'failure', 'failure', 'error', undefined),
  app: fc.constantFrom('smtp', 'dovecot'),
  signature: fc.constantFrom('Password mismatch', 'lost connection after AUTH', undefined),
  _time: fc.integer({ min: 0, max: 400 }).map((tenths) => 1_332_014_962 + tenths / 10),
});
const logIns = fc.array(logIn, { maxLength: 60 });

test('peaks and counts equal a brute-force count over every window', () => {
  const plain = logIns.map((rows) => rows.map((row) => ({ ...row, app: 'smtp', signature: undefined })));
  fc.assert(
    fc.property(plain, fc.constantFrom(1, 3, 20), (rows, windowSeconds) => {
      for (const found of judge([rows], { windowSeconds })) {
        const own = rows.filter(
          ({ src, action }) => src === found.by[0] && (action === 'success' || action === 'failure'),
        );
        const failures = own.filter(({ action }) => action === 'failure');
        const tenths = ({ _time }: { readonly _time: number }) => Math.round(_time * 10);
        const windows = failures.map((end) =>
          failures.filter(
            (row) => tenths(row) <= tenths(end) && tenths(row) > tenths(end) - windowSeconds * 10,
          ),
        );
        const usersOf = (window: typeof failures) =>
          new Set(window.map(({ user }) => user?.toLowerCase()).filter((user) => user && user !== 'unknown'));
        expect([found.logins, found.failures]).toEqual([own.length, failures.length]);
        expect(found.peak_failures).toBe(Math.max(0, ...windows.map(({ length }) => length)));
        expect(found.peak_users).toBe(Math.max(0, ...windows.map((window) => usersOf(window).size)));
        expect(found.peak_sources).toBe(failures.length > 0 ? 1 : 0);
        expect(found.users).toBe(usersOf(own).size);
      }
    }),
  );
});

/** Which lines count, by looking back from each at all before it. */
function countedSlowly(rows: readonly { app: string; _time: number; isEnd: boolean }[]): number {
  const ordered = [...rows].sort((left, right) => left._time - right._time || +left.isEnd - +right.isEnd);
  const told = ordered.filter(({ isEnd }) => !isEnd);
  const ends = ordered.filter(
    (end) => end.isEnd && !told.some(({ _time }) => _time <= end._time && end._time - _time <= 180),
  );
  const waiting: (typeof told)[number][] = [];
  let pairs = 0;
  for (const row of told) {
    const at = waiting.findIndex(({ app, _time }) => app !== row.app && row._time - _time <= 10);
    if (at < 0) waiting.push(row);
    else waiting.splice(at, 1);
    if (at >= 0) pairs++;
  }
  return told.length - pairs + ends.length;
}

test('lines that tell of one failure count once, as a count that looks back at all lines says', () => {
  const line = fc.record({
    app: fc.constantFrom('smtp', 'dovecot'),
    isEnd: fc.boolean(),
    _time: fc.integer({ min: 0, max: 500 }),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const rows = lines.map(({ app, isEnd, _time }) => ({
        src: '192.0.2.1',
        user: 'a@x.example',
        action: 'failure',
        app,
        signature: isEnd ? 'auth failed' : 'Password mismatch',
        _time,
      }));
      expect(judge([rows])[0]?.failures ?? 0).toBe(countedSlowly(lines));
    }),
  );
});

test.each([[['src']], [['user']], [['src', 'user']]])(
  'neither the order of the rows nor the cuts between chunks matter, by %s',
  (by) => {
    fc.assert(
      fc.property(
        logIns,
        fc.integer({ min: 1, max: 9 }),
        fc.infiniteStream(fc.nat()),
        (rows, size, noise) => {
          const chunks = shuffledChunks(rows, size, noise);
          expect(judge(chunks, { by })).toEqual(judge([rows], { by }));
        },
      ),
    );
  },
);

test('odd values are nobody, and no row is no group', () => {
  expect(judge([])).toEqual([]);
  expect(judge([[{ src: '192.0.2.1', action: 'failure' }]])).toEqual([]);
  const odd = ['\0', '=cmd', '`rm`', 'ü'.repeat(9000), '::ffff:1', '999.1.1.1', '__proto__', 'constructor'];
  const rows = odd.map((text, index) => ({
    src: text,
    user: text,
    action: 'failure',
    app: text,
    _time: index,
  }));
  expect(judge([rows]).map(({ failures, verdict }) => [failures, verdict])).toEqual(
    odd.map(() => [1, 'normal']),
  );
});

test('two hundred thousand log-ins, half of them one guesser at as many users', () => {
  const interner = new Interner();
  const logins = new Logins({ windowSeconds: 300 });
  for (let chunk = 0; chunk < 4; chunk++) {
    const rows = Array.from({ length: 50_000 }, (_, index): Row => {
      const number = chunk * 50_000 + index;
      return number % 2 === 0
        ? {
            src: '203.0.113.9',
            user: `u${number}`,
            action: number % 50 === 0 ? 'success' : 'failure',
            _time: number / 100,
          }
        : { src: `10.0.${number % 200}.1`, user: `p${number % 999}`, action: 'success', _time: number / 100 };
    });
    logins.add(batchOf<LoginBatch>(inputs, rows, interner, ['src']));
  }
  const [first, ...others] = logins.summary();
  expect([first!.by, first!.verdict, first!.logins]).toEqual([
    ['203.0.113.9'],
    'success_after_failures',
    100_000,
  ]);
  expect(others.every(({ verdict }) => verdict === 'normal')).toBe(true);
}, 60_000);
