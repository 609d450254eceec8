import { createHash } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import { INCIDENTS } from '../../tools/samples/incidents/all';
import {
  elements,
  filesOf,
  type MailLine,
  mailLines,
  type Row,
  SMALL,
  type TruthFile,
  zeekRows,
} from './company-logs';

// A judge that knows the formats, not how they were made: it reads the files back and holds them against each other.

const ENDS = ['id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p'] as const;
const endsOf = (row: Row): string => ENDS.map((name) => row[name]).join(' ');
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Lines of each queue id, without those of filters that write another layout. */
function byQueueId(lines: readonly MailLine[]): Map<string, MailLine[]> {
  const groups = new Map<string, MailLine[]>();
  for (const line of lines) {
    const id = /^(?!statistics)([0-9A-Za-z]{10,20}): /.exec(line.text)?.[1];
    if (id === undefined || !/^(postfix|open)/.test(line.program)) continue;
    groups.set(id, [...(groups.get(id) ?? []), line]);
  }
  return groups;
}

/** Names of hosts and domains in a text that are no documentation names. */
function foreignNames(text: string): string[] {
  const names = text.matchAll(/(?<=@|helo=<|from |relay=|\t)((?:[a-z0-9-]+\.)+[a-z]{2,})(?=[\s>[\],;]|$)/gim);
  const found = [...names].map(([, name]) => name!.toLowerCase());
  const known = /(^|\.)(example|test|example\.(com|net|org))$/;
  // The greetings of two scanners, and what the mail log calls the own machine.
  const allowed = new Set(['nmap.scanme.org', 'mail.nessus.org', 'localhost.localdomain']);
  return [...new Set(found)].filter((name) => !known.test(name) && !allowed.has(name));
}

/** Companies that differ in their filter and in the style of their queue ids. */
const COMPANIES = [
  { title: 'rspamd, short queue ids', settings: SMALL, filter: 'rspamd' },
  { title: 'amavis, long queue ids', settings: { ...SMALL, seed: 21, size: 9, days: 1 }, filter: 'amavis' },
];

