import fc from 'fast-check';
import { Relay, type RelayBatch, type RelayOptions, type RelayRow } from '../../detect/relay';
import { routeOf } from '../../detect/relay/routes';
import { COMMANDS } from '../../schema/commands';
import { batchOf, Interner, type Row } from './batches';
import { jsonLinesOf, jsonOf, readCases } from './case-file';

const OWN: RelayOptions = { ownDomains: ['example.com'], ownNetworks: ['192.0.2.0/24'] };

function relay(chunks: readonly (readonly Row[])[], options: RelayOptions = OWN): RelayRow[] {
  const interner = new Interner();
  const found = new Relay(options);
  for (const chunk of chunks) found.add(batchOf<RelayBatch>(COMMANDS.smtprelay.inputs, chunk, interner));
  return found.summary();
}

const cases = readCases('relay');

test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const found = relay([jsonLinesOf<Row>(one, 'rows')], jsonOf<RelayOptions>(one, 'options', OWN));
  const expected = jsonLinesOf<Partial<RelayRow>>(one, 'expect');
  const shown = found.map((row, at) =>
    Object.fromEntries(
      Object.keys(expected[at] ?? { src: '' }).map((key) => [key, row[key as keyof RelayRow]]),
    ),
  );
  expect(shown).toEqual(expected);
});

const OWN_SERVERS = ['192.0.2.10', '192.0.2.20'];
const STRANGERS = ['203.0.113.1', '203.0.113.2'];
const FOREIGN_SERVERS = ['198.51.100.7', '198.51.100.8'];
const FOREIGN = ['a@y.example', 'b@y.example', 'c@z.example'];

const message = {
  _time: fc.integer({ min: 0, max: 1500 }),
  recipient: fc.uniqueArray(fc.constantFrom(...FOREIGN, 'ann@example.com'), { maxLength: 3 }),
  msg_id: fc.constantFrom('<1@x.example>', '<2@x.example>', undefined),
  action: fc.constantFrom('delivered', 'blocked', undefined),
  src_user: fc.constantFrom('s@x.example', 't@example.com', undefined),
  subject: fc.constantFrom('one', 'two', undefined),
};
const row = fc.oneof(
  fc.record({
    ...message,
    src: fc.constantFrom(...STRANGERS),
    dest: fc.constantFrom(...OWN_SERVERS),
    dest_port: fc.constantFrom(25, 25, 25, 587),
  }),
  fc.record({ ...message, src: fc.constantFrom(...OWN_SERVERS), dest: fc.constantFrom(...FOREIGN_SERVERS) }),
  fc.record({
    _time: message._time,
    src: fc.constantFrom(...STRANGERS),
    action: fc.constantFrom('success'),
  }),
);
const rows = fc.array(row, { maxLength: 25 });

type Counts = Pick<RelayRow, 'attempts' | 'accepted' | 'confirmed' | 'allowed' | 'foreign_recipients'>;

const foreignOf = (one: Row): string[] =>
  ((one['recipient'] ?? []) as string[]).filter((recipient) => FOREIGN.includes(recipient));

/** Whether one row can be the second leg of another, by the words of the specification. */
function goesOn(first: Row, second: Row): boolean {
  const gap = Number(second['_time']) - Number(first['_time']);
  const isSame =
    (first['msg_id'] !== undefined && first['msg_id'] === second['msg_id']) ||
    (first['src_user'] !== undefined &&
      first['subject'] !== undefined &&
      first['src_user'] === second['src_user'] &&
      first['subject'] === second['subject']);
  return (
    isSame &&
    gap >= -60 &&
    gap <= 600 &&
    OWN_SERVERS.includes(String(second['src'])) &&
    foreignOf(first).some((recipient) => foreignOf(second).includes(recipient))
  );
}

