import type { DashboardPart } from '../../model/dashboard';
import { LOGINS, NEEDS_LOGINS } from './login-events';

/** What smtplogin reads of a log-in. */
const LOGIN_FIELDS = '| fields _time, src, user, action, app, signature';

/** Who guesses passwords, and where it worked. */
export const guesses = {
  searches: {
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
  },
  panels: {
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
  },
} as const satisfies DashboardPart;
