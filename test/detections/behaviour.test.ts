import { beacon } from '../../schema/detections/behaviour/beacon';
import { emailBombing } from '../../schema/detections/behaviour/email-bombing';
import { recipientSpike, volumeSpike } from '../../schema/detections/behaviour/spikes';
import { found, HOUR, type MessageRow, message, START } from './mail-rows';

const MINUTE = 60;

/** Somebody else's mail, so that more hours are known than those of the series. */
const otherMail = Array.from({ length: 40 }, (_, hour) =>
  message({
    time: START + hour * HOUR,
    from: 'ann@example.com',
    to: ['contact@customer.example'],
    src: '10.0.0.9',
  }),
);

describe('beacon', () => {
  const series = (
    to: string,
    { count = 12, every = 30 * MINUTE, start = START + 20 * HOUR, jitter = 20 } = {},
  ): MessageRow[] =>
    Array.from({ length: count }, (_, turn) =>
      message({ time: start + turn * every + ((turn * 7) % jitter), from: 'svc@example.com', to: [to] }),
    );
  const seenByZeek = (rows: readonly MessageRow[], dest: string): object[] =>
    rows.map((row, turn) => ({ ...row, sourcetype: 'zeek:smtp', uid: `C${turn}`, dest }));

  test('equal intervals to a mailbox that was not there before are found', async () => {
    const findings = await found(beacon, [...otherMail, ...series('x77@mail.example.net')]);
    expect(findings).toMatchObject([
      { entity: '10.0.0.7', count: '12', related: ['x77@mail.example.net', 'svc@example.com'] },
    ]);
  });

  test('five messages, other intervals, and a series of a quarter of an hour are silent', async () => {
    const people = Array.from({ length: 12 }, (_, turn) =>
      message({
        time: START + 20 * HOUR + turn * HOUR + ((turn * turn * 17) % 53) * MINUTE,
        from: 'bob@example.com',
        to: ['x77@mail.example.net'],
      }),
    );
    expect(await found(beacon, [...otherMail, ...series('x77@mail.example.net', { count: 5 })])).toEqual([]);
    expect(await found(beacon, [...otherMail, ...people])).toEqual([]);
    expect(
      await found(beacon, [...otherMail, ...series('x77@mail.example.net', { every: 70, jitter: 3 })]),
    ).toEqual([]);
  });

  test('reports to the own house, to a partner, and those that were always there are silent', async () => {
    expect(await found(beacon, [...otherMail, ...series('root@example.com')])).toEqual([]);
    expect(await found(beacon, [...otherMail, ...series('oncall@partner.example')])).toEqual([]);
    const always = series('oncall@watch.example', { count: 60, start: START + 10 * MINUTE });
    expect(await found(beacon, [...otherMail, ...always])).toEqual([]);
  });

  test('what was always there is found when it goes past the own servers', async () => {
    const always = series('x77@mail.example.net', { count: 60, start: START + 10 * MINUTE });
    const [finding] = await found(beacon, [...otherMail, ...seenByZeek(always, '198.51.100.9')]);
    expect(String(finding!['reasons'])).toContain(
      'direct: 10.0.0.7 goes straight to the server 198.51.100.9',
    );
    expect(await found(beacon, [...otherMail, ...seenByZeek(always, '10.0.0.25')])).toEqual([]);
  });
});

