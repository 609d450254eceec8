import { guessKind } from '../investigate/guess-kind';
import type { Dashboard } from '../model/dashboard';
import type { EntityKind } from '../model/entity';
import type { InputValues } from '../model/input';
import {
  ALL_MAIL,
  EVENTS,
  JUDGE_SENDERS,
  JUDGED_EVENTS,
  MAIL_DASHBOARD,
  OUTCOME,
  OUTCOME_COLOURS,
  RATE_SOURCES,
} from '../model/mail-events';

/** The events in which an entity of each kind has a part. */
const PARTS: Readonly<Record<EntityKind, { readonly title: string; readonly spl: string }>> = {
  address: {
    title: 'Address',
    spl: '(sender_address=$entity|s$ OR recipient=$entity|s$ OR user=$entity|s$ OR reply_to=$entity|s$)',
  },
  domain: {
    title: 'Domain',
    spl: '(src_user_domain=$entity|s$ OR recipient_domain=$entity|s$)',
  },
  ip: {
    title: 'IP address',
    spl: '(src=$entity|s$ OR dest=$entity|s$ OR x_originating_ip=$entity|s$)',
  },
  message: {
    title: 'Message',
    spl: '(message_id=$entity|s$ OR internal_message_id=$entity|s$ OR in_reply_to=$entity|s$)',
  },
  server: { title: 'Server', spl: 'dest=$entity|s$' },
  user: { title: 'User', spl: '(user=$entity|s$ OR src_user=$entity|s$)' },
  campaign: { title: 'Campaign', spl: '| smtpcampaign | search campaign_id=$entity|s$' },
};

const isAsked = ({ entity }: InputValues): boolean => entity !== '';
const isFree = (values: InputValues): boolean => !isAsked(values);
const isOneOf =
  (...kinds: readonly EntityKind[]) =>
  (values: InputValues): boolean =>
    isAsked(values) && kinds.some((kind) => kind === values['kind']);

