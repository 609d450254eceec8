import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../workbench/spl/event-table';
import { AppWithRows } from './app-with-rows';

const SAMPLES = join(__dirname, '..', '..', 'samples');

/** 2012-03-16T12:30:00Z */
const START = 1_331_901_000;
/** Numbers as chance would draw them, the same at each run (Lehmer's generator). */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Mail of four sources in bursts; many of them lie whole minutes apart, which is where windows end. */
function mails(count: number): Row[] {
  const draw = draws(7);
  let milliseconds = START * 1000;
  return Array.from({ length: count }, (): Row => {
    milliseconds += draw() < 0.4 ? 0 : draw() < 0.5 ? 60_000 : Math.round(draw() * 200_000);
    const recipients = Array.from(
      { length: Math.floor(draw() * 4) },
      () => `r${Math.floor(draw() * 30)}@b.example`,
    );
    return {
      _time: milliseconds / 1000,
      src: `192.0.2.${Math.floor(draw() * 4)}`,
      mailfrom: `s${Math.floor(draw() * 9)}@a.example`,
      helo: `h${Math.floor(draw() * 3)}`,
      dest: '198.51.100.1',
      last_reply: draw() < 0.3 ? '550 5.1.1 no' : '250 ok',
      ...(recipients.length > 0 && { recipient: recipients }),
      ...(recipients.length === 0 && draw() < 0.5 && { recipient_count: 3 }),
    };
  }).reverse();
}

const COUNTS =
  'messages recipients distinct_recipients distinct_senders distinct_helos failed peak_messages peak_recipients peak_start peak_end first_time last_time';

test.each(['1s', '60s', '5m', '300s', '1h'])(
  'sending rates in windows of %s are those of smtpspamrate',
  async (window) => {
    const app = await AppWithRows.open(mails(600));
    const only = `| table src ${COUNTS} | sort 0 src`;
    const plain = await app.rows(`* | \`smtp_watch_spam_rate(${window}, src)\` ${only}`);
    expect(plain).toEqual(await app.rows(`* | smtpspamrate window=${window} by src ${only}`));
    expect(plain).toHaveLength(4);
    app.close();
  },
);

test('sending rates by several fields, of no events, and of events without the field', async () => {
  const app = await AppWithRows.open([...mails(100), { helo: 'nobody' }]);
  const only = `| table src helo ${COUNTS} | sort 0 src helo`;
  const plain = await app.rows(`* | \`smtp_watch_spam_rate(5m, "src, helo")\` ${only}`);
  expect(plain).toEqual(await app.rows(`* | smtpspamrate window=5m by src helo ${only}`));
  expect(plain.length).toBeGreaterThan(5);
  expect(await app.rows('* nothing | `smtp_watch_spam_rate(5m, src)`')).toEqual([]);
  app.close();
});

test.each(['30s', '5m', '1h'])(
  'on the sample, rates in windows of %s are those of smtpspamrate',
  async (window) => {
    const app = await AppWithRows.ofFiles(join(SAMPLES, 'maccdc2012-twin.log'));
    const only = `| table src ${COUNTS} | sort 0 src`;
    const plain = await app.rows(`\`smtp_watch_events\` | \`smtp_watch_spam_rate(${window}, src)\` ${only}`);
    expect(plain).toEqual(
      await app.rows(`\`smtp_watch_events\` | smtpspamrate window=${window} by src ${only}`),
    );
    expect(plain).toHaveLength(11);
    app.close();
  },
);

const FROMS: readonly Row[] = [
  { from: 'Ann <ann@shop.example>', reply_to: 'x@gmail.com' },
  { from: 'Ann <ann@gmail.com>', reply_to: 'x@yahoo.com' },
  { from: 'Ann <ann@gmail.com>', reply_to: 'Ann <ann@gmail.com>' },
  { from: 'Prize, Ann <ann@shop.example>' },
  { from: '"Prize, Ann" <ann@shop.example>' },
  { from: 'Ann <ann@shop.example>, Bob <bob@shop.example>' },
  { from: 'no address' },
  { from: 'Ann <ann@localmail>' },
  { from: 'bob@bank.example <ann@shop.example>' },
  { from: '"bob@shop.example" <ann@shop.example>' },
  { from: 'Ann <ann@example.com>', src: '198.51.100.1' },
  { from: 'Ann <ann@example.com>', src: '10.0.0.1' },
  { from: 'Ann <ann@sub.example.com>', src: '203.0.113.1' },
  { from: 'ann@shop.example' },
  { subject: 'no From at all' },
];
const SHARED_SIGNS = [
  'own_domain_from_outside',
  'from_no_address',
  'from_unquoted_comma',
  'from_several',
  'from_single_label',
  'name_other_address',
  'reply_to_free_mail',
  'reply_to_other_free_mail',
];

