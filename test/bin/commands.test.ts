import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../schema/commands';
import { converse, start } from '../splunkd/command';
import { framesOf, hasRecordings, recordings } from '../splunkd/recordings';
import { parseCsv, parseReplies, parseRows } from '../splunkd/reply';
import { body, execute, getinfo, type Row } from '../splunkd/request';

const FIELDS = ['_time', 'src', 'from', 'mailfrom', 'recipient', 'helo', 'last_reply', '_chunked_idx'];
const NAMES = Object.keys(COMMANDS);
const SLOW = 120_000;
/** Arguments that a command does not go without. */
const REQUIRED: Readonly<Record<string, string[]>> = { smtpratelimit: ['rate=10', 'per=60s'] };

function mail(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    _time: String(1_331_901_000 - index / 4),
    src: `192.0.2.${index % 5}`,
    from: `"Ünit ${index % 11}" <user${index % 11}@example.com>`,
    mailfrom: `user${index % 11}@example.com`,
    recipient: index % 3 === 0 ? ['a@example.org', `b${index}@example.org`] : `c${index}@example.org`,
    helo: `host${index % 5}.example.com`,
    last_reply: index % 7 === 0 ? '550 5.1.1 User unknown' : '250 Ok',
    _chunked_idx: String(index),
  }));
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('every declared command has a file of its own, and no other is there', () => {
  const files = readdirSync(join(__dirname, '..', '..', 'bin')).filter((name) => name.endsWith('.ts'));
  expect(files.map((name) => name.replace('.ts', '')).sort()).toEqual([...NAMES].sort());
});

describe.each(NAMES)('%s', (name) => {
  const asked = (...more: string[]) => getinfo([...(REQUIRED[name] ?? []), ...more]);
  const requests = [asked(), execute(false, body(FIELDS, mail(40))), execute(true, body(FIELDS, mail(3)))];

  test('answers the probe of the search parser and leaves at once, without a word', async () => {
    const held = start(name);
    await held.send(getinfo(REQUIRED[name], { dispatch_dir: '', maxresultrows: 0 }));
    await held.until(1);
    const asked = Date.now();
    held.child.stdin.end();
    expect(await held.exit).toBe(0);
    expect(Date.now() - asked).toBeLessThan(1000);
    expect(held.errors()).toBe('');
    expect(parseReplies(held.output())).toHaveLength(1);
  });

  test('is silent and leaves with 0 wherever its input ends', async () => {
    const whole = Buffer.concat(requests);
    const cuts = [0, 5, 20, requests[0]!.length - 1, requests[0]!.length + 30, whole.length - 10];
    const ends = await Promise.all(cuts.map((cut) => converse(name, [whole.subarray(0, cut)])));
    for (const { code, errors, output } of ends) {
      expect([code, errors]).toEqual([0, '']);
      expect(() => parseReplies(output)).not.toThrow();
    }
  });

  test(
    'says nothing before a request has ended, wherever that is cut, and then always the same',
    async () => {
      const whole = Buffer.concat(requests);
      const expected = (await converse(name, requests)).output.toString();
      const cuts = Array.from({ length: 12 }, (_, index) => Math.floor((whole.length * (index + 0.5)) / 12));
      const replies = parseReplies(Buffer.from(expected));
      expect(replies.map(({ metadata }) => metadata['finished'])).toEqual([undefined, false, true]);
      const outputs = await Promise.all(
        cuts.map(async (cut) => {
          const held = start(name);
          await held.send(whole.subarray(0, cut));
          await pause(150);
          const early = parseReplies(held.output()).length;
          held.child.stdin.end(whole.subarray(cut));
          await held.exit;
          return { early, output: held.output().toString() };
        }),
      );
      for (const [index, { early, output }] of outputs.entries()) {
        const asked = requests.filter(
          (_, at) => Buffer.concat(requests.slice(0, at + 1)).length <= cuts[index]!,
        );
        expect(early).toBeLessThanOrEqual(asked.length);
        expect(output).toBe(expected);
      }
    },
    SLOW,
  );

  test(
    'takes 16 MB while nobody reads what it says',
    async () => {
      const rows = mail(2000).map((row) => ({ ...row, padding: 'x y'.repeat(2800) }));
      const held = start(name);
      held.child.stdout.pause();
      const large = execute(true, body([...FIELDS, 'padding'], rows));
      expect(large.length).toBeGreaterThan(16_000_000);
      await held.send(Buffer.concat([asked(), large]));
      held.child.stdout.resume();
      held.child.stdin.end();
      expect(await held.exit).toBe(0);
      expect(parseReplies(held.output())[1]!.metadata).toEqual({ finished: true });
    },
    SLOW,
  );

  test(
    'leaves quietly when its reply is no longer wanted',
    async () => {
      const held = start(name);
      await held.send(Buffer.concat([asked(), execute(true, body(FIELDS, mail(30_000)))]));
      await held.until(1);
      held.child.stdout.destroy();
      held.child.stdin.end();
      expect(await held.exit).toBe(0);
      expect(held.errors()).toBe('');
    },
    SLOW,
  );

  test('refuses bad arguments at once, all in one line', async () => {
    const { output, code } = await converse(name, [asked('windwo=5m', 'by', 'limit=0', 'own_domains=-')]);
    const { error, finished } = parseReplies(output)[0]!.metadata;
    expect(error).toMatch(/^unknown argument "windwo", .*; /);
    expect([finished, code]).toEqual([true, 0]);
  });

  test('ends with a worded error when it is fed something else than frames', async () => {
    const { output, code } = await converse(name, [
      Buffer.from('GET / HTTP/1.1\r\nHost: example.com\r\n\r\n'),
    ]);
    expect(output.toString()).toContain('frame header is');
    expect(code).toBe(1);
  });

  (hasRecordings ? test : test.skip)(
    'takes the bodies that a real splunkd sent to others',
    async () => {
      for (const recording of recordings().filter((file) => !file.endsWith('.output'))) {
        const bodies = framesOf(recording).flatMap((frame) =>
          frame.metadata['action'] === 'execute' ? [frame.body] : [],
        );
        if (bodies.length === 0) continue;
        const frames = bodies.map((bytes, index) => execute(index === bodies.length - 1, bytes));
        const { output, errors, code } = await converse(name, [asked(), ...frames]);
        const replies = parseReplies(output).slice(1);
        expect([recording, code, errors, replies.length]).toEqual([recording, 0, '', bodies.length]);
        for (const { metadata, body: given } of replies) {
          expect(metadata['error']).toBeUndefined();
          expect(() => parseRows(given)).not.toThrow();
        }
      }
    },
    SLOW,
  );
});

