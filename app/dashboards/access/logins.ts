import type { DashboardPart } from '../../model/dashboard';
import { LOGINS, NEEDS_LOGINS } from './login-events';

const NO_FAILURE =
  'No log-in failed in this time range, or no log tells of log-ins: a sensor sees none, add the logs of the mail servers.';

/** Log-ins, and whose fail. */
export const logins = {
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
  },
} as const satisfies DashboardPart;
