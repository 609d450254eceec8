import type { Dashboard } from '../model/dashboard';
import { EVENTS, MAIL_DASHBOARD, OUTCOME, OUTCOME_COLOURS, RATE_SOURCES } from '../model/mail-events';

const overview = {
  ...MAIL_DASHBOARD,
  name: 'overview',
  title: 'Overview',
  description: 'Who mails whom, how the servers answered, and what looks wrong.',
  searches: {
    totals: {
      spl: `${EVENTS}
| stats count AS events count(eval(visibility="message")) AS messages count(eval(visibility="encrypted")) AS encrypted
    count(eval(visibility="session")) AS sessions dc(sender_address) AS senders sum(recipient_count) AS addressed
    dc(recipient) AS recipients dc(src) AS sources dc(dest) AS servers
| eval readable=100*(events-encrypted)/events`,
      before: true,
    },
    domains: {
      spl: `${EVENTS}
| eval domain=coalesce(src_user_domain, "unknown")
| stats count AS messages count(eval(tls="true")) AS encrypted count(eval(tls="true" OR tls="false")) AS known
    count(eval(action="blocked")) AS refused count(eval(action="blocked" OR action="delivered")) AS decided BY domain`,
      before: true,
    },
    shares: {
      base: 'domains',
      spl: `
| stats count(eval(domain!="unknown")) AS domains sum(encrypted) AS encrypted sum(known) AS known sum(refused) AS refused
    sum(decided) AS decided sum(messages) AS events
| eval tls_share=100*encrypted/nullif(known, 0), refused_share=100*refused/nullif(decided, 0)
| where events>0`,
      before: true,
    },
    topDomains: {
      base: 'domains',
      spl: `
| search NOT domain="unknown"
| sort 10 -messages
| rename domain AS src_user_domain`,
    },
    alerts: {
      spl: `
| inputlookup smtp_watch_findings
| lookup smtp_watch_triage key OUTPUT status
| eval allow_detection=detection
| \`smtp_watch_allowlist_of(entity)\`
| fillnull value="new" status
| search NOT (status IN ("resolved", "false positive") OR allowlisted="true")
| stats count AS open count(eval(severity="critical")) AS critical count(eval(severity="high")) AS high
    count(eval(severity="medium")) AS medium count(eval(severity="low")) AS low`,
    },
    traffic: {
      spl: `${EVENTS}
| eval outcome=${OUTCOME}
| timechart count BY outcome`,
    },
    senders: {
      spl: `${EVENTS}
| top limit=10 sender_address`,
    },
    recipients: {
      spl: `${EVENTS}
| top limit=10 recipient`,
    },
    replies: {
      spl: `${EVENTS}
| top limit=9 status_code`,
    },
    rates: {
      spl: `${EVENTS}
${RATE_SOURCES}
| sort 50 -spam_score, -peak_messages`,
    },
    forgery: {
      spl: `\`smtp_watch_senders\`
| eval flagged=if(spoof_verdict="suspicious" OR spoof_verdict="spoofed", 1, 0)
| eval header_from=if(flagged=1, from_address, null()), envelope_from=if(flagged=1, src_user, null())
| eval origin=if(flagged=1, src, null()), reasons=if(flagged=1, mvjoin(spoof_reasons, ", "), null())
| fillnull value="-" header_from envelope_from origin reasons
| stats count AS messages max(spoof_score) AS score max(_time) AS last_time
    BY spoof_verdict header_from envelope_from origin reasons`,
    },
    verdicts: {
      base: 'forgery',
      spl: `
| stats sum(messages) AS messages BY spoof_verdict
| sort -messages`,
    },
    forged: {
      base: 'forgery',
      spl: `
| search spoof_verdict="spoofed" OR spoof_verdict="suspicious"
| eval from_address=nullif(header_from, "-"), sender_address=nullif(envelope_from, "-"), src=nullif(origin, "-")
| sort 50 -score, -messages`,
    },
  },
  panels: {
    messages: {
      kind: 'single',
      title: 'Messages',
      search: 'totals',
      value: 'messages',
      format: 'number',
      caption: 'and {sessions|session|sessions} without mail',
      trend: true,
      help: 'Events that show an envelope or headers; a message that a sensor and a mail server both log is an event of each. Sessions without mail are scans, tests and clients that gave up.',
      empty: 'No messages in this time range.',
    },
    senders: {
      kind: 'single',
      title: 'Senders',
      search: 'totals',
      value: 'senders',
      format: 'number',
      caption: 'different envelope senders',
      trend: true,
      help: 'Different envelope senders (MAIL FROM).',
      empty: 'No senders in this time range.',
    },
    recipients: {
      kind: 'single',
      title: 'Recipients',
      search: 'totals',
      value: 'recipients',
      format: 'number',
      caption: 'different, addressed {addressed|time|times}',
      trend: true,
      help: 'Different envelope recipients (RCPT TO).',
      empty: 'No recipients in this time range.',
    },
    sources: {
      kind: 'single',
      title: 'Sources',
      search: 'totals',
      value: 'sources',
      format: 'number',
      caption: 'hosts, connected to {servers|server|servers}',
      trend: true,
      help: 'Different addresses that connected to a mail server.',
      empty: 'No sources in this time range.',
    },
    readable: {
      kind: 'single',
      title: 'Readable rows',
      search: 'totals',
      value: 'readable',
      format: 'share',
      caption: '{encrypted} of {events} hidden by TLS',
      trend: true,
      help: 'Share of events that could be read. After STARTTLS a session is encrypted to a sensor on the wire: sender, recipients and headers of its mail are not in its log.',
      empty: 'No rows in this time range.',
    },
    domains: {
      kind: 'single',
      title: 'Sender domains',
      search: 'shares',
      value: 'domains',
      format: 'number',
      caption: 'different, of envelope senders',
      trend: true,
      help: 'Different domains of envelope senders; messages that name none do not count.',
      empty: 'No messages in this time range.',
    },
    alerts: {
      kind: 'counts',
      title: 'Open alerts',
      search: 'alerts',
      counts: [
        { field: 'critical', title: 'critical', severity: 'critical' },
        { field: 'high', title: 'high', severity: 'high' },
        { field: 'medium', title: 'medium', severity: 'medium' },
        { field: 'low', title: 'low', severity: 'low' },
      ],
      page: 'findings',
      input: 'severity',
      help: 'Findings of the alerts that nobody has closed, of all times: the time range of the page does not change them. Select a number to see them.',
      empty: 'No alert has found anything.',
    },
    refused: {
      kind: 'single',
      title: 'Refused',
      search: 'shares',
      value: 'refused_share',
      format: 'share',
      caption: '{refused} of {decided} decided on',
      trend: true,
      help: 'Share of messages that a server refused or put off, of those of which it is known what became of them.',
      empty: 'No messages in this time range.',
    },
    tls: {
      kind: 'single',
      title: 'TLS',
      search: 'shares',
      value: 'tls_share',
      format: 'share',
      caption: '{encrypted} of {known} seen on the wire',
      trend: true,
      help: 'Share of sessions that went over to TLS by STARTTLS, of those whose log says so. Logs of mail servers do not; there a dash stands.',
      empty: 'No rows in this time range.',
    },
    traffic: {
      kind: 'timechart',
      title: 'Mail over time',
      search: 'traffic',
      seriesColours: OUTCOME_COLOURS,
      help: 'Rows over time by what became of them: delivered or blocked by the server, undecided, hidden by encryption, or sessions without mail. Select a column to see its events.',
      empty: 'No messages in this time range.',
    },
    topSenders: {
      kind: 'ranking',
      title: 'Top senders',
      search: 'senders',
      label: 'sender_address',
      value: 'count',
      unit: 'messages',
      format: 'text',
      help: 'Envelope senders (MAIL FROM) with the most messages.',
      empty:
        'No row of this time range names a sender: scanners that hang up early and encrypted sessions show none.',
    },
    topDomains: {
      kind: 'ranking',
      title: 'Top sender domains',
      search: 'topDomains',
      label: 'src_user_domain',
      value: 'messages',
      unit: 'messages',
      format: 'text',
      help: 'Domains of envelope senders with the most messages.',
      empty:
        'No row of this time range names a sender: scanners that hang up early and encrypted sessions show none.',
    },
    topRecipients: {
      kind: 'ranking',
      title: 'Top recipients',
      search: 'recipients',
      label: 'recipient',
      value: 'count',
      unit: 'messages',
      format: 'text',
      help: 'Envelope recipients (RCPT TO) that were addressed most.',
      empty:
        'No row of this time range names a recipient: scanners that hang up early and encrypted sessions show none.',
    },
    replies: {
      kind: 'ranking',
      title: 'Last replies of the servers',
      search: 'replies',
      label: 'status_code',
      value: 'count',
      unit: 'messages',
      format: 'reply',
      help: 'Code of the last reply that the server gave in each transaction.',
      empty: 'No row of this time range holds a reply of a server.',
    },
    rates: {
      kind: 'table',
      title: 'Sources by sending rate',
      search: 'rates',
      columns: [
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'verdict', title: 'Verdict', format: 'verdict' },
        { field: 'spam_score', title: 'Score', format: 'score' },
        { field: 'messages', title: 'Rows', format: 'number' },
        { field: 'peak_messages', title: 'Peak in 5 min', format: 'number' },
        { field: 'distinct_recipients', title: 'Recipients', format: 'number' },
        { field: 'reasons', title: 'Reasons', format: 'list' },
      ],
      drilldown: ['src'],
      help: 'Verdict of smtpspamrate on every source: the most rows in any sliding five minutes, changes of identity and failures. Select a row to see its events.',
      empty: 'No source sent mail in this time range.',
    },
    verdicts: {
      kind: 'ranking',
      title: 'Sender verdicts',
      search: 'verdicts',
      label: 'spoof_verdict',
      value: 'messages',
      unit: 'messages',
      format: 'verdict',
      help: 'Verdict of smtpspoof on every message: is its sender who it claims to be. Unreadable are rows without envelope and headers: encrypted sessions, and those without mail.',
      empty: 'No messages in this time range.',
    },
    forged: {
      kind: 'table',
      title: 'Messages with forged senders',
      search: 'forged',
      columns: [
        { field: 'spoof_verdict', title: 'Verdict', format: 'verdict' },
        { field: 'score', title: 'Score', format: 'score' },
        { field: 'reasons', title: 'Reasons', format: 'text' },
        { field: 'from_address', title: 'From', format: 'text', entity: 'address' },
        { field: 'sender_address', title: 'Sender', format: 'text', entity: 'address' },
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
      ],
      drilldown: ['src', 'sender_address', 'from_address', 'spoof_verdict'],
      help: 'Messages that smtpspoof calls suspicious or spoofed, worst first, with the signs it saw. From is the header that the reader sees, sender the address in the envelope.',
      empty:
        'smtpspoof found no message with a forged sender in this time range. Rows without headers cannot be judged: they count as unreadable.',
    },
  },
  layout: [
    { height: 118, panels: { messages: 1, senders: 1, recipients: 1, domains: 1, sources: 1 } },
    { height: 118, panels: { alerts: 2, refused: 1, tls: 1, readable: 1 } },
    { height: 300, panels: { traffic: 2, replies: 1, verdicts: 1 } },
    { height: 380, panels: { rates: 1 } },
    { height: 280, panels: { forged: 1 } },
    { height: 330, panels: { topSenders: 1, topDomains: 1, topRecipients: 1 } },
  ],
} as const satisfies Dashboard;

export default overview;