test('smtpspoof answers in selected-fields mode with every index in its place', async () => {
  const [info] = parseReplies((await converse('smtpspoof', [getinfo()])).output);
  const fields = [...(info!.metadata['required_fields'] as string[]), '_chunked_idx'];
  const rows = mail(100);
  const { output } = await converse('smtpspoof', [
    getinfo(['own_domains="example.com,', 'example.net"']),
    execute(false, body(fields, rows)),
    execute(true, body(fields, rows.slice(0, 2))),
  ]);
  const [, one, two] = parseReplies(output);
  expect(parseRows(one!.body).map((row) => row['_chunked_idx'])).toEqual(
    rows.map((_, index) => String(index)),
  );
  expect(parseRows(two!.body)).toHaveLength(2);
  expect(parseRows(one!.body)[3]).toMatchObject({
    from_address: 'user3@example.com',
    from_domain: 'example.com',
    from_name: 'Ünit 3',
  });
  expect(new Set(parseCsv(one!.body)[0]).size).toBe(2 * fields.length);
});

test('smtpspamrate reports the same of one request as of many, whose columns differ', async () => {
  const rows = mail(200);
  const once = await converse('smtpspamrate', [
    getinfo(['window', '=', '"30s"', 'by', 'src']),
    execute(true, body(FIELDS, rows)),
  ]);
  const many = await converse('smtpspamrate', [
    getinfo(['window=30', 'BY', 'src,']),
    execute(false, ''),
    execute(false, body(FIELDS, rows.slice(0, 70))),
    execute(false, body(FIELDS, [])),
    execute(false, body([...FIELDS].reverse(), rows.slice(70))),
    execute(true, ''),
  ]);
  const report = parseReplies(once.output)[1]!.body;
  expect(parseReplies(many.output).at(-1)!.body.toString()).toBe(report.toString());
  const found = parseRows(report);
  expect(found.map(({ src }) => src).sort()).toEqual([0, 1, 2, 3, 4].map((host) => `192.0.2.${host}`));
  // A source sends every 1.25 s, so a window of 30 s holds 24 of its 40 messages.
  expect(found.map((row) => [row['messages'], row['peak_messages']])).toEqual(Array(5).fill(['40', '24']));
});

test('smtpspamrate annotates the events themselves', async () => {
  const rows = mail(9);
  const { output } = await converse('smtpspamrate', [
    getinfo(['mode=annotate', 'window=2s']),
    execute(false, body(FIELDS, rows.slice(0, 5))),
    execute(true, body(FIELDS, rows.slice(5))),
  ]);
  const [info, first, last] = parseReplies(output);
  expect([info!.metadata['type'], first!.body.length]).toEqual(['events', 0]);
  const annotated = parseRows(last!.body);
  expect(annotated.map(({ src, recipient }) => ({ src, recipient }))).toEqual(
    rows.map(({ src, recipient }) => ({ src, recipient })),
  );
  expect(annotated.map((row) => row['window_messages']).join('')).toBe('222211111');
});

test('smtpratelimit says which arguments are missing, and replays the limit it is given', async () => {
  const refused = await converse('smtpratelimit', [getinfo(['burst=5'])]);
  expect(parseReplies(refused.output)[0]!.metadata['error']).toBe(
    'rate is missing, expected rate=<whole number>; per is missing, expected per=<time span>',
  );
  const { output } = await converse('smtpratelimit', [
    getinfo(['rate=4', 'per=10s', 'by', 'src']),
    execute(true, body(FIELDS, mail(200))),
  ]);
  const found = parseRows(parseReplies(output)[1]!.body);
  // A source sends every 1.25 s for 48.75 s: 4 tokens at first and 0.4 a second let 23 of its 40 messages pass.
  expect(found.map(({ passed, refused }) => [passed, refused])).toEqual(Array(5).fill(['23', '17']));
});
