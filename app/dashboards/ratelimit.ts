import type { Dashboard } from '../model/dashboard';
import type { Preset } from '../model/input';
import { MAIL_DASHBOARD } from '../model/mail-events';

const { mail } = MAIL_DASHBOARD.events;

/** The fields that a limit can be held for each value of. */
const KEYS = ['src_user', 'user', 'src', 'src_user_domain', 'dest'] as const;

/** A limit that holds as many as pass in its time. */
const limit = (title: string, rate: number, unit: string, per: string): Preset => ({
  title,
  values: { rate: String(rate), burst: String(rate), unit, per },
});

// The defaults of policyd-rate-limit and of mailcow's rspamd, the limits that Microsoft and Google document for their services. Of
// Exchange Online's presets 500 and 400 are recipients outside alone; here all count.
const PRESETS = [
  limit('policyd-rate-limit: 10 messages a minute', 10, 'message', '1m'),
  limit('policyd-rate-limit: 150 messages a day', 150, 'message', '1d'),
  limit('mailcow: 45 recipients a minute', 45, 'recipient', '1m'),
  limit('Exchange Online, standard: 500 recipients an hour', 500, 'recipient', '1h'),
  limit('Exchange Online, strict: 400 recipients an hour', 400, 'recipient', '1h'),
  limit('Exchange Online, sending: 30 messages a minute', 30, 'message', '1m'),
  limit('Google Workspace: 2,000 messages a day', 2000, 'message', '1d'),
];

const LOOKS =
  'Legitimate is who smtpspamrate calls normal, bulk or a relay; suspicious is a spam bot, suspected spam or a scanner; of too few messages nothing is said.';