test('the signs of spoofing are those that smtpspoof sees, as far as they go', async () => {
  const app = await AppWithRows.open(
    FROMS.map((row) => ({ msg_id: '<1@shop.example>', src: '192.0.2.1', ...row })),
  );
  app.keep('smtp_watch_own_domains', [{ domain: 'example.com' }]);
  const rows = await app.rows(
    '* | smtpspoof `smtp_watch_own_domains` `smtp_watch_own_networks` | `smtp_watch_spoof_signs(from)` | table from spoof_signs spoof_reasons',
  );
  const listOf = (value: string | readonly string[] | undefined): string[] =>
    value === undefined ? [] : [value].flat();
  expect(rows).toHaveLength(FROMS.length);
  for (const { from, spoof_signs, spoof_reasons } of rows) {
    const reasons = listOf(spoof_reasons).filter((reason) => SHARED_SIGNS.includes(reason));
    expect([from, listOf(spoof_signs)]).toEqual([from, reasons]);
  }
  const seen = new Set(rows.flatMap(({ spoof_signs }) => listOf(spoof_signs)));
  expect([...seen].sort()).toEqual([...SHARED_SIGNS].sort());
  app.close();
});

/** Log-ins of a source, a second apart: `f` a failure, `s` a success, `u` a failure of another user each time. */
function logins(src: string, text: string): Row[] {
  return [...text].map((sign, at) => ({
    _time: START + at,
    src,
    user: sign === 'u' ? `user${at}` : 'ann',
    action: sign === 's' ? 'success' : 'failure',
  }));
}

test('log-ins: failures, spraying, and a success behind failures', async () => {
  const rows = [
    ...logins('192.0.2.1', 'ffffffffff'),
    ...logins('192.0.2.2', 'ffffffffffs'),
    ...logins('192.0.2.3', 'uuuuuuuuuu'),
    ...logins('192.0.2.4', 'ssfs'),
    { _time: START + 1000, src: '192.0.2.1', user: 'ann', action: 'success' },
  ].sort((a, b) => Number(b['_time']) - Number(a['_time']));
  const app = await AppWithRows.open(rows);
  const spl =
    '* | `smtp_watch_logins(5m, src, 10)` | table src logins failures peak_failures peak_users verdict | sort src';
  expect(await app.rows(spl)).toEqual([
    {
      src: '192.0.2.1',
      logins: '11',
      failures: '10',
      peak_failures: '10',
      peak_users: '1',
      verdict: 'brute_force',
    },
    {
      src: '192.0.2.2',
      logins: '11',
      failures: '10',
      peak_failures: '10',
      peak_users: '1',
      verdict: 'success_after_failures',
    },
    {
      src: '192.0.2.3',
      logins: '10',
      failures: '10',
      peak_failures: '10',
      peak_users: '10',
      verdict: 'password_spray',
    },
    { src: '192.0.2.4', logins: '4', failures: '1', peak_failures: '1', peak_users: '1', verdict: 'normal' },
  ]);
  app.close();
});

test('relaying: from outside, to domains of nobody here, accepted before denied', async () => {
  const mail = (src: string, domain: string, last_reply: string): Row => ({
    src,
    dest: '192.0.2.25',
    recipient_domain: [domain, 'example.com'],
    last_reply,
    ...(last_reply.startsWith('250') && { action: 'delivered' }),
  });
  const app = await AppWithRows.open([
    mail('198.51.100.1', 'b.example', '554 5.7.1 <x@b.example>: Relay access denied'),
    mail('198.51.100.2', 'b.example', '250 2.0.0 Ok: queued as 1'),
    mail('198.51.100.2', 'c.example', '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain'),
    mail('198.51.100.3', 'sub.example.com', '250 ok'),
    mail('10.0.0.3', 'b.example', '250 ok'),
  ]);
  app.keep('smtp_watch_own_domains', [{ domain: 'example.com' }]);
  expect(
    await app.rows('* | `smtp_watch_relay(src)` | table src attempts accepted denied foreign_domains dest'),
  ).toEqual([
    {
      src: '198.51.100.2',
      attempts: '2',
      accepted: '1',
      denied: '1',
      foreign_domains: '2',
      dest: '192.0.2.25',
    },
    {
      src: '198.51.100.1',
      attempts: '1',
      accepted: '0',
      denied: '1',
      foreign_domains: '1',
      dest: '192.0.2.25',
    },
  ]);
  app.close();
});

