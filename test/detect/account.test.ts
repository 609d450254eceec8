import fc from 'fast-check';
import { type AccountBatch, type AccountRow, Accounts } from '../../detect/account';
import { COMMANDS } from '../../schema/commands';
import { batchOf, Interner, type Row } from './batches';
import { jsonLinesOf, readCases } from './case-file';
import { shuffledChunks, unfold } from './unfold';

const { inputs } = COMMANDS.smtpaccount;

function judge(chunks: readonly (readonly Row[])[], by: readonly string[] = ['user']): AccountRow[] {
  const interner = new Interner();
  const accounts = new Accounts();
  for (const chunk of chunks) accounts.add(batchOf<AccountBatch>(inputs, chunk, interner, by));
  return accounts.summary();
}

describe('cases', () => {
  test.each(readCases('account').map((one) => [one.name, one] as const))('%s', (_, one) => {
    const rows = jsonLinesOf<Row>(one, 'rows').flatMap(unfold);
    const expected = jsonLinesOf<Partial<AccountRow>>(one, 'expect');
    const found = judge([rows]);
    expect(expected.map((row, at) => pick(found[at], Object.keys(row)))).toEqual(expected);
  });

  function pick(row: AccountRow | undefined, names: readonly string[]): Record<string, unknown> {
    return Object.fromEntries(names.map((name) => [name, row?.[name as keyof AccountRow]]));
  }
});

const time = fc.integer({ min: 0, max: 200_000 });
const user = fc.constantFrom('a@x.example', 'b@x.example');
const src = fc.constantFrom('192.0.2.1', '192.0.2.9', '198.51.100.2', '2001:db8::3');
const logIn = fc.record({ user, src, action: fc.constantFrom('success', 'failure'), _time: time });
const message = fc.record({
  user,
  src,
  message_id: fc.constantFrom('<1@x>', '<2@x>', '<3@x>', undefined),
  recipient: fc.array(fc.constantFrom('a@y.example', 'b@y.example', 'C@y.example', 'd@z.example'), {
    maxLength: 4,
  }),
  recipient_status: fc.constantFrom('sent', 'bounced', 'sent;bounced', undefined),
  subject: fc.constantFrom('One 1', 'Re: one 2', 'Two', undefined),
  reply_to: fc.constantFrom('r@x.example', 's@y.example', undefined),
  user_agent: fc.constantFrom('A', 'B', undefined),
  last_reply: fc.constantFrom('250 ok', '550 no', undefined),
  _time: time,
});
const stream = fc.array(fc.oneof(logIn, message), { maxLength: 60 });

test('neither the order of the rows nor the cuts between chunks matter', () => {
  fc.assert(
    fc.property(stream, fc.integer({ min: 1, max: 9 }), fc.infiniteStream(fc.nat()), (rows, size, noise) => {
      expect(judge(shuffledChunks(rows as Row[], size, noise))).toEqual(judge([rows as Row[]]));
    }),
  );
});

test('figures of the day from a place equal a count that looks at every message', () => {
  const sent = fc.array(
    fc.record({
      user: fc.constant('a@x.example'),
      src,
      recipient: fc.array(fc.constantFrom('a@y', 'b@y', 'c@y', 'd@z', 'e@z'), { minLength: 1, maxLength: 3 }),
      _time: time,
    }),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(sent, (rows) => {
      const [found] = judge([rows]);
      const networkOf = (address: string) => (address.startsWith('192') ? '192' : address);
      const here = rows.filter((row) => networkOf(row.src) === networkOf(found!.place!));
      const start = Math.min(...here.map(({ _time }) => _time));
      const day = here.filter(({ _time }) => _time < start + 86_400);
      const old = new Set(rows.filter(({ _time }) => _time < start).flatMap(({ recipient }) => recipient));
      const recipients = new Set(day.flatMap(({ recipient }) => recipient));
      const hours = day.map((end) =>
        day.filter(({ _time }) => _time <= end._time && _time > end._time - 3600),
      );
      expect(found!.first_time).toBe(start);
      expect([found!.messages, found!.place_messages]).toEqual([rows.length, day.length]);
      expect(found!.recipients).toBe(recipients.size);
      expect(found!.new_recipients).toBe([...recipients].filter((one) => !old.has(one)).length);
      expect(found!.peak_recipients).toBe(
        Math.max(...hours.map((hour) => new Set(hour.flatMap(({ recipient }) => recipient)).size)),
      );
    }),
  );
});

test('each column numbers its texts on its own', () => {
  const rows: Row[] = Array.from({ length: 30 }, (_, index) => ({
    user: 'ann@example.com',
    src: '192.0.2.20',
    recipient: [`r${index}@example.org`],
    x_originating_ip: index < 20 ? '198.51.100.1' : '203.0.113.9',
    _time: index,
  }));
  const batch = batchOf<AccountBatch>(inputs, rows, new Interner(), ['user']);
  const apart = batchOf<AccountBatch>(
    inputs,
    rows.map((row) => ({ x_originating_ip: row['x_originating_ip'] })),
    new Interner(),
  );
  const accounts = new Accounts();
  accounts.add({ ...batch, origins: apart.origins! });
  expect(accounts.summary()[0]).toMatchObject({ places: 2, place: '203.0.113.9' });
});

test('odd values are nobody, and no row is no account', () => {
  expect(judge([])).toEqual([]);
  expect(judge([[{ user: 'a@x.example', recipient: ['b@y.example'] }]])).toEqual([]);
  expect(judge([[{ user: 'a@x.example', recipient: [], _time: 1 }]])).toEqual([]);
  const odd = ['\0', '=cmd', '`rm`', 'ü'.repeat(9000), '__proto__', 'constructor', `${'Re: '.repeat(5000)}x`];
  const rows = odd.map((text, index) => ({
    user: text,
    src: text,
    recipient: [text, '<>', ''],
    subject: text,
    reply_to: text,
    message_id: text,
    recipient_status: text,
    _time: index,
  }));
  expect(judge([rows]).map(({ recipients, verdict }) => [recipients, verdict])).toEqual(
    odd.map(() => [1, 'normal']),
  );
});

test('a hundred thousand messages and log-ins of one account at many places', () => {
  const rows = Array.from({ length: 100_000 }, (_, index): Row => {
    const place = { user: 'ann@example.com', src: `10.${index % 200}.${index % 7}.1`, _time: index };
    return index % 2 === 0
      ? { ...place, action: 'success' }
      : { ...place, recipient: [`r${index}@example.org`], message_id: `<${index}@x>` };
  });
  const [found] = judge([rows]);
  expect([found!.messages, found!.places]).toEqual([50_000, 1400]);
});
