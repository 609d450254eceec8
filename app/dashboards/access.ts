import type { Dashboard, EventSource } from '../model/dashboard';
import { MAIL_DASHBOARD } from '../model/mail-events';

const LOGINS = '`smtp_watch_login_events`';
const SUBMISSIONS = '`smtp_watch_submissions`';
/** What smtplogin reads of a log-in. */
const LOGIN_FIELDS = '| fields _time, src, user, action, app, signature';

const LOGIN_EVENTS: EventSource = {
  spl: LOGINS,
  filters: {
    user: { title: 'user' },
    src: { title: 'source' },
    dest: { title: 'server' },
    action: { title: 'action' },
    app: { title: 'service' },
    authentication_method: { title: 'method' },
    signature: { title: 'reason' },
    domain: { title: 'domain', command: '`smtp_watch_login_domain`' },
  },
  columns: [
    { field: '_time', title: 'Time (UTC)', format: 'time' },
    { field: 'user', title: 'User', format: 'text', entity: 'user' },
    { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
    { field: 'dest', title: 'Server', format: 'word', entity: 'server' },
    { field: 'app', title: 'Service', format: 'word' },
    { field: 'action', title: 'Action', format: 'word' },
    { field: 'signature', title: 'Reason', format: 'text' },
  ],
};

const ACCOUNT_EVENTS: EventSource = {
  spl: `((${LOGINS}) OR (${SUBMISSIONS}))`,
  filters: { user: { title: 'account' }, src: { title: 'source' } },
  columns: [
    { field: '_time', title: 'Time (UTC)', format: 'time' },
    { field: 'user', title: 'Account', format: 'text', entity: 'user' },
    { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
    { field: 'app', title: 'Log-in to', format: 'word' },
    { field: 'action', title: 'Action', format: 'word' },
    { field: 'recipient', title: 'Recipients', format: 'text', entity: 'address' },
    { field: 'subject', title: 'Subject', format: 'text' },
  ],
};

const SERVER_EVENTS: EventSource = {
  spl: '`smtp_watch_server_events`',
  filters: {
    dest: { title: 'server' },
    fault: { title: 'fault', command: '`smtp_watch_server_fault`' },
  },
  columns: [
    { field: '_time', title: 'Time (UTC)', format: 'time' },
    { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
    { field: 'dest', title: 'Server', format: 'word', entity: 'server' },
    { field: 'dest_port', title: 'Port', format: 'word' },
    { field: 'commands', title: 'Commands', format: 'text' },
    { field: 'version', title: 'TLS', format: 'word' },
    { field: 'last_reply', title: 'Last reply', format: 'text' },
  ],
};

const NEEDS_LOGINS =
  'No log of this time range tells of log-ins: a sensor sees none, add the logs of the mail servers (Postfix, Dovecot, Exim, Sendmail, Exchange).';
const NO_FAILURE =
  'No log-in failed in this time range, or no log tells of log-ins: a sensor sees none, add the logs of the mail servers.';
const NEEDS_DOMAINS =
  'Without own domains nothing counts as foreign: name them in smtp_watch_own_domains (docs/lookups.md).';

const access = {
  ...MAIL_DASHBOARD,
  name: 'access',
  title: 'Access',
  description: 'Who logs in, who guesses passwords, and what the own servers let happen.',
  events: {
    ...MAIL_DASHBOARD.events,
    logins: LOGIN_EVENTS,
    accounts: ACCOUNT_EVENTS,
    servers: SERVER_EVENTS,
  },
  searches: {
    totals: {
      spl: `${LOGINS}
| stats count AS logins count(eval(action="failure")) AS failures dc(user) AS users dc(src) AS sources
| eval failed=if(logins>0, 100*failures/logins, null())`,
    },
    traffic: {
      spl: `${LOGINS}
| timechart count BY action`,
    },
    failures: {
      spl: `${LOGINS} action=failure user!="unknown"
| stats count AS failures BY user src`,
    },
    failedUsers: {
      base: 'failures',
      spl: `
| stats sum(failures) AS failures BY user
| sort 9 -failures, user`,
    },
    sprayed: {
      base: 'failures',
      spl: `
| eventstats dc(user) AS reach BY src
| eventstats sum(failures) AS total BY user
| sort 0 -reach, src
| streamstats dc(src) AS src_rank
| where src_rank<=30
| sort 0 -total, user
| streamstats dc(user) AS user_rank
| where user_rank<=12
| sort 0 src_rank, user_rank
| table user src failures`,
    },
    guessing: {
      spl: `${LOGINS}
${LOGIN_FIELDS}
| smtplogin window=5m by src
| where verdict!="normal"`,
    },
    guessed: {
      base: 'guessing',
      spl: `
| stats count AS guessers sum(guesses) AS guesses dc(guessed_users) AS users dc(broken_users) AS broken
    dc(eval(if(isnotnull(broken_users), src, null()))) AS breakers`,
    },
    guessers: {
      base: 'guessing',
      spl: `
| sort 50 -login_score, -guesses`,
    },
    broken: {
      base: 'guessing',
      spl: `
| where isnotnull(broken_users)
| eval reasons=mvfilter(match(reasons, "^success_after_failures:")), user=broken_users
| eval how=mvmap(reasons, replace(reasons, "^success_after_failures: (?:[^ ]+ logged in from [^ ]+, )?", ""))
| mvexpand user
| sort 50 -login_score, -last_time
| table user src last_time how`,
    },
    distributed: {
      spl: `${LOGINS}
${LOGIN_FIELDS}
| \`smtp_watch_login_domain\`
| smtplogin window=5m by domain
| eval reasons=mvfilter(match(reasons, "^distributed:"))
| where isnotnull(reasons)
| sort 50 -login_score, -guesses`,
    },
    accounts: {
      spl: `| \`smtp_watch_accounts\`
| where verdict!="normal"
| eval src=place`,
    },
    stolen: {
      base: 'accounts',
      spl: `
| stats count(eval(verdict="stolen")) AS stolen count(eval(verdict="suspected")) AS suspected`,
    },
    suspects: {
      base: 'accounts',
      spl: `
| sort 50 -account_score, -place_messages`,
    },
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
| lookup smtp_watch_server_faults fault OUTPUT title risk advice postfix exim exchange
| eval dest=server
| sort 50 -risk, -count`,
    },
  },
  panels: {
    logins: {
      kind: 'single',
      title: 'Log-ins',
      search: 'totals',
      value: 'logins',
      format: 'number',
      caption: '{users} users from {sources} sources',
      help: 'Log-ins to mail servers that worked or failed, as the servers logged them. One failure may leave several lines: the password check, the answer and the end of the session.',
      empty: NEEDS_LOGINS,
    },
    failed: {
      kind: 'single',
      title: 'Failed log-ins',
      search: 'totals',
      value: 'failed',
      format: 'share',
      caption: '{failures} of {logins} lines',
      help: 'Share of the log-ins that failed.',
      empty: NEEDS_LOGINS,
    },
    guessers: {
      kind: 'single',
      title: 'Guessers',
      search: 'guessed',
      value: 'guessers',
      format: 'number',
      caption: '{guesses} tries at {users} users',
      help: 'Sources that guess passwords, as smtplogin says: brute force, spraying, slow guessing, or a log-in that worked after guesses.',
      empty: NEEDS_LOGINS,
    },
    broken: {
      kind: 'single',
      title: 'Guessed users',
      search: 'guessed',
      value: 'broken',
      format: 'number',
      caption: 'from {breakers} sources',
      help: 'Users whose log-in worked from a source that had guessed at passwords before.',
      empty: NEEDS_LOGINS,
    },
    stolen: {
      kind: 'single',
      title: 'Stolen accounts',
      search: 'stolen',
      value: 'stolen',
      format: 'number',
      caption: 'and {suspected} suspected',
      help: 'Accounts that smtpaccount calls stolen: entered in a suspicious way and then used in two at least.',
      empty: NEEDS_LOGINS,
    },
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
    traffic: {
      kind: 'timechart',
      title: 'Log-ins over time',
      search: 'traffic',
      source: 'logins',
      seriesColours: { success: '#3a9d5d', failure: '#d65c44' },
      help: 'Log-ins over time that worked and that failed. Select a column to see them.',
      empty: NEEDS_LOGINS,
    },
    failedUsers: {
      kind: 'ranking',
      title: 'Users with failed log-ins',
      search: 'failedUsers',
      source: 'logins',
      label: 'user',
      value: 'failures',
      unit: 'failed log-ins',
      format: 'text',
      help: 'Users whose log-ins failed most often, from whatever source. Names are shown as they were tried, not every one exists; log-ins without a name are left out.',
      empty: NO_FAILURE,
    },
    guessing: {
      kind: 'table',
      title: 'Who guesses passwords',
      search: 'guessers',
      source: 'logins',
      columns: [
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'verdict', title: 'Verdict', format: 'verdict' },
        { field: 'login_score', title: 'Score', format: 'score' },
        { field: 'guesses', title: 'Guesses', format: 'number' },
        { field: 'peak_failures', title: 'Peak in 5 min', format: 'number' },
        { field: 'users', title: 'Users', format: 'number' },
        { field: 'broken_users', title: 'Got in as', format: 'text', entity: 'user' },
        { field: 'last_time', title: 'Last seen (UTC)', format: 'time' },
        { field: 'reasons', title: 'Reasons', format: 'list' },
      ],
      drilldown: ['src'],
      help: 'Sources that smtplogin does not call normal, worst first. A user’s own mistyped password and a device with an old one are no guesses.',
      empty:
        'smtplogin found no source that guesses in this time range. It needs the log-ins of the mail servers; a sensor sees none.',
    },
    sprayed: {
      kind: 'matrix',
      title: 'Failed log-ins by user and source',
      search: 'sprayed',
      source: 'logins',
      row: { field: 'user', title: 'User', entity: 'user' },
      column: { field: 'src', title: 'Source', entity: 'ip' },
      value: 'failures',
      unit: 'failed log-ins',
      help: 'How often the log-ins of a user failed from a source: the 30 sources that tried the most users, and of those the 12 users who failed most. A column of many users is spraying, a row of many sources is distributed guessing, one deep cell is brute force or an old password.',
      empty: NO_FAILURE,
    },
    distributed: {
      kind: 'table',
      title: 'Guessed at from many sources',
      search: 'distributed',
      source: 'logins',
      columns: [
        { field: 'domain', title: 'Domain', format: 'word', entity: 'domain' },
        { field: 'login_score', title: 'Score', format: 'score' },
        { field: 'guesses', title: 'Guesses', format: 'number' },
        { field: 'users', title: 'Users', format: 'number' },
        { field: 'sources', title: 'Sources', format: 'number' },
        { field: 'reasons', title: 'Reasons', format: 'list' },
      ],
      drilldown: ['domain'],
      help: 'Domains whose users are guessed at by more sources of few tries each than the usual noise explains: each of them alone looks harmless. A name without a domain counts to the one that most log-ins have.',
      empty:
        'No domain was guessed at from many sources in this time range. The range is also what the usual noise is measured by: a day at least shows more.',
    },
    brokenUsers: {
      kind: 'table',
      title: 'Log-ins after guesses',
      search: 'broken',
      source: 'logins',
      columns: [
        { field: 'user', title: 'User', format: 'text', entity: 'user' },
        { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
        { field: 'last_time', title: 'Last (UTC)', format: 'time' },
        { field: 'how', title: 'How', format: 'list' },
      ],
      drilldown: ['user', 'src'],
      help: 'Users whose log-in worked from where passwords had been guessed: ask them by telephone, then change the password.',
      empty: 'No log-in worked after guesses in this time range.',
    },
    suspects: {
      kind: 'table',
      title: 'Accounts that look stolen',
      search: 'suspects',
      source: 'accounts',
      columns: [
        { field: 'user', title: 'Account', format: 'text', entity: 'user' },
        { field: 'verdict', title: 'Verdict', format: 'verdict' },
        { field: 'account_score', title: 'Score', format: 'score' },
        { field: 'src', title: 'Entered from', format: 'word', entity: 'ip' },
        { field: 'first_time', title: 'Since (UTC)', format: 'time' },
        { field: 'place_messages', title: 'Messages', format: 'number' },
        { field: 'recipients', title: 'Recipients', format: 'number' },
        { field: 'new_recipients', title: 'New', format: 'number' },
        { field: 'refused', title: 'Refused', format: 'number' },
        { field: 'reasons', title: 'Chain of evidence', format: 'list' },
      ],
      drilldown: ['user', 'src'],
      help: 'What smtpaccount says of accounts: how they were entered and what was sent from there in the day after. New are recipients that the account had never written to, refused those that bounced.',
      empty:
        'smtpaccount found no account in this time range that was entered or used as if it were stolen. It compares with what came before: a week shows more than an hour.',
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
        { field: 'exchange', title: 'Exchange', format: 'text' },
      ],
      drilldown: ['fault', 'dest'],
      help: 'What own servers were seen to allow: mail at port 587 and log-ins without TLS, TLS older than 1.2, answers to VRFY. Only what happened is seen: no row is no proof that a server is set up well.',
      empty:
        'No own server was seen in this time range to take passwords or mail at port 587 without TLS, to use TLS older than 1.2, or to answer VRFY. Logs of Postfix 3, Exim or Dovecot, or a sensor, would show it.',
    },
  },
  layout: [
    { height: 112, panels: { logins: 1, failed: 1, guessers: 1, broken: 1, stolen: 1, relayed: 1 } },
    { height: 300, panels: { traffic: 2, failedUsers: 1 } },
    { height: 400, panels: { guessing: 1 } },
    { height: 510, panels: { sprayed: 1 } },
    { height: 220, panels: { brokenUsers: 1, distributed: 1 } },
    { height: 280, panels: { suspects: 1 } },
    { height: 300, panels: { relaying: 1 } },
    { height: 240, panels: { scans: 1, injections: 1 } },
    { height: 320, panels: { faults: 1 } },
  ],
} as const satisfies Dashboard;

export default access;
