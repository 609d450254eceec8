import type { DashboardPart } from '../../model/dashboard';
import { EVENTS, JUDGE_SENDERS, JUDGED_EVENTS, RATE_SOURCES } from '../../model/mail-events';
import { FINDING } from './finding-link';
import { isAsked, isOneOf } from './kinds';

/** What alerts and commands say of it, and who logged in. */
export const verdicts = {
  searches: {
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
    logins: {
      spl: `\`smtp_watch_login_events\` (user=$entity|s$ OR src=$entity|s$)
| stats count AS attempts count(eval(action="failure")) AS failed count(eval(action="success")) AS succeeded
    max(_time) AS last_time BY user src
| sort 100 -attempts, -last_time`,
    },
    findings: {
      spl: `| inputlookup smtp_watch_findings
| search entity=$entity|s$ OR related=$entity|s$
| lookup smtp_watch_triage key OUTPUT status owner
| fillnull value="new" status
| sort 50 -score, -last_time
| table severity, detection, entity, entity_type, score, reasons, first_time, last_time, status, owner, key`,
    },
  },
  panels: {
    findings: {
      kind: 'table',
      title: 'Findings about it',
      search: 'findings',
      when: isAsked,
      columns: [
        { field: 'severity', title: 'Severity', format: 'verdict' },
        { field: 'score', title: 'Score', format: 'score' },
        { field: 'detection', title: 'Detection', format: 'word', leads: FINDING },
        { field: 'entity', title: 'About', format: 'text', entityIn: 'entity_type' },
        { field: 'status', title: 'Status', format: 'word' },
        { field: 'reasons', title: 'Reasons', format: 'list' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
      ],
      drilldown: [],
      help: 'Findings of all times that are about it, or name it beside what they are about. A detection leads to the finding.',
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
      when: isOneOf('address', 'domain', 'subdomains', 'message'),
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
  },
} as const satisfies DashboardPart;
