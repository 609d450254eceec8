import { type Check, checksOf, type Facts, hiddenShare } from '../../../app/setup/checks';

const NOW = 2e9;
const FULL: Facts = {
  sources: [
    { name: 'postfix_syslog', events: 50, first: NOW - 900, last: NOW - 60 },
    { name: 'smtp:message', events: 5, first: NOW - 900, last: NOW - 60 },
  ],
  shown: [{ sourcetype: 'zeek:smtp', sessions: '10', encrypted: '4' }],
  owned: {
    smtp_watch_own_domains: 1,
    smtp_watch_own_networks: 1,
    smtp_watch_vips: 2,
    smtp_watch_partners: 1,
  },
  commands: { status: 'done', rows: { fields: ['src'], rows: [['192.0.2.1']] }, warnings: [] },
  alerts: { all: 36, on: 36 },
  isAssembling: true,
  mayWrite: true,
  now: NOW,
};

const notGood = (facts: Facts): string[] =>
  checksOf(facts)
    .filter(({ standing }) => standing !== 'good')
    .map(({ standing, title }: Check) => `${standing}: ${title}`);

test('nothing is missing where all is there', () => expect(notGood(FULL)).toEqual([]));

test.each<[string, Partial<Facts>, readonly string[]]>([
  ['no log', { sources: [] }, ['missing: There is no mail log']],
  [
    'no own domain',
    { owned: { ...FULL.owned, smtp_watch_own_domains: 0 } },
    ['missing: No own domain is named'],
  ],
  ['silence', { now: NOW + 7_200 }, ['weak: No event for 2 hours']],
  ['an old log', { now: NOW + 1e6 }, ['weak: There are old events only']],
  [
    'lines alone',
    { sources: FULL.sources.slice(0, 1) },
    ['missing: Lines of mail servers have not become messages yet'],
  ],
  ['no assembly', { isAssembling: false }, ['missing: Lines of mail servers do not become messages']],
  [
    'no Node.js',
    { commands: { status: 'failed', message: 'found none' } },
    ['missing: Search commands do not run'],
  ],
  ['a reader', { mayWrite: false }, ['weak: Your role may not change the lists']],
  ['some alerts', { alerts: { all: 36, on: 3 } }, ['weak: Some alerts are off']],
  ['no alert', { alerts: { all: 36, on: 0 } }, ['missing: No alert is on']],
  [
    'encryption',
    { shown: [{ sourcetype: 'zeek:smtp', sessions: '10', encrypted: '9' }] },
    ['weak: Most sessions are hidden by STARTTLS'],
  ],
])('%s is told', (_name, facts, told) => expect(notGood({ ...FULL, ...facts })).toEqual(told));

test('what is missing comes before what could be better', () => {
  const told = notGood({ ...FULL, owned: {}, now: NOW + 1e6 });
  expect(told[0]).toBe('missing: No own domain is named');
  expect(told).toHaveLength(5);
});

test('the hidden share is of what sensors saw', () => {
  expect(hiddenShare([...FULL.shown, { sourcetype: 'smtp:message', sessions: '90', encrypted: '0' }])).toBe(
    40,
  );
  expect(hiddenShare([])).toBeNaN();
});