const ratelimit = {
  ...MAIL_DASHBOARD,
  name: 'ratelimit',
  title: 'Rate-limit lab',
  description: 'What a limit would have done to the mail of this time range, and to whom.',
  presets: PRESETS,
  inputs: [
    { kind: 'number', name: 'rate', title: 'Rate', default: '10', minimum: 1, maximum: 1_000_000 },
    {
      kind: 'choice',
      name: 'unit',
      title: 'Of',
      default: 'message',
      choices: [
        { value: 'message', title: 'Messages' },
        { value: 'recipient', title: 'Recipients' },
      ],
    },
    {
      kind: 'choice',
      name: 'per',
      title: 'In',
      default: '1m',
      choices: [
        { value: '1m', title: 'One minute' },
        { value: '5m', title: '5 minutes' },
        { value: '10m', title: '10 minutes' },
        { value: '1h', title: 'One hour' },
        { value: '1d', title: 'One day' },
      ],
    },
    { kind: 'number', name: 'burst', title: 'Burst', default: '10', minimum: 1, maximum: 1_000_000 },
    {
      kind: 'choice',
      name: 'key',
      title: 'For each',
      default: 'src',
      choices: [
        { value: 'src', title: 'Source' },
        { value: 'src_user', title: 'Sender' },
        { value: 'user', title: 'User (log-in name, else sender)' },
        { value: 'src_user_domain', title: 'Sender domain' },
        { value: 'dest', title: 'Server' },
      ],
    },
    {
      kind: 'choice',
      name: 'mail',
      title: 'Mail',
      default: 'all',
      choices: [
        { value: 'all', title: 'All, each message once', spl: '`smtp_watch_events`' },
        {
          value: 'servers',
          title: 'Logs of mail servers, which know users',
          spl: '`smtp_watch_submissions`',
        },
      ],
    },
  ],
  searches: {
    buckets: {
      spl: `$mail$
| fields _time, src, recipient, recipient_count, mailfrom, src_user, src_user_domain, user, helo, dest, msg_id, message_id, last_reply, status_code
| smtpratelimit mode=series span=10m rate=$rate$ per=$per$ burst=$burst$ unit=$unit$ by $key$`,
    },
    totals: {
      base: 'buckets',
      spl: `
| stats sum(messages) AS messages sum(refused) AS refused sum(delayed) AS delayed max(largest_delay) AS longest
    max(suggested_rate) AS suggested_rate BY $key$ looks
| eval isHit=if(refused>0 OR delayed>0, 1, 0), isGood=if(looks="legitimate", 1, 0), isBad=if(looks="suspicious", 1, 0)
| eval goodHit=isGood*isHit, badHit=isBad*isHit
| stats sum(messages) AS messages sum(refused) AS refused sum(delayed) AS delayed max(longest) AS longest
    max(suggested_rate) AS suggested_rate sum(isGood) AS legitimate sum(goodHit) AS legitimate_hit sum(isBad) AS suspicious
    sum(badHit) AS suspicious_hit
| where messages>0
| eval share=100*refused/messages, unit="$unit$s"
| eval per=case("$per$"="1m", "a minute", "$per$"="1h", "an hour", "$per$"="1d", "a day", true(), "in $per$")`,
    },
    time: {
      base: 'buckets',
      spl: `
| eval good=if(looks="legitimate", refused, 0), bad=if(looks="suspicious", refused, 0), other=refused-good-bad
| timechart sum(passed) AS passes sum(good) AS "refused, looks legitimate" sum(other) AS "refused, unknown"
    sum(bad) AS "refused, suspicious"
| fillnull value=0`,
    },
    senders: {
      base: 'buckets',
      spl: `
| stats sum(messages) AS messages sum(refused) AS refused sum(delayed) AS delayed max(largest_delay) AS largest_delay
    max(p999_units) AS p999_units max(spam_score) AS spam_score values(reasons) AS reasons BY $key$ looks verdict
| eval kind=case("$key$"="src", "ip", "$key$"="dest", "server", "$key$"="src_user_domain", "domain", "$key$"="user", "user", true(), "address")
| eval entity=$key$
| sort 200 -refused, -delayed, -p999_units`,
    },
    legitimate: {
      base: 'buckets',
      spl: `
| where looks="legitimate"
| stats sum(messages) AS messages sum(refused) AS refused sum(delayed) AS delayed max(largest_delay) AS largest_delay
    max(p999_units) AS p999_units max(first_hit_time) AS first_hit_time BY $key$ verdict
| where refused>0 OR delayed>0
| eval kind=case("$key$"="src", "ip", "$key$"="dest", "server", "$key$"="src_user_domain", "domain", "$key$"="user", "user", true(), "address")
| eval entity=$key$, share=100*refused/messages
| sort 100 -refused, -delayed`,
    },
  },
  panels: {
    refused: {
      kind: 'single',
      title: 'Would be refused',
      search: 'totals',
      value: 'share',
      format: 'share',
      caption: '{refused} of {messages} messages',
      help: 'Messages for which the bucket had no tokens left. A refused message costs none, and is not sent again here: in life some are.',
      empty: 'No mail in this time range.',
    },
    delayed: {
      kind: 'single',
      title: 'Would wait',
      search: 'totals',
      value: 'delayed',
      format: 'number',
      caption: 'messages, {longest} s at the most',
      help: 'Messages that would have waited if they stood in line for their tokens instead of being refused.',
      empty: 'No mail in this time range.',
    },
    good: {
      kind: 'single',
      title: 'Legitimate, and hit',
      search: 'totals',
      value: 'legitimate_hit',
      format: 'number',
      caption: 'of {legitimate} that look legitimate',
      help: `How many that look legitimate the limit would have refused or made wait. ${LOOKS}`,
      empty: 'No mail in this time range.',
    },
    bad: {
      kind: 'single',
      title: 'Suspicious, and hit',
      search: 'totals',
      value: 'suspicious_hit',
      format: 'number',
      caption: 'of {suspicious} that look suspicious',
      help: `How many that look like senders of spam the limit would have hit: slow ones pass every limit. ${LOOKS}`,
      empty: 'No mail in this time range.',
    },
    suggested: {
      kind: 'single',
      title: 'Suggested rate',
      search: 'totals',
      value: 'suggested_rate',
      format: 'number',
      caption: '{unit} {per} for each',
      help: 'What the most demanding that looks legitimate needs in all but one of a thousand windows, and a quarter more. A dash where nobody looks legitimate.',
      empty: 'No mail in this time range.',
    },
    time: {
      kind: 'timechart',
      title: 'What would have passed',
      search: 'time',
      seriesColours: {
        passes: '#6f8fb3',
        'refused, looks legitimate': '#d65c44',
        'refused, unknown': '#d9a03f',
        'refused, suspicious': '#3a9d5d',
      },
      help: 'Messages over time by what the limit would have done, in UTC. Refused mail of who looks legitimate is the harm, of who looks suspicious the use. Select a column to see its events.',
      empty:
        'No mail of this time range has a value to hold the limit for. Choose another one at "For each".',
    },
    legitimate: {
      kind: 'table',
      title: 'Legitimate, and hit by it',
      search: 'legitimate',
      columns: [
        { field: 'entity', title: 'Who', format: 'word', entityIn: 'kind' },
        { field: 'verdict', title: 'Verdict', format: 'verdict' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'refused', title: 'Refused', format: 'number' },
        { field: 'share', title: 'Share', format: 'share' },
        { field: 'delayed', title: 'Would wait', format: 'number' },
        { field: 'largest_delay', title: 'Longest wait (s)', format: 'number' },
        { field: 'p999_units', title: 'Needs as rate', format: 'number' },
        { field: 'first_hit_time', title: 'First hit (UTC)', format: 'time' },
      ],
      drilldown: KEYS,
      help: `Who would complain: all that look legitimate and that the limit would have refused or made wait. ${LOOKS}`,
      empty:
        'Nobody that looks legitimate is hit: this limit is safe for the mail of this time range. See below whom else it would have stopped.',
    },
    senders: {
      kind: 'table',
      title: 'All, by what they would lose',
      search: 'senders',
      columns: [
        { field: 'entity', title: 'Who', format: 'word', entityIn: 'kind' },
        { field: 'looks', title: 'Looks', format: 'word' },
        { field: 'verdict', title: 'Verdict', format: 'verdict' },
        { field: 'spam_score', title: 'Score', format: 'score' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'refused', title: 'Refused', format: 'number' },
        { field: 'delayed', title: 'Would wait', format: 'number' },
        { field: 'largest_delay', title: 'Longest wait (s)', format: 'number' },
        { field: 'p999_units', title: 'Needs as rate', format: 'number' },
        { field: 'reasons', title: 'Why', format: 'list' },
      ],
      drilldown: KEYS,
      help: 'Everybody that sent, those that lose most first, 200 at most. What somebody needs as rate is the most in all but one of a thousand windows of the length of the limit.',
      empty:
        'No mail of this time range has a value to hold the limit for. Choose another one at "For each".',
    },
  },
  layout: [
    { height: 112, panels: { refused: 1, delayed: 1, good: 1, bad: 1, suggested: 1 } },
    { height: 300, panels: { time: 1 } },
    { height: 250, panels: { legitimate: 1 } },
    { height: 380, panels: { senders: 1 } },
  ],
  // What a row counts is what its events are.
  events: { mail: { ...mail, spl: '$mail$' } },
} as const satisfies Dashboard;

export default ratelimit;
