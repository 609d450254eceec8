import { autoForwarding } from '../../schema/detections/leaks/auto-forwarding';
import { encryptedUpload } from '../../schema/detections/leaks/encrypted-upload';
import { exfiltration } from '../../schema/detections/leaks/exfiltration';
import { found, HOUR, type MessageRow, message, START } from './mail-rows';

const DAY = 24 * HOUR;
/** Office hours of a week: three messages a day to people outside, who answer. */
const usual = (user: string): MessageRow[] =>
  Array.from({ length: 21 }, (_, turn) => {
    const time = START + Math.floor(turn / 3) * DAY + (9 + (turn % 3) * 3) * HOUR;
    const other = `contact${turn % 4}@customer.example`;
    return [
      message({ time, from: user, to: [other], size: 4_000 + turn }),
      message({ time: time + HOUR / 2, from: other, to: [user], size: 3_000, src: '198.51.100.7' }),
    ];
  }).flat();

const files = (
  user: string,
  to: string,
  sizes: readonly number[],
  time = START + 5 * DAY + 14 * HOUR,
): MessageRow[] =>
  sizes.map((size, turn) => message({ time: time + turn * 120, from: user, to: [to], size }));
const LARGE = [4_000_000, 2_500_000, 6_100_000, 3_300_000];

describe('exfiltration', () => {
  const ann = 'ann.lee@example.com';

  test('several large files to a mailbox that nobody else knows are found', async () => {
    const [finding, ...others] = await found(exfiltration, [
      ...usual(ann),
      ...files(ann, 'x77@mail.example.net', LARGE),
    ]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ entity: ann, score: '65', count: '4' });
    expect(finding!['related']).toContain('x77@mail.example.net');
  });

  test('a mailbox of the same name, equal parts and the night each make it worse', async () => {
    const equal = [3_000_000, 3_000_000, 3_000_100, 2_999_000];
    const rows = [...usual(ann), ...files(ann, 'annlee@mail.example.net', equal, START + 5 * DAY + 1 * HOUR)];
    const [finding] = await found(exfiltration, rows);
    const codes = [finding!['reasons']].flat().map((reason) => reason!.split(':')[0]);
    expect(codes.sort()).toEqual([
      'above_usual',
      'equal_parts',
      'off_hours',
      'one_way',
      'same_name',
      'several_files',
    ]);
    expect(finding!['score']).toBe('100');
  });

  test('the same files to a partner, to somebody who answers, or inside are silent', async () => {
    expect(await found(exfiltration, [...usual(ann), ...files(ann, 'new@partner.example', LARGE)])).toEqual(
      [],
    );
    expect(
      await found(exfiltration, [...usual(ann), ...files(ann, 'contact1@customer.example', LARGE)]),
    ).toEqual([]);
    expect(await found(exfiltration, [...usual(ann), ...files(ann, 'bob@example.com', LARGE)])).toEqual([]);
  });

  test('one large file to a new customer is silent, and refused files have not left', async () => {
    expect(
      await found(exfiltration, [...usual(ann), ...files(ann, 'new@buyer.example', [9_000_000])]),
    ).toEqual([]);
    const refused = files(ann, 'x77@mail.example.net', LARGE).map((row) => ({ ...row, action: 'blocked' }));
    expect(await found(exfiltration, [...usual(ann), ...refused])).toEqual([]);
  });
});