test.each<[string, object]>([
  ['invoice.pdf', { attachment_class: 'document', attachment_risk: 'low' }],
  [
    'INVOICE.PDF.EXE',
    { attachment_class: 'executable', attachment_risk: 'high', attachment_signs: 'double_extension' },
  ],
  ['report.v2.final.docx', { attachment_class: 'document', attachment_risk: 'low' }],
  [
    'a.txt          .scr',
    {
      attachment_class: 'executable',
      attachment_risk: 'high',
      attachment_signs: ['double_extension', 'many_spaces'],
    },
  ],
  ['Q3 report final v2.pdf', { attachment_class: 'document', attachment_risk: 'low' }],
  [
    'ann\u202efdp.exe',
    { attachment_class: 'executable', attachment_risk: 'high', attachment_signs: 'reversed_name' },
  ],
  ['backup.tar.gz', { attachment_class: 'archive', attachment_risk: 'medium' }],
  ['no extension', {}],
])('the attachment %s', async (file_name, expected) => {
  const app = await AppWithRows.open([{ file_name }]);
  expect(await app.rows('* | `smtp_watch_attachments(file_name)` | table attachment_*')).toEqual([expected]);
  app.close();
});

interface Truth {
  readonly company: { readonly domains: readonly string[]; readonly networks: readonly string[] };
  readonly cases: readonly {
    readonly kind: string;
    readonly technique: string;
    readonly entity: string;
    readonly others: readonly string[];
  }[];
}

test('in the mail of the fictional company plain SPL finds what was planted there', async () => {
  const company = join(SAMPLES, 'company');
  const truth = JSON.parse(readFileSync(join(company, 'truth.json'), 'utf8')) as Truth;
  const planted = (kind: string, technique = ''): string[] =>
    truth.cases
      .filter((one) => one.kind === kind && one.technique.includes(technique))
      .map(({ entity, others }) => [entity, ...others].find((name) => !/@/.test(name))!)
      .sort();
  const app = await AppWithRows.ofFiles(join(company, 'smtp.log.gz'), join(company, 'files.log.gz'));
  app.keep(
    'smtp_watch_own_domains',
    truth.company.domains.map((domain) => ({ domain })),
  );
  app.keep(
    'smtp_watch_own_networks',
    truth.company.networks.map((network) => ({ network })),
  );
  const sources = async (spl: string): Promise<unknown[]> =>
    (await app.rows(`${spl} | stats count by src | sort 0 src`)).map(({ src }) => src).sort();
  const relay = '`smtp_watch_events` | `smtp_watch_relay(src)`';
  expect(await sources(`${relay} | where accepted>0`)).toEqual(planted('open_relay_success'));
  // A scan from outside tries to relay as well.
  expect(await sources(`${relay} | where denied>0`)).toEqual(
    [...planted('open_relay_attempt'), ...planted('external_scan')].sort(),
  );
  const forged = '`smtp_watch_events` | `smtp_watch_spoof_signs(from)` | search spoof_signs';
  // Who had the open relay hand on his mail wrote it in the company's name.
  expect(await sources(`${forged}=own_domain_from_outside`)).toEqual(
    [...planted('own_domain_spoof'), ...planted('open_relay_success')].sort(),
  );
  expect(await sources(`${forged}=from_several`)).toEqual(planted('forged_header', 'two addresses'));
  // The company's own servers hand some of it on.
  const files =
    'sourcetype=zeek:files:tsv | `smtp_watch_inside(src, inside)` | where inside="false" | `smtp_watch_attachments(filename)` | search attachment_signs';
  const blanks = planted('malicious_attachment', 'blanks before');
  expect(await sources(`${files}=many_spaces`)).toEqual(blanks);
  const doubled = [...blanks, ...planted('malicious_attachment', 'double extension')].sort();
  expect(await sources(`${files}=double_extension`)).toEqual(doubled);
  expect(await sources(`${files}=reversed_name`)).toEqual(planted('malicious_attachment', 'right-to-left'));
  app.close();
});
