import { AppWithRows } from './app-with-rows';

const NOW = 1_800_000_000;
const ANALYST = { name: 'ann', roles: ['smtp_watch_analyst'] };

const OWN_DOMAINS = [
  { domain: 'Example.com' },
  { domain: 'old.example', expires: NOW - 1 },
  { domain: 'kept.example', expires: 0 },
  { domain: 'x" OR src="*' },
];
const OWN_NETWORKS = [
  { network: '198.51.100.0/24', expires: 0 },
  { network: '203.0.113.0/24', expires: NOW - 1 },
  { network: '2001:db8::/32' },
  { network: '*' },
];

let app: AppWithRows;

beforeAll(async () => {
  app = await AppWithRows.open([
    { src: '198.51.100.7', src_user: 'news@shop.example', recipient_domain: ['example.com', 'else.example'] },
    { src: '203.0.113.9', src_user: 'ann@mail.example.com', recipient_domain: ['sub.example.com'] },
    { src: '10.1.2.3', src_user: 'bob@notexample.com', recipient_domain: ['else.example'] },
    { src: '2001:db8::1', src_user: 'eve@else.example' },
    { src_user: 'nobody@else.example' },
  ]);
  app.keep('smtp_watch_own_domains', OWN_DOMAINS);
  app.keep('smtp_watch_own_networks', OWN_NETWORKS);
});
afterAll(() => app.close());

const at = { now: NOW };

test('own domains and networks become arguments: those that count, and nothing that is no domain or network', async () => {
  const mails = await AppWithRows.open(
    [
      ['ann@example.com', '192.0.2.50'],
      ['ann@kept.example', '192.0.2.50'],
      ['ann@old.example', '192.0.2.50'],
      ['ann@example.com', '198.51.100.50'],
      ['ann@example.com', '203.0.113.50'],
    ].map(([from, src]) => ({ from: `Ann <${from}>`, mailfrom: from!, src: src! })),
  );
  mails.keep('smtp_watch_own_domains', OWN_DOMAINS);
  mails.keep('smtp_watch_own_networks', OWN_NETWORKS);
  const spl =
    '* | smtpspoof `smtp_watch_own_domains` `smtp_watch_own_networks` | search spoof_reasons=own_domain_from_outside | table from src';
  expect(await mails.rows(spl, at)).toEqual([
    { from: 'Ann <ann@example.com>', src: '192.0.2.50' },
    { from: 'Ann <ann@kept.example>', src: '192.0.2.50' },
    { from: 'Ann <ann@example.com>', src: '203.0.113.50' },
  ]);
  mails.close();
});

test('a search finds by own domains: they, what is below them, and nothing that ends alike', async () => {
  const spl =
    '* | eval own=if(match(src_user, `smtp_watch_own_domain_regex`), "yes", "no"), foreign=mvfilter(NOT match(recipient_domain, `smtp_watch_own_domain_regex`)) | table src_user own foreign';
  expect(await app.rows(spl, at)).toEqual([
    { src_user: 'news@shop.example', own: 'no', foreign: 'else.example' },
    { src_user: 'ann@mail.example.com', own: 'yes' },
    { src_user: 'bob@notexample.com', own: 'no', foreign: 'else.example' },
    { src_user: 'eve@else.example', own: 'no' },
    { src_user: 'nobody@else.example', own: 'no' },
  ]);
});

test('inside is what lies in a private network or in an own one that has not run out', async () => {
  const spl = '* | `smtp_watch_inside(src, inside)` | table src inside';
  expect(await app.rows(spl, at)).toEqual([
    { src: '198.51.100.7', inside: 'true' },
    { src: '203.0.113.9', inside: 'false' },
    { src: '10.1.2.3', inside: 'true' },
    { src: '2001:db8::1', inside: 'true' },
    {},
  ]);
});

test('without entries nothing is own, and the search runs', async () => {
  const empty = await AppWithRows.open([
    { src: '198.51.100.7', from: '<a@example.com>', recipient_domain: 'b.example' },
  ]);
  const spl =
    '* | smtpspoof `smtp_watch_own_domains` `smtp_watch_own_networks` | `smtp_watch_inside(src, inside)` | `smtp_watch_allowlisted(src, spam_rate)` | `smtp_watch_indicator(src)` | eval own=if(match(recipient_domain, `smtp_watch_own_domain_regex`), 1, 0) | table spoof_verdict inside allow* indicator_* own';
  expect(await empty.rows(spl)).toEqual([
    { spoof_verdict: expect.any(String), inside: 'false', allowlisted: 'false', own: '0' },
  ]);
  empty.close();
});

const entry = (entity: string, more: object = {}): { [field: string]: string | number } => ({
  entity,
  detection: '*',
  expires: NOW + 1,
  reason: `why ${entity}`,
  ...more,
});