const investigate = {
  ...MAIL_DASHBOARD,
  events: { ...MAIL_DASHBOARD.events, copies: { ...MAIL_DASHBOARD.events.mail, spl: ALL_MAIL } },
  name: 'investigate',
  title: 'Investigate',
  description: 'All there is about one address, host, message or campaign, and where it leads.',
  inputs: [
    {
      kind: 'choice',
      name: 'kind',
      title: 'Kind',
      default: 'address',
      choices: Object.entries(PARTS).map(([value, part]) => ({ value, ...part })),
    },
    {
      kind: 'text',
      name: 'entity',
      title: 'What to look into',
      default: '',
      placeholder: 'address, domain, IP, <Message-ID>, user …',
      implies: (text) => ({ kind: guessKind(text) }),
    },
  ],
  searches: {
    newest: {
      spl: `| inputlookup smtp_watch_findings
| sort 20 -raised_time, -score
| table raised_time, severity, detection, entity, entity_type, score`,
    },
    loudest: {
      spl: `${EVENTS}
| stats count AS messages dc(recipient) AS recipients dc(src_user) AS senders BY src
| sort 20 -messages`,
    },
    mail: {
      spl: `${EVENTS} $kind$
| table _time, src, dest, sender_address, recipient, subject, helo, last_reply, action, visibility, message_id, internal_message_id,
    file_name, file_hash`,
    },
    summary: {
      base: 'mail',
      spl: `
| stats count AS messages min(_time) AS first_time max(_time) AS last_time dc(src) AS sources dc(dest) AS servers
    dc(sender_address) AS senders dc(recipient) AS recipients count(eval(action="blocked")) AS refused
| where messages>0
| eval refused_share=100*refused/messages, first=strftime(first_time, "%Y-%m-%d %H:%M"), last=strftime(last_time, "%Y-%m-%d %H:%M")`,
    },
    timeline: {
      base: 'mail',
      spl: `
| eval outcome=${OUTCOME}
| timechart count BY outcome`,
    },
    peers: {
      base: 'mail',
      spl: `
| fillnull value="-" sender_address
| stats count AS messages max(_time) AS last_time BY sender_address recipient
| sort 100 -messages, -last_time
| eval sender_address=nullif(sender_address, "-")`,
    },
    routes: {
      base: 'mail',
      spl: `
| stats count AS messages count(eval(action="blocked")) AS refused values(helo) AS helos BY src dest
| eval helos=mvindex(helos, 0, 4)
| sort 100 -messages`,
    },
    messages: {
      base: 'mail',
      spl: `
| sort 100 -_time
| table _time, src, dest, sender_address, recipient, subject, last_reply, action, message_id, internal_message_id`,
    },
    files: {
      base: 'mail',
      spl: `
| search file_name=*
| stats count AS messages dc(sender_address) AS senders values(file_hash) AS hashes max(_time) AS last_time BY file_name
| eval hashes=mvindex(hashes, 0, 4)
| sort 50 -messages, -last_time`,
    },
    logins: {
      spl: `\`smtp_watch_login_events\` (user=$entity|s$ OR src=$entity|s$)
| stats count AS attempts count(eval(action="failure")) AS failed count(eval(action="success")) AS succeeded
    max(_time) AS last_time BY user src
| sort 100 -attempts, -last_time`,
    },
    rate: {
      spl: `${EVENTS} src=$entity|s$
${RATE_SOURCES}`,
    },
    neighbours: {
      spl: `${EVENTS}
| stats count AS messages dc(src_user) AS senders max(_time) AS last_time BY src
| eval asked=$entity|s$
| \`smtp_watch_neighbours(src, network)\`
| \`smtp_watch_neighbours(asked, asked_network)\`
| where network=asked_network AND src!=asked
| sort 50 -messages
| table src, messages, senders, last_time`,
    },
    judged: {
      spl: `${JUDGED_EVENTS} $kind$
| ${JUDGE_SENDERS}
| eval reasons=mvjoin(spoof_reasons, ", ")
| fillnull value="-" from_address reasons
| stats count AS messages max(spoof_score) AS score max(_time) AS last_time BY spoof_verdict from_address reasons
| sort 50 -score, -messages
| eval from_address=nullif(from_address, "-"), reasons=nullif(reasons, "-")`,
    },
    account: {
      spl: `| \`smtp_watch_account_events\`
| search user=$entity|s$
| smtpaccount by user`,
    },
    legs: {
      spl: `${ALL_MAIL} (message_id=$entity|s$ OR internal_message_id=$entity|s$)
| sort 50 _time
| eval way=mvjoin(path, " ← ")
| table _time, sourcetype, src, dest, sender_address, recipient, status_code, tls, is_copy, way, internal_message_id`,
    },
    connections: {
      spl: `index=* uid=* NOT (${EVENTS})
    [search ${EVENTS} (message_id=$entity|s$ OR internal_message_id=$entity|s$) uid=* | dedup uid | head 50 | fields uid]
| sort 50 _time
| eval text=coalesce(msg, filename)
| table _time, sourcetype, service, duration, version, cipher, note, text`,
    },
    findings: {
      spl: `| inputlookup smtp_watch_findings
| search entity=$entity|s$ OR related=$entity|s$
| lookup smtp_watch_triage key OUTPUT status owner
| fillnull value="new" status
| sort 50 -score, -last_time
| table severity, detection, entity, entity_type, score, reasons, first_time, last_time, status, owner`,
    },
  },
  panels: {
    newest: {
      kind: 'table',
      title: 'Newest findings',
      search: 'newest',
      when: isFree,
      columns: [
        { field: 'raised_time', title: 'Raised (UTC)', format: 'time' },
        { field: 'severity', title: 'Severity', format: 'verdict' },
        { field: 'score', title: 'Score', format: 'score' },
        { field: 'detection', title: 'Detection', format: 'word' },
        { field: 'entity', title: 'About', format: 'text', entityIn: 'entity_type' },
      ],
      drilldown: [],
      help: 'What the alerts said last. Follow a name to look into it, or type one above.',
      empty: 'No alert has found anything yet. Type a name above to look into it.',
    },
    loudest: {
      kind: 'table',
      title: 'Loudest sources',
      search: 'loudest',
      when: isFree,
      columns: [
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'messages', title: 'Rows', format: 'number' },
        { field: 'senders', title: 'Senders', format: 'number' },
        { field: 'recipients', title: 'Recipients', format: 'number' },
      ],
      drilldown: [],
      help: 'Hosts with the most rows in the time range: sessions without mail and encrypted ones among them.',
      empty: 'No host sent mail in this time range.',
    },
    messages: {
      kind: 'single',
      title: 'Messages',
      search: 'summary',
      when: isAsked,
      value: 'messages',
      format: 'number',
      caption: 'from {first} to {last} UTC',
      help: 'Rows of the mail logs in which it has a part, in any role.',
      empty: 'No row of this time range names it. Choose another kind or a longer time range.',
    },
    senders: {
      kind: 'single',
      title: 'Senders',
      search: 'summary',
      when: isAsked,
      value: 'senders',
      format: 'number',
      caption: 'different envelope senders',
      help: 'Different envelope senders (MAIL FROM) of these rows.',
      empty: 'None.',
    },
    recipients: {
      kind: 'single',
      title: 'Recipients',
      search: 'summary',
      when: isAsked,
      value: 'recipients',
      format: 'number',
      caption: 'different envelope recipients',
      help: 'Different envelope recipients (RCPT TO) of these rows.',
      empty: 'None.',
    },
    sources: {
      kind: 'single',
      title: 'Sources',
      search: 'summary',
      when: isAsked,
      value: 'sources',
      format: 'number',
      caption: 'hosts that connected to {servers} servers',
      help: 'Different hosts that these rows came from.',
      empty: 'None.',
    },
    refused: {
      kind: 'single',
      title: 'Refused',
      search: 'summary',
      when: isAsked,
      value: 'refused_share',
      format: 'share',
      caption: '{refused} of {messages} rows',
      help: 'Share of these rows that a server blocked.',
      empty: 'None.',
    },
    timeline: {
      kind: 'timechart',
      title: 'Mail over time',
      search: 'timeline',
      when: isAsked,
      seriesColours: OUTCOME_COLOURS,
      help: 'Its rows over time by what became of them.',
      empty: 'No row of this time range names it.',
    },
    findings: {
      kind: 'table',
      title: 'Findings about it',
      search: 'findings',
      when: isAsked,
      columns: [
        { field: 'severity', title: 'Severity', format: 'verdict' },
        { field: 'score', title: 'Score', format: 'score' },
        { field: 'detection', title: 'Detection', format: 'word' },
        { field: 'entity', title: 'About', format: 'text', entityIn: 'entity_type' },
        { field: 'status', title: 'Status', format: 'word' },
        { field: 'reasons', title: 'Reasons', format: 'list' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
      ],
      drilldown: [],
      help: 'Findings of all times that are about it, or name it beside what they are about.',
      empty: 'No alert has found anything about it.',
    },
    rate: {
      kind: 'table',
      title: 'As a sender of mail',
      search: 'rate',
      when: isOneOf('ip'),
      columns: [
        { field: 'verdict', title: 'Verdict', format: 'verdict' },
        { field: 'spam_score', title: 'Score', format: 'score' },
        { field: 'messages', title: 'Rows', format: 'number' },
        { field: 'peak_messages', title: 'Peak in 5 min', format: 'number' },
        { field: 'distinct_recipients', title: 'Recipients', format: 'number' },
        { field: 'reasons', title: 'Reasons', format: 'list' },
      ],
      drilldown: [],
      help: 'What smtpspamrate says of it: sender of spam, of bulk mail, relay, scanner or none of them.',
      empty: 'It sent no mail in this time range.',
    },
    account: {
      kind: 'table',
      title: 'As an account',
      search: 'account',
      when: isOneOf('address', 'user'),
      columns: [
        { field: 'verdict', title: 'Verdict', format: 'verdict' },
        { field: 'account_score', title: 'Score', format: 'score' },
        { field: 'places', title: 'Places', format: 'number' },
        { field: 'place', title: 'Most suspicious', format: 'word' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'recipients', title: 'Recipients', format: 'number' },
        { field: 'reasons', title: 'Reasons', format: 'list' },
      ],
      drilldown: [],
      help: 'What smtpaccount says of it: log-ins from new places and what was sent after them.',
      empty: 'No log shows it as an account of this organisation that logged in or sent mail.',
    },
    judged: {
      kind: 'table',
      title: 'Is the sender who it claims to be',
      search: 'judged',
      when: isOneOf('address', 'domain', 'message'),
      columns: [
        { field: 'spoof_verdict', title: 'Verdict', format: 'verdict' },
        { field: 'score', title: 'Score', format: 'score' },
        { field: 'from_address', title: 'From', format: 'text', entity: 'address' },
        { field: 'reasons', title: 'Reasons', format: 'text' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
      ],
      drilldown: ['spoof_verdict', 'from_address'],
      help: 'What smtpspoof says of the messages in which it has a part.',
      empty: 'No row of this time range names it.',
    },
    neighbours: {
      kind: 'table',
      title: 'Neighbours',
      search: 'neighbours',
      when: isOneOf('ip'),
      columns: [
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'messages', title: 'Rows', format: 'number' },
        { field: 'senders', title: 'Senders', format: 'number' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
      ],
      drilldown: ['src'],
      help: 'Other sources of the same /24 (IPv4) or /64 (IPv6).',
      empty: 'No other source of its network sent mail in this time range.',
    },
    legs: {
      kind: 'table',
      title: 'Way of the message',
      search: 'legs',
      source: 'copies',
      when: isOneOf('message'),
      columns: [
        { field: '_time', title: 'Time (UTC)', format: 'time' },
        { field: 'sourcetype', title: 'Seen by', format: 'word' },
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'dest', title: 'Server', format: 'word', entity: 'server' },
        { field: 'recipient', title: 'Recipients', format: 'text', entity: 'address' },
        { field: 'status_code', title: 'Reply', format: 'reply' },
        { field: 'tls', title: 'TLS', format: 'word' },
        { field: 'way', title: 'Received, newest first', format: 'text' },
      ],
      drilldown: ['internal_message_id'],
      help: 'Every log that has the message: what sensors saw on each leg, and what mail servers said of it.',
      empty: 'No log of this time range has a message of that name.',
    },
    connections: {
      kind: 'table',
      title: 'Its connections',
      search: 'connections',
      when: isOneOf('message'),
      columns: [
        { field: '_time', title: 'Time (UTC)', format: 'time' },
        { field: 'sourcetype', title: 'Log', format: 'word' },
        { field: 'service', title: 'Service', format: 'word' },
        { field: 'duration', title: 'Seconds', format: 'number' },
        { field: 'version', title: 'TLS', format: 'word' },
        { field: 'cipher', title: 'Cipher', format: 'word' },
        { field: 'note', title: 'Note', format: 'text' },
        { field: 'text', title: 'Text or file', format: 'text' },
      ],
      drilldown: [],
      help: "What Zeek's other logs (conn, ssl, files, notice, weird) say of the connections that carried it.",
      empty: 'No other log of a sensor has its connections: conn.log, ssl.log and notice.log of Zeek do.',
    },
    peers: {
      kind: 'table',
      title: 'Who wrote to whom',
      search: 'peers',
      when: isOneOf('address', 'domain', 'ip', 'server', 'user', 'campaign'),
      columns: [
        { field: 'sender_address', title: 'Sender', format: 'text', entity: 'address' },
        { field: 'recipient', title: 'Recipient', format: 'text', entity: 'address' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
      ],
      drilldown: ['sender_address', 'recipient'],
      help: 'Pairs of envelope sender and recipient, the busiest 100.',
      empty: 'No row of this time range names a recipient beside it.',
    },
    routes: {
      kind: 'table',
      title: 'Hosts',
      search: 'routes',
      when: isOneOf('address', 'domain', 'ip', 'server', 'user', 'campaign'),
      columns: [
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'dest', title: 'Server', format: 'word', entity: 'server' },
        { field: 'messages', title: 'Rows', format: 'number' },
        { field: 'refused', title: 'Refused', format: 'number' },
        { field: 'helos', title: 'HELO', format: 'list' },
      ],
      drilldown: ['src', 'dest'],
      help: 'Which hosts brought its mail to which servers, and what they called themselves.',
      empty: 'No row of this time range names it.',
    },
    logins: {
      kind: 'table',
      title: 'Log-ins',
      search: 'logins',
      when: isOneOf('address', 'ip', 'user'),
      columns: [
        { field: 'user', title: 'User', format: 'text', entity: 'user' },
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'attempts', title: 'Attempts', format: 'number' },
        { field: 'failed', title: 'Failed', format: 'number' },
        { field: 'succeeded', title: 'Succeeded', format: 'number' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
      ],
      drilldown: [],
      help: 'Log-ins to mail by this user, or from this address. Sensors see none: logs of mail servers do.',
      empty: 'No log-in by it or from it in this time range; sensors see none, logs of mail servers do.',
    },
    files: {
      kind: 'table',
      title: 'Files',
      search: 'files',
      when: isAsked,
      columns: [
        { field: 'file_name', title: 'File', format: 'text' },
        { field: 'messages', title: 'Messages', format: 'number' },
        { field: 'senders', title: 'Senders', format: 'number' },
        { field: 'hashes', title: 'Hashes', format: 'list' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
      ],
      drilldown: ['file_name'],
      help: 'Names of attachments of these messages, with the hashes that a sensor made of them.',
      empty: 'No attachment is known: a sensor logs them where it sees unencrypted mail (files.log of Zeek).',
    },
    rows: {
      kind: 'table',
      title: 'Newest messages',
      search: 'messages',
      when: isAsked,
      columns: [
        { field: '_time', title: 'Time (UTC)', format: 'time' },
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'dest', title: 'Server', format: 'word', entity: 'server' },
        { field: 'sender_address', title: 'Sender', format: 'text', entity: 'address' },
        { field: 'recipient', title: 'Recipients', format: 'text', entity: 'address' },
        { field: 'subject', title: 'Subject', format: 'text' },
        { field: 'last_reply', title: 'Last reply', format: 'text' },
        { field: 'message_id', title: 'Message-ID', format: 'text', entity: 'message' },
      ],
      drilldown: ['internal_message_id'],
      help: 'The newest 100 rows in which it has a part. Select one to see all its fields.',
      empty: 'No row of this time range names it. Choose another kind or a longer time range.',
    },
  },
  layout: [
    { height: 420, panels: { newest: 3, loudest: 2 } },
    { height: 112, panels: { messages: 1, senders: 1, recipients: 1, sources: 1, refused: 1 } },
    { height: 300, panels: { timeline: 1 } },
    { height: 200, panels: { findings: 1 } },
    { height: 200, panels: { rate: 3, neighbours: 2 } },
    { height: 200, panels: { account: 1 } },
    { height: 220, panels: { legs: 1 } },
    { height: 220, panels: { connections: 1 } },
    { height: 240, panels: { judged: 1 } },
    { height: 300, panels: { peers: 1, routes: 1 } },
    { height: 260, panels: { logins: 7, files: 6 } },
    { height: 380, panels: { rows: 1 } },
  ],
} as const satisfies Dashboard;

export default investigate;
