import type { DashboardPart } from '../../model/dashboard';

const NEEDS_DOMAINS =
  'Without own domains nothing counts as foreign: name them in smtp_watch_own_domains (docs/lookups.md).';

/** What own servers were tried with, and what they let happen. */
export const servers = {
  searches: {
    relays: {
      spl: `| \`smtp_watch_relays\`
| where verdict!="normal"`,
    },
    relayed: {
      base: 'relays',
      spl: `
| stats sum(accepted) AS accepted sum(confirmed) AS confirmed sum(denied) AS denied
| fillnull value=0 accepted confirmed denied`,
    },
    relaying: {
      base: 'relays',
      spl: `
| sort 50 -relay_score, -attempts
| lookup smtp_watch_server_faults fault AS verdict OUTPUT advice`,
    },
    scans: {
      spl: `| \`smtp_watch_scans\`
| sort 50 -score, -count`,
    },
    injections: {
      spl: `| \`smtp_watch_injections\`
| sort 50 -score, -count`,
    },
    faults: {
      spl: `\`smtp_watch_server_events\`
| \`smtp_watch_server_fault\`
| stats count min(_time) AS first_time max(_time) AS last_time dc(src) AS clients BY fault server
| lookup smtp_watch_server_faults fault OUTPUT title risk advice postfix exim sendmail exchange
| eval dest=server
| sort 50 -risk, -count`,
    },
  },
  panels: {
    relayed: {
      kind: 'single',
      title: 'Relayed mail',
      search: 'relayed',
      value: 'accepted',
      format: 'number',
      caption: '{confirmed} seen to leave, {denied} refused',
      help: 'Messages of strangers for strangers that own servers took, and of these the ones that were seen to leave for a foreign server.',
      empty: NEEDS_DOMAINS,
    },
    relaying: {
      kind: 'table',
      title: 'Relaying',
      search: 'relaying',
      columns: [
        { field: 'src', title: 'Client', format: 'word', entity: 'ip' },
        { field: 'verdict', title: 'Verdict', format: 'verdict' },
        { field: 'server', title: 'Own server', format: 'word', entity: 'server' },
        { field: 'attempts', title: 'Attempts', format: 'number' },
        { field: 'denied', title: 'Refused', format: 'number' },
        { field: 'accepted', title: 'Taken', format: 'number' },
        { field: 'confirmed', title: 'Left', format: 'number' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
        { field: 'reasons', title: 'Reasons', format: 'list' },
        { field: 'advice', title: 'What to do', format: 'text' },
      ],
      drilldown: ['src'],
      help: 'Clients outside that gave own servers mail of strangers for strangers. Refused is noise; taken is an open door; left is the proof: the same message was seen to go on to a foreign server. A server has a row for its address and one for the name it logs under.',
      empty: `Nobody outside tried to send mail to strangers through own servers in this time range. ${NEEDS_DOMAINS}`,
    },
    scans: {
      kind: 'table',
      title: 'Scanners',
      search: 'scans',
      columns: [
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'score', title: 'Score', format: 'score' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
        { field: 'reasons', title: 'Reasons', format: 'list' },
      ],
      drilldown: ['src'],
      help: 'Sources that look at mail servers and bring no mail: names of scanners, connections that say nothing, commands out of place, one server after the other.',
      empty:
        'Nobody scanned mail servers in this time range. Connections that say nothing are in conn.log and in logs of Postfix alone.',
    },
    injections: {
      kind: 'table',
      title: 'Commands in envelopes',
      search: 'injections',
      columns: [
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'score', title: 'Score', format: 'score' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
        { field: 'reasons', title: 'Reasons', format: 'list' },
      ],
      drilldown: ['src'],
      help: 'Shell commands and string expansions in senders, recipients and HELO names, the accepted ones first. Some mail servers have run such text as root.',
      empty: 'No envelope of this time range holds a shell command or a string expansion.',
    },
    faults: {
      kind: 'table',
      title: 'Faults of own servers',
      search: 'faults',
      source: 'servers',
      columns: [
        { field: 'title', title: 'Fault', format: 'text' },
        { field: 'risk', title: 'Risk', format: 'score' },
        { field: 'dest', title: 'Server', format: 'word', entity: 'server' },
        { field: 'count', title: 'Seen', format: 'number' },
        { field: 'clients', title: 'Clients', format: 'number' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
        { field: 'advice', title: 'What to change', format: 'text' },
        { field: 'postfix', title: 'Postfix, Dovecot', format: 'text' },
        { field: 'exim', title: 'Exim', format: 'text' },
        { field: 'sendmail', title: 'sendmail', format: 'text' },
        { field: 'exchange', title: 'Exchange', format: 'text' },
      ],
      drilldown: ['fault', 'dest'],
      help: 'What own servers were seen to allow: mail at port 587 and log-ins without TLS, TLS older than 1.2, answers to VRFY. Only what happened is seen: no row is no proof that a server is set up well.',
      empty:
        'No own server was seen in this time range to take passwords or mail at port 587 without TLS, to use TLS older than 1.2, or to answer VRFY. Logs of Postfix 3, Exim or Dovecot, or a sensor, would show it.',
    },
  },
} as const satisfies DashboardPart;