test.each<[string, { [field: string]: string | number }[], string[]]>([
  ['a value', [entry('198.51.100.7')], ['198.51.100.7']],
  ['any case and wildcards', [entry('*@ELSE.example')], []],
  ['a network', [entry('198.51.100.0/24', { entity_type: 'network' })], ['198.51.100.7']],
  ['another detection', [entry('198.51.100.7', { detection: 'login' })], []],
  ['this detection', [entry('198.51.100.7', { detection: 'spam_*' })], ['198.51.100.7']],
  ['an entry that has run out', [entry('198.51.100.7', { expires: NOW })], []],
  ['one that never does', [entry('198.51.100.7', { expires: 0 })], ['198.51.100.7']],
  ['one without expires', [{ entity: '198.51.100.7', detection: '*' }], []],
  ['one of two that match', [entry('198.51.100.7', { expires: 1 }), entry('198.*')], ['198.51.100.7']],
])('the allowlist honours %s', async (_, entries, allowed) => {
  app.keep('smtp_watch_allowlist', entries);
  const spl =
    '* | `smtp_watch_allowlisted(src, spam_rate)` | where allowlisted="true" | table src allow_reason';
  const rows = await app.rows(spl, at);
  expect(rows.map(({ src }) => src)).toEqual(allowed);
  for (const { allow_reason } of rows) expect(String(allow_reason)).toContain('why 198.');
});

test('an address is matched in any case', async () => {
  app.keep('smtp_watch_allowlist', [entry('*@ELSE.example')]);
  const spl = '* | `smtp_watch_allowlisted(src_user, x)` | where allowlisted="true" | stats count';
  expect(await app.rows(spl, at)).toEqual([{ count: '2' }]);
});

test('indicators say who says so, as long as they have not run out', async () => {
  app.keep('smtp_watch_indicators', [
    { indicator: '203.0.113.0/24', indicator_type: 'network', source: 'feed', confidence: 80, expires: 0 },
    { indicator: '198.51.100.7', indicator_type: 'ip', source: 'old', confidence: 90, expires: 1 },
  ]);
  const spl = '* | `smtp_watch_indicator(src)` | where isnotnull(indicator_source) | table src indicator_*';
  expect(await app.rows(spl, at)).toEqual([
    { src: '203.0.113.9', indicator_source: 'feed', indicator_confidence: '80' },
  ]);
});

test('an analyst keeps the lists, findings are not his to write', async () => {
  const write =
    '| makeresults | eval domain="new.example", owner="ann" | fields - _time | outputlookup append=true';
  await app.rows(`${write} smtp_watch_partners`, { user: ANALYST });
  expect(await app.rows('| inputlookup smtp_watch_partners | table domain owner')).toEqual([
    { domain: 'new.example', owner: 'ann' },
  ]);
  await expect(app.rows(`${write} smtp_watch_findings`, { user: ANALYST })).rejects.toThrow(
    'may not write collections/smtp_watch_findings',
  );
  await expect(app.rows(`${write} smtp_watch_triage`, { user: ANALYST })).resolves.toBeDefined();
  const other = { name: 'bob', roles: ['user'] };
  await expect(app.rows(`${write} smtp_watch_vips`, { user: other })).rejects.toThrow('may not write');
});

test('a finding is one record whatever is found again, and what is said of it stays', async () => {
  const find = (score: number): string =>
    `| makeresults | eval key="spam_rate|192.0.2.1|50", entity="192.0.2.1", score=${score}, reasons=split("a;b", ";") | table key entity score reasons | outputlookup append=true key_field=key smtp_watch_findings`;
  await app.rows(find(60));
  await app.rows(
    '| makeresults | eval key="spam_rate|192.0.2.1|50", owner="ann", status="closed" | table key owner status | outputlookup append=true key_field=key smtp_watch_triage',
    { user: ANALYST },
  );
  await app.rows(find(80));
  const joined =
    '| inputlookup smtp_watch_findings | lookup smtp_watch_triage key OUTPUT owner status | table entity score reasons owner status';
  expect(await app.rows(joined)).toEqual([
    { entity: '192.0.2.1', score: '80', reasons: ['a', 'b'], owner: 'ann', status: 'closed' },
  ]);
});

test('a record with a value of a wrong type is refused', async () => {
  expect(() => app.keep('smtp_watch_vips', [{ address: 'a@example.com', confidence: 'high' }])).toThrow();
});

test('a reply is explained by its words, else by its codes', async () => {
  const replies = await AppWithRows.open(
    [
      "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy.",
      '554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.spamhaus.org',
      '554 5.7.1 <a@b.example>: Relay access denied',
      '535 5.7.8 Error: authentication failed:',
      '550 5.1.1 something in another language',
      '250 2.0.0 Ok: queued as 4F1; spam score 0',
      '421 busy',
      'no code',
    ].map((last_reply) => ({ last_reply })),
  );
  const spl = '* | `smtp_watch_explain_reply(last_reply)` | table reply_category';
  expect((await replies.rows(spl)).map((row) => row['reply_category'])).toEqual([
    'authentication',
    'listed',
    'relay_denied',
    'login_failed',
    'unknown_recipient',
    'ok',
    'system',
    undefined,
  ]);
  replies.close();
});

test('a host is looked up by all domains above it', async () => {
  const spl =
    '| makeresults | eval host="a.b.sendgrid.net" | `smtp_watch_suffixes(host, parents)` | lookup smtp_watch_bulk_mailers domain AS parents OUTPUT service | table parents service';
  expect(await app.rows(spl)).toEqual([
    { parents: ['a.b.sendgrid.net', 'b.sendgrid.net', 'sendgrid.net'], service: 'SendGrid' },
  ]);
});
