import type { Dashboard } from '../model/dashboard';
import { EVENTS, MAIL_DASHBOARD } from '../model/mail-events';

/** Senders or recipients out of events, ranked as the reader chose, with what all and the largest ten have together. */
function ranked(who: string, partner: string): string {
  return `${EVENTS} ${who}=*
| $direction$
| stats count AS messages sum(size) AS bytes dc(${partner}) AS partners min(_time) AS first_time BY ${who}
| search NOT ${who}="unknown"
| sort 0 -messages
| streamstats count AS place
| eventstats count AS everybody sum(messages) AS everything sum(eval(if(place<=10, messages, 0))) AS largest
| eval rank=coalesce($rank$, 0)
| sort 50 -rank, -messages`;
}

const CONCENTRATION = `
| head 1
| eval share=100*largest/everything, ten=min(10, everybody)
| table everybody everything ten largest share`;

const NOBODY =
  'No message of this direction in this time range. Directions come of the own domains: the Setup page lists them. Encrypted sessions and scanners that hang up early show neither sender nor recipient.';

const senders = {
  ...MAIL_DASHBOARD,
  name: 'senders',
  title: 'Senders & recipients',
  description: 'Who writes to whom, who writes most, and who is new.',
  inputs: [
    {
      kind: 'choice',
      name: 'direction',
      title: 'Direction',
      default: 'any',
      choices: [
        { value: 'any', title: 'All directions', spl: 'search *' },
        { value: 'in', title: 'In: others to own domains', spl: '`smtp_watch_direction(in)`' },
        { value: 'out', title: 'Out: own domains to others', spl: '`smtp_watch_direction(out)`' },
        { value: 'inside', title: 'Inside: own to own', spl: '`smtp_watch_direction(inside)`' },
        { value: 'through', title: 'Through: others to others', spl: '`smtp_watch_direction(through)`' },
      ],
    },
    {
      kind: 'choice',
      name: 'rank',
      title: 'Rank by',
      default: 'messages',
      choices: [
        { value: 'messages', title: 'Messages' },
        { value: 'bytes', title: 'Bytes' },
        { value: 'partners', title: 'Different people at the other end' },
        { value: 'newness', title: 'Newest first', spl: 'first_time' },
      ],
    },
  ],
  searches: {
    senders: {
      spl: ranked('sender_address', 'recipient'),
      before: true,
    },
    senderTotals: { base: 'senders', spl: CONCENTRATION, before: true },
    recipients: {
      spl: ranked('recipient', 'sender_address'),
      before: true,
    },
    recipientTotals: { base: 'recipients', spl: CONCENTRATION, before: true },
    flows: {
      spl: `${EVENTS} sender_address=* recipient=*
| $direction$
| stats count AS messages BY src_user_domain recipient_domain
| search NOT (src_user_domain="unknown" OR recipient_domain="unknown")
| sort 18 -messages`,
    },
    pairs: {
      spl: `${EVENTS} sender_address=* recipient=*
| $direction$
| stats count AS messages sum(size) AS bytes BY sender_address recipient
| search NOT sender_address="unknown"
| sort 50 -messages`,
    },
    fresh: {
      spl: `${EVENTS} earliest=0 sender_address=* recipient=*
| where _time<\`smtp_watch_range_end\`
| $direction$
| stats count AS messages min(_time) AS first_time BY sender_address recipient
| search NOT sender_address="unknown"
| eval from_domain=if(match(sender_address, "@"), replace(sender_address, "^.*@", ""), null()),
    to_domain=if(match(recipient, "@"), replace(recipient, "^.*@", ""), null())
| eventstats min(first_time) AS log_start
| eventstats min(first_time) AS from_first BY from_domain
| eventstats min(first_time) AS to_first BY to_domain
| where first_time>=\`smtp_watch_range_start\`
| eval hours_before=(first_time-log_start)/3600
| sort 10000 -first_time`,
    },
    newPairs: {
      base: 'fresh',
      spl: `
| head 50`,
    },
    newDomains: {
      base: 'fresh',
      spl: `
| eval side=mvappend(if(first_time=from_first, "from " . from_domain, null()), if(first_time=to_first, "to " . to_domain, null()))
| mvexpand side
| dedup side
| eval src_user_domain=if(match(side, "^from "), from_domain, null()), recipient_domain=if(match(side, "^to "), to_domain, null())
| head 50`,
    },
  },
  panels: {
    senders: {
      kind: 'single',
      title: 'Senders',
      search: 'senderTotals',
      value: 'everybody',
      format: 'number',
      caption: 'of {everything|message|messages}',
      trend: true,
      help: 'Different envelope senders of messages of the chosen direction.',
      empty: NOBODY,
    },
    senderShare: {
      kind: 'single',
      title: 'Ten largest senders',
      search: 'senderTotals',
      value: 'share',
      format: 'share',
      caption: '{largest} of {everything|message|messages}',
      trend: true,
      help: 'Share of the messages that the ten senders with the most messages sent: how much the mail is concentrated.',
      empty: NOBODY,
    },
    recipients: {
      kind: 'single',
      title: 'Recipients',
      search: 'recipientTotals',
      value: 'everybody',
      format: 'number',
      caption: 'addressed {everything|time|times}',
      trend: true,
      help: 'Different envelope recipients of messages of the chosen direction.',
      empty: NOBODY,
    },
    recipientShare: {
      kind: 'single',
      title: 'Ten largest recipients',
      search: 'recipientTotals',
      value: 'share',
      format: 'share',
      caption: '{largest} of {everything|time|times} addressed',
      trend: true,
      help: 'Share of all addressing that the ten recipients addressed most have.',
      empty: NOBODY,
    },
    flows: {
      kind: 'flow',
      title: 'Who writes to whom',
      search: 'flows',
      from: 'src_user_domain',
      to: 'recipient_domain',
      value: 'messages',
      unit: 'messages',
      help: 'The pairs of domains with the most messages, senders at the left, recipients at the right. Numbers beside a domain count what is drawn. Select a ribbon or a domain to see its events.',
      empty: NOBODY,
    },
    newDomains: {
      kind: 'table',
      title: 'Domains seen for the first time',
      search: 'newDomains',
      columns: [
        { field: 'first_time', title: 'First seen (UTC)', format: 'time' },
        { field: 'src_user_domain', title: 'Sender domain', format: 'word', entity: 'domain' },
        { field: 'recipient_domain', title: 'Recipient domain', format: 'word', entity: 'domain' },
        { field: 'hours_before', title: 'Log (h)', format: 'number' },
      ],
      drilldown: ['src_user_domain', 'recipient_domain'],
      help: 'Domains whose first message of all the data is in this time range, latest first. The fewer hours of log there are before, the less that says.',
      empty: 'No domain of this direction was seen for the first time in this time range.',
    },
    rankedSenders: {
      kind: 'table',
      title: 'Senders by rank',
      search: 'senders',
      columns: [
        { field: 'sender_address', title: 'Sender', format: 'text', entity: 'address' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'bytes', title: 'Size', format: 'bytes' },
        { field: 'partners', title: 'Recipients', format: 'number' },
        { field: 'first_time', title: 'First in range (UTC)', format: 'time' },
      ],
      drilldown: ['sender_address'],
      help: 'The first 50 senders in the chosen order. Size is that of messages whose log tells it: logs of mail servers do, Zeek does not.',
      empty: NOBODY,
    },
    rankedRecipients: {
      kind: 'table',
      title: 'Recipients by rank',
      search: 'recipients',
      columns: [
        { field: 'recipient', title: 'Recipient', format: 'text', entity: 'address' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'bytes', title: 'Size', format: 'bytes' },
        { field: 'partners', title: 'Senders', format: 'number' },
        { field: 'first_time', title: 'First in range (UTC)', format: 'time' },
      ],
      drilldown: ['recipient'],
      help: 'The first 50 recipients in the chosen order. Size is that of messages whose log tells it: logs of mail servers do, Zeek does not.',
      empty: NOBODY,
    },
    pairs: {
      kind: 'table',
      title: 'Pairs with the most messages',
      search: 'pairs',
      columns: [
        { field: 'sender_address', title: 'Sender', format: 'text', entity: 'address' },
        { field: 'recipient', title: 'Recipient', format: 'text', entity: 'address' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'bytes', title: 'Size', format: 'bytes' },
      ],
      drilldown: ['sender_address', 'recipient'],
      help: 'The 50 pairs of sender and recipient with the most messages.',
      empty: NOBODY,
    },
    newPairs: {
      kind: 'table',
      title: 'Pairs seen for the first time',
      search: 'newPairs',
      columns: [
        { field: 'first_time', title: 'First seen (UTC)', format: 'time' },
        { field: 'sender_address', title: 'Sender', format: 'text', entity: 'address' },
        { field: 'recipient', title: 'Recipient', format: 'text', entity: 'address' },
        { field: 'hours_before', title: 'Log (h)', format: 'number' },
      ],
      drilldown: ['sender_address', 'recipient'],
      help: 'The latest 50 pairs whose first message of all the data is in this time range. The fewer hours of log there are before, the less that says.',
      empty: 'No pair of this direction was seen for the first time in this time range.',
    },
  },
  layout: [
    { height: 118, panels: { senders: 1, senderShare: 1, recipients: 1, recipientShare: 1 } },
    { height: 430, panels: { flows: 1, newDomains: 1 } },
    { height: 400, panels: { rankedSenders: 1, rankedRecipients: 1 } },
    { height: 400, panels: { pairs: 3, newPairs: 4 } },
  ],
  events: { mail: { ...MAIL_DASHBOARD.events.mail, commands: '| $direction$' } },
} as const satisfies Dashboard;

export default senders;
