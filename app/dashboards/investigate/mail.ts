import type { DashboardPart } from '../../model/dashboard';
import { EVENTS, OUTCOME, OUTCOME_COLOURS } from '../../model/mail-events';
import { isAsked, isOneOf } from './kinds';

/** The mail in which it has a part. */
export const mail = {
  searches: {
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
  },
  panels: {
    messages: {
      kind: 'single',
      title: 'Messages',
      search: 'summary',
      when: isAsked,
      value: 'messages',
      format: 'number',
      caption: 'from {first} to {last} UTC',
      help: 'Rows of the mail logs in which it has a part, in any role: an address in the envelope, as user, or in the headers From and Reply-To.',
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
    peers: {
      kind: 'table',
      title: 'Who wrote to whom',
      search: 'peers',
      when: isOneOf('address', 'domain', 'subdomains', 'ip', 'server', 'user', 'campaign'),
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
      when: isOneOf('address', 'domain', 'subdomains', 'ip', 'server', 'user', 'campaign'),
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
} as const satisfies DashboardPart;