describe.each(COMPANIES)('$title', ({ settings, filter }) => {
  const files = filesOf(settings);
  const smtp = zeekRows(files.get('smtp.log')!);
  const fileRows = zeekRows(files.get('files.log')!);
  const conn = zeekRows(files.get('conn.log')!);
  const ssl = zeekRows(files.get('ssl.log')!);
  const lines = mailLines(files.get('maillog')!);
  const truth = JSON.parse(files.get('truth.json')!) as TruthFile;

  const byUid = new Map(conn.map((row) => [row['uid']!, row]));
  const queue = byQueueId(lines);

  test('the company has the filter', () => {
    expect(lines.some(({ program }) => program === filter)).toBe(true);
  });

  test('the same arguments give the same bytes, another seed gives others', () => {
    const again = filesOf(settings);
    for (const [name, text] of files) expect(hash(again.get(name)!)).toBe(hash(text));
    const other = filesOf({ ...settings, seed: settings.seed + 1 });
    for (const [name, text] of files) expect(hash(other.get(name)!)).not.toBe(hash(text));
  });

  test('every log is in the order of time and within its days, but for the last deliveries', () => {
    const start = Date.parse('2026-03-02T00:00:00Z') / 1000;
    for (const rows of [smtp, fileRows, conn, ssl]) {
      const times = rows.map((row) => Number(row['ts']));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times[0]).toBeGreaterThan(start);
      expect(times.at(-1)).toBeLessThan(start + 5 * 86_400);
    }
    const micros = lines.map((line) => line.micros);
    expect(micros).toEqual([...micros].sort((a, b) => a - b));
  });

  test('a connection has one uid in conn.log, and every other row of it names the same ends and no earlier time', () => {
    expect(byUid.size).toBe(conn.length);
    const faults = [...smtp, ...fileRows, ...ssl].filter((row) => {
      const connection = byUid.get(row['uid']!);
      return (
        !connection || endsOf(connection) !== endsOf(row) || Number(connection['ts']) > Number(row['ts'])
      );
    });
    expect(faults).toEqual([]);
  });

  test('the file ids of smtp.log are those of files.log, each once, on the same connection', () => {
    const named = smtp.flatMap((row) => elements(row['fuids']).map((fuid) => `${fuid} ${row['uid']}`));
    const found = fileRows.map((row) => `${row['fuid']} ${row['uid']}`);
    expect(new Set(found).size).toBe(found.length);
    expect([...named].sort()).toEqual([...found].sort());
  });

  test('after STARTTLS Zeek shows no envelope, no header and no file, and there is a row of ssl.log', () => {
    const hidden = smtp.filter((row) => row['tls'] === 'T');
    expect(hidden.length).toBeGreaterThan(50);
    expect(
      hidden.filter((row) =>
        ['mailfrom', 'rcptto', 'from', 'subject', 'msg_id', 'date'].some((name) => name in row),
      ),
    ).toEqual([]);
    expect(
      hidden.filter((row) => row['fuids'] !== '(empty)' || !row['last_reply']!.startsWith('220 ')),
    ).toEqual([]);
    const encrypted = new Set(ssl.map((row) => row['uid']));
    expect(hidden.filter((row) => !encrypted.has(row['uid']!))).toEqual([]);
    expect(smtp.filter((row) => row['tls'] === 'F' && encrypted.has(row['uid']!))).toEqual([]);
    expect(conn.filter((row) => row['id.resp_p'] === '465').every((row) => row['service'] === 'ssl')).toBe(
      true,
    );
    expect(smtp.filter((row) => !['25', '587'].includes(row['id.resp_p']!))).toEqual([]);
  });

  test('what the own servers say they queued is in the mail log, from the same client, with the same Message-ID', () => {
    const own = new Set(truth.company.servers.map(({ address }) => address));
    const taken = smtp.filter(
      (row) => own.has(row['id.resp_h']!) && /^250 .*queued as /.test(row['last_reply'] ?? ''),
    );
    expect(taken.length).toBeGreaterThan(50);
    for (const row of taken) {
      const id = /queued as (\S+)$/.exec(row['last_reply']!)![1]!;
      const group = queue.get(id) ?? [];
      expect(
        group.some(({ text }) => text.includes(`client=`) && text.includes(`[${row['id.orig_h']}]`)),
      ).toBe(true);
      if (row['msg_id'] !== undefined)
        expect(group.map(({ text }) => text)).toContain(`${id}: message-id=${row['msg_id']}`);
      const active = group.find(({ program }) => program === 'postfix/qmgr')!;
      expect(active.text).toContain(`from=<${row['mailfrom'] ?? ''}>`);
    }
  });

  test('what foreign servers say of mail of the company is the same in both logs', () => {
    const own = new Set(truth.company.servers.map(({ address }) => address));
    const sent = smtp.filter(
      (row) =>
        own.has(row['id.orig_h']!) && !own.has(row['id.resp_h']!) && row['last_reply']?.startsWith('250 '),
    );
    expect(sent.length).toBeGreaterThan(20);
    const replies = new Set(lines.flatMap(({ text }) => /status=sent \((.*)\)$/.exec(text)?.[1] ?? []));
    expect(sent.filter((row) => !replies.has(row['last_reply']!))).toEqual([]);
  });

  test('a queue id begins with its client or its notice, is delivered to as many as it says, and ends once', () => {
    expect(queue.size).toBeGreaterThan(300);
    for (const [id, group] of queue) {
      const texts = group.map(({ text }) => text);
      const active = texts.find((text) => text.includes('(queue active)'));
      if (active === undefined) {
        // Nothing but a refusal after the message, or a client that went away before it.
        expect(texts.some((text) => /milter-reject|client=/.test(text))).toBe(true);
        continue;
      }
      const count = Number(/nrcpt=(\d+)/.exec(active)![1]);
      const final = texts.filter((text) => /status=(sent|bounced)/.test(text));
      const originals = new Set(
        final.map((text) => /orig_to=<([^>]*)>/.exec(text)?.[1] ?? /to=<([^>]*)>/.exec(text)![1]),
      );
      expect([id, originals.size]).toEqual([id, count]);
      expect(texts.filter((text) => text === `${id}: removed`)).toHaveLength(1);
      expect(texts.at(-1)).toBe(`${id}: removed`);
    }
  });

  test('a second queue id of the filter or a notice is itself in the log', () => {
    const second = lines.flatMap(({ text, host }) => [
      ...(/127\.0\.0\.1.*queued as (\w+)\)$/.exec(text)?.slice(1) ?? []),
      ...(/non-delivery notification: (\w+)$/.exec(text)?.slice(1) ?? []).filter(() => host !== ''),
    ]);
    expect(second.length).toBeGreaterThan(5);
    expect(second.filter((id) => !queue.has(id))).toEqual([]);
  });

  test('commands counted at the end of a session add up', () => {
    const ends = lines.filter(({ text }) => text.startsWith('disconnect from '));
    for (const { text } of ends) {
      const counts = [...text.matchAll(/ (\w+)=(\d+)(?:\/(\d+))?/g)].map(
        ([, name, ok, all]) => [name, Number(ok), Number(all ?? ok)] as const,
      );
      const total = counts.pop()!;
      expect(total[0]).toBe('commands');
      const done = counts.reduce((sum, [, count]) => sum + count, 0);
      const tried = counts.reduce((sum, [, , count]) => sum + count, 0);
      expect([text, done, tried]).toEqual([text, total[1], total[2]]);
    }
  });

  describe('truth.json', () => {
    test('names every kind of incident', () => {
      const kinds = new Set(truth.cases.map(({ kind }) => kind));
      expect(Object.keys(INCIDENTS).filter((kind) => !kinds.has(kind))).toEqual([]);
      const benign = [...kinds].filter((kind) => kind.startsWith('benign_'));
      expect(benign.length).toBeGreaterThanOrEqual(18);
    });

    test('counts the lines of every file', () => {
      const rows = {
        'smtp.log': smtp,
        'files.log': fileRows,
        'conn.log': conn,
        'ssl.log': ssl,
        maillog: lines,
      };
      for (const [name, { length }] of Object.entries(rows))
        expect([name, length]).toEqual([name, truth.lines[name]]);
      expect(smtp.filter((row) => row['tls'] === 'T')).toHaveLength(
        truth.zeek['sessions_hidden_by_starttls']!,
      );
    });

    test('names ids that are in the logs', () => {
      const seen = new Set(lines.flatMap(({ text }) => /message-id=<(.*)>$/.exec(text)?.[1] ?? []));
      for (const { msg_id: id } of smtp) if (id !== undefined) seen.add(id.slice(1, -1));
      for (const { id, message_ids, queue_ids, uids } of truth.cases) {
        expect([id, uids.filter((uid) => !byUid.has(uid))]).toEqual([id, []]);
        expect([id, queue_ids.filter((one) => !queue.has(one))]).toEqual([id, []]);
        expect([id, message_ids.filter((one) => one !== '' && !seen.has(one))]).toEqual([id, []]);
      }
    });

    const rowsOf = (uids: readonly string[]): Row[] => conn.filter((row) => uids.includes(row['uid']!));
    const incidents = truth.cases.filter(({ kind }) => !/^(benign|background)_/.test(kind));

    test('gives each incident all its connections, lines and readable messages', () => {
      for (const { id, sessions, lines: counted, uids, ...one } of incidents) {
        const own = new Set(uids);
        const readable = smtp.filter((row) => own.has(row['uid']!) && row['date'] !== undefined);
        expect([id, rowsOf(uids).length, counted['conn'] ?? 0]).toEqual([id, sessions, sessions]);
        expect([id, readable.length]).toEqual([id, one.readable_messages]);
        expect([id, smtp.filter((row) => own.has(row['uid']!)).length]).toEqual([id, counted['smtp'] ?? 0]);
      }
    });

    test('gives each case a time that ends after it began', () => {
      expect(truth.cases.filter((one) => Date.parse(one.last_time) < Date.parse(one.first_time))).toEqual([]);
    });

    test('gives each case an entity that its lines name', () => {
      const text = [files.get('maillog'), files.get('smtp.log')].join('');
      const isNamed: Record<string, (one: TruthFile['cases'][number]) => boolean> = {
        address: ({ entity, uids }) => rowsOf(uids).some((row) => endsOf(row).split(' ').includes(entity)),
        host: ({ entity, uids }) => rowsOf(uids).some((row) => endsOf(row).split(' ').includes(entity)),
        user: ({ entity }) => text.includes(entity),
        domain: ({ entity }) => text.includes(entity),
        network: ({ entity }) => text.includes(entity.slice(0, entity.indexOf('/'))),
        template: ({ entity }) => text.includes(entity.slice(0, entity.indexOf('{'))),
      };
      expect(truth.cases.filter((one) => !isNamed[one.entity_type]!(one)).map(({ id }) => id)).toEqual([]);
    });
  });

  test('every name is a documentation name, every address is private or a documentation address', () => {
    const all = ['smtp.log', 'files.log', 'conn.log', 'ssl.log', 'maillog']
      .map((name) => files.get(name)!)
      .join('');
    const names = foreignNames(
      all.replaceAll(
        /[\w ~()-]+\.(pdf|docx?m?|xlsx?|pptx|jpg|png|zip|txt|csv|ics|html|exe|js|iso|7z)\b/g,
        '',
      ),
    );
    expect(names).toEqual([]);
    const v4 = new Set(
      all.match(/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)/g)?.filter((text) => isIPv4(text)),
    );
    const isKept = (text: string): boolean =>
      /^(10\.|192\.168\.|127\.0\.0\.1$|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)/.test(text);
    expect(v4.size).toBeGreaterThan(50);
    expect([...v4].filter((text) => !isKept(text))).toEqual([]);
    const v6 = new Set(
      all.match(/(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/g)?.filter((text) => isIPv6(text)),
    );
    expect(v6.size).toBeGreaterThan(10);
    expect([...v6].filter((text) => !text.startsWith('2001:db8:'))).toEqual([]);
  });
});