describe('email bombing', () => {
  const strangers = (
    count: number,
    minutes: number,
    domain = (turn: number) => `shop${turn}.example`,
  ): MessageRow[] =>
    Array.from({ length: count }, (_, turn) =>
      message({
        time: START + 20 * HOUR + Math.floor((turn * minutes * MINUTE) / count),
        from: `noreply@${domain(turn)}`,
        to: ['ann@example.com'],
        src: '198.51.100.7',
      }),
    );
  const usual = Array.from({ length: 40 }, (_, hour) =>
    message({
      time: START + hour * HOUR,
      from: `c${hour % 9}@customer${hour % 9}.example`,
      to: ['ann@example.com'],
    }),
  );

  test('many domains never seen before within an hour are found', async () => {
    const findings = await found(emailBombing, [...usual, ...strangers(40, 45)]);
    expect(findings).toMatchObject([{ entity: 'ann@example.com', count: '40', score: '65' }]);
    expect(findings[0]!['reasons']).toContain(
      'new_senders: 40 domains never seen before wrote within an hour, 40 messages in all',
    );
  });

  test('the same over a day, one domain alone, and senders known before are silent', async () => {
    expect(await found(emailBombing, [...usual, ...strangers(40, 20 * 60)])).toEqual([]);
    expect(await found(emailBombing, [...usual, ...strangers(200, 45, () => 'alerts.example')])).toEqual([]);
    const known = strangers(40, 45).map((row) => ({
      ...row,
      _time: row._time - 12 * HOUR,
      recipient: [`p${row._time % 97}@example.com`],
    }));
    expect(await found(emailBombing, [...usual, ...known, ...strangers(40, 45)])).toEqual([]);
  });

  test('a shared mailbox that meets many strangers every hour is silent', async () => {
    const shared = Array.from({ length: 400 }, (_, turn) =>
      message({ time: START + turn * 5 * MINUTE, from: `a@guest${turn}.example`, to: ['info@example.com'] }),
    );
    expect(await found(emailBombing, shared)).toEqual([]);
  });
});

describe('spikes', () => {
  const burst = (count: number, to: (turn: number) => readonly string[], src = '10.0.0.9'): MessageRow[] =>
    Array.from({ length: count }, (_, turn) =>
      message({ time: START + 45 * HOUR + turn * 10, from: 'ann@example.com', to: to(turn), src }),
    );
  const outside = (turn: number): string[] => [`p${turn}@customer.example`];

  test('a host that sends far more than in any hour before is found, and its senders are named', async () => {
    const findings = await found(volumeSpike, [...otherMail, ...burst(60, outside)]);
    expect(findings).toMatchObject([{ entity: '10.0.0.9', count: '60', related: 'ann@example.com' }]);
    expect(Number(findings[0]!['score'])).toBeGreaterThan(60);
  });

  test('a storm inside, a burst that comes every day, and a host without a past are silent', async () => {
    expect(await found(volumeSpike, [...otherMail, ...burst(90, () => ['root@example.com'])])).toEqual([]);
    const daily = [0, 1, 2, 3, 4].flatMap((day) =>
      burst(60, outside).map((row) => ({
        ...row,
        _time: row._time + day * 24 * HOUR,
        message_id: `<${day}.${row.message_id}>`,
      })),
    );
    expect(await found(volumeSpike, [...otherMail, ...daily])).toEqual([]);
    expect(await found(volumeSpike, [...otherMail, ...burst(60, outside, '10.0.0.77')])).toEqual([]);
  });

  test('a sender that writes to far more people than ever is found, one mailbox many times is not', async () => {
    const many = (turn: number): string[] =>
      Array.from({ length: 20 }, (_, at) => `p${turn * 20 + at}@customer.example`);
    const findings = await found(recipientSpike, [...otherMail, ...burst(4, many)]);
    expect(findings).toMatchObject([{ entity: 'ann@example.com', count: '4', related: '10.0.0.9' }]);
    expect(await found(recipientSpike, [...otherMail, ...burst(80, () => ['p@customer.example'])])).toEqual(
      [],
    );
  });

  test('what a server passes on is not sent once more', async () => {
    const sent = burst(9, outside);
    const onward = sent.map((row) => ({ ...row, _time: row._time + 2, src: '10.0.0.25' }));
    const quiet = otherMail.map((row) => ({ ...row, src: '10.0.0.25' }));
    expect(await found(volumeSpike, [...quiet, ...sent, ...onward, ...onward])).toEqual([]);
  });
});