describe('auto-forwarding', () => {
  const incoming = (count: number, to: string): MessageRow[] =>
    Array.from({ length: count }, (_, turn) =>
      message({
        time: START + turn * HOUR,
        from: `c${turn}@customer.example`,
        to: [to],
        id: `<m${turn}@customer.example>`,
      }),
    );
  const passedOn = (rows: readonly MessageRow[], to: string, after = 3): MessageRow[] =>
    rows.map((row) => ({ ...row, _time: row._time + after, recipient: [to], src: '10.0.0.30' }));

  test('a mailbox that hands on what it gets to a mailbox outside is found', async () => {
    const rows = incoming(12, 'ann@example.com');
    const findings = await found(autoForwarding, [
      ...rows,
      ...passedOn(rows.slice(4), 'x77@mail.example.net'),
    ]);
    expect(findings).toMatchObject([
      { entity: 'ann@example.com', count: '8', related: 'x77@mail.example.net' },
    ]);
    expect(findings[0]!['reasons']).toContain('8 of 8 messages');
  });

  test('an alias in front of it is named with it', async () => {
    const rows = incoming(6, 'ann@example.com');
    const alias = incoming(6, 'info@example.com').slice(0, 5);
    const findings = await found(autoForwarding, [
      ...rows,
      ...alias,
      ...passedOn(rows, 'x77@mail.example.net'),
    ]);
    expect(findings).toMatchObject([
      { entity: 'ann@example.com', related: ['x77@mail.example.net', 'info@example.com'] },
    ]);
  });

  test('forwarding to a list of the house, to a partner, or of some mail alone is silent', async () => {
    const rows = incoming(12, 'ann@example.com');
    expect(await found(autoForwarding, [...rows, ...passedOn(rows, 'team@example.com')])).toEqual([]);
    expect(await found(autoForwarding, [...rows, ...passedOn(rows, 'ann@partner.example')])).toEqual([]);
    const some = rows.filter((_, turn) => turn % 2 === 0);
    expect(await found(autoForwarding, [...rows, ...passedOn(some, 'x77@mail.example.net')])).toEqual([]);
  });

  test('a copy that the sender sent at once, and a list with members outside, are silent', async () => {
    const rows = incoming(12, 'ann@example.com');
    expect(await found(autoForwarding, [...rows, ...passedOn(rows, 'x77@mail.example.net', 0)])).toEqual([]);
    const members = ['a', 'b', 'c'].flatMap((name) => passedOn(rows, `${name}@mail.example.net`));
    expect(await found(autoForwarding, [...rows, ...members])).toEqual([]);
  });
});

describe('encrypted upload', () => {
  const session = (day: number, src: string, dest: string, bytes: number, port = 465): object => ({
    _time: START + day * DAY + 10 * HOUR,
    index: 'main',
    sourcetype: 'zeek:conn',
    src,
    dest,
    dest_port: port,
    bytes_out: bytes,
  });

  test('far more than ever to a server that one host alone uses is found', async () => {
    const rows = [0, 1, 2, 3, 4].map((day) => session(day, '10.0.0.7', '198.51.100.9', 20_000));
    const findings = await found(encryptedUpload, [
      ...rows,
      session(5, '10.0.0.7', '198.51.100.9', 48_000_000),
    ]);
    expect(findings).toMatchObject([{ entity: '10.0.0.7', related: '198.51.100.9', score: '60' }]);
  });

  test('on the first day of the log a routine is told by its hours, since a camera mails its clips all day', async () => {
    const clips = [0, 0.2, 0.4].map((day) => session(day, '10.0.0.95', '198.51.100.9', 6_000_000));
    const files = [0, 0.05, 0.1].map((day) => session(day, '10.0.0.7', '198.51.100.10', 6_000_000));
    expect(await found(encryptedUpload, [...clips, ...files])).toMatchObject([
      { entity: '10.0.0.7', score: '50' },
    ]);
    expect(await found(encryptedUpload, [...clips, ...clips])).toMatchObject([{ entity: '10.0.0.95' }]);
  });

  test('mail servers, servers of several hosts, own servers and small sessions are silent', async () => {
    const relay = Array.from({ length: 9 }, (_, at) =>
      session(5, '10.0.0.25', `198.51.100.${at + 10}`, 48_000_000, 25),
    );
    const shared = ['10.0.0.7', '10.0.0.8'].map((src) => session(5, src, '198.51.100.9', 48_000_000));
    const own = [
      session(5, '10.0.0.9', '10.0.0.25', 48_000_000, 587),
      session(5, '10.0.0.9', '198.51.100.9', 900_000),
    ];
    expect(await found(encryptedUpload, [...relay, ...shared, ...own])).toEqual([]);
  });
});