/** The counts of one client at one server, row by row against every other. */
function countsOf(all: readonly Row[], src: string, server: string): Counts {
  const attempts = all.filter(
    (one) => one['src'] === src && one['dest'] === server && foreignOf(one).length > 0,
  );
  const isAllowed = (one: Row) =>
    one['dest_port'] === 587 ||
    all.some(
      (login) =>
        login['action'] === 'success' &&
        login['src'] === src &&
        Math.abs(Number(login['_time']) - Number(one['_time'])) <= 3600,
    );
  const isConfirmed = (one: Row) => one['action'] === 'delivered' && all.some((other) => goesOn(one, other));
  const isPure = (one: Row) => foreignOf(one).length === (one['recipient'] as string[]).length;
  const accepted = attempts.filter(
    (one) => !isAllowed(one) && ((one['action'] === 'delivered' && isPure(one)) || isConfirmed(one)),
  );
  return {
    attempts: attempts.length,
    accepted: accepted.length,
    confirmed: accepted.filter(isConfirmed).length,
    allowed: attempts.filter(isAllowed).length,
    foreign_recipients: new Set(attempts.flatMap(foreignOf)).size,
  };
}

test('counts equal those of every row held against every other', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const found = relay([all]);
      for (const src of STRANGERS) {
        for (const server of OWN_SERVERS) {
          const expected = countsOf(all, src, server);
          const own = found.find((one) => one.src === src && one.server === server);
          if (own === undefined) expect(expected.attempts).toBe(0);
          else expect(own).toMatchObject(expected);
        }
      }
    }),
    { numRuns: 400 },
  );
});

test('neither the order of the rows nor the cuts between chunks matter', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 7 }), fc.infiniteStream(fc.nat()), (all, size, noise) => {
      const shuffled = all
        .map((one) => ({ one, at: noise.next().value as number }))
        .sort((left, right) => left.at - right.at)
        .map(({ one }) => one);
      const chunks = Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
        shuffled.slice(at * size, (at + 1) * size),
      );
      expect(relay(chunks)).toEqual(relay([all]));
    }),
  );
});

test('no recipient takes long to read, whatever a stranger writes', () => {
  for (const text of ['@'.repeat(100_000), `"${'@'.repeat(100_000)}`, `${'a!'.repeat(100_000)}@x.example`]) {
    const start = performance.now();
    expect(routeOf(text)).toEqual({ form: 'plain', domain: undefined });
    // Some milliseconds where time grows with the length; with its square it is many seconds on any machine.
    expect(performance.now() - start).toBeLessThan(2_000);
  }
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => void routeOf(text)));
});

test('a million messages, a tenth of them relayed, are read within memory and time', () => {
  const interner = new Interner();
  const found = new Relay(OWN);
  const chunk = Array.from({ length: 50_000 }, (_, at) => {
    const isRelayed = at % 20 === 0;
    const isOut = at % 20 === 1;
    return {
      _time: at / 10,
      src: isOut ? '192.0.2.10' : '203.0.113.1',
      dest: isOut ? '198.51.100.7' : '192.0.2.10',
      src_user: 's@x.example',
      recipient: [isRelayed || isOut ? `r${Math.floor(at / 20)}@y.example` : 'ann@example.com'],
      msg_id: `<${isOut ? at - 1 : at}@x.example>`,
      action: 'delivered',
    };
  });
  const batch = batchOf<RelayBatch>(COMMANDS.smtprelay.inputs, chunk, interner);
  for (let turn = 0; turn < 20; turn++) found.add(batch);
  expect(found.summary()).toMatchObject([{ attempts: 50_000, confirmed: 50_000, foreign_recipients: 2_500 }]);
}, 60_000);

test('bad own domains and networks are refused all at once', () => {
  expect(() => new Relay({ ownDomains: ['example'], ownNetworks: ['192.0.2.0/33'] })).toThrow(
    'own_domains must be domains such as example.com, got "example"; own_networks must be networks such as 192.0.2.0/24, got "192.0.2.0/33"',
  );
});
