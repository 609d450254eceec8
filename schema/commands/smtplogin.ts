import type { Command } from '../command';

export const smtplogin = {
  name: 'smtplogin',
  summary:
    'Finds who guesses passwords: brute force, spraying, guessing from many sources or slowly over a day, and log-ins that worked after it.',
  description:
    'Counts failed log-ins of every group exactly, over every sliding window, in both dimensions: different users and different sources. Failures are guesses unless the user is known at that source, mistyped and got in, or a device tries an old password at equal intervals. Lines that tell of the same failure count once: a password check and what the server answered within 10 seconds, and the end of a session up to 3 minutes later. Rows may come in any order.',
  arguments: [
    {
      name: 'window',
      kind: 'duration',
      default: '5m',
      minimumSeconds: 1,
      maximumSeconds: 7200,
      help: 'Length of the sliding window: a window that ends at t holds the events after t minus this length, up to and including t. Slower guessing is looked for in windows twelve times as long and of a day.',
    },
  ],
  by: ['src'],
  type: 'reporting',
  inputs: [
    { as: 'times', fields: ['_time'], column: 'time' },
    { as: 'sources', fields: ['src'], column: 'key' },
    { as: 'users', fields: ['user'], column: 'key' },
    { as: 'actions', fields: ['action'], column: 'key' },
    { as: 'apps', fields: ['app'], column: 'key' },
    { as: 'signatures', fields: ['signature'], column: 'key' },
  ],
  outputs: [
    { name: 'logins', help: 'Number of log-ins of the group, those that failed among them.' },
    { name: 'failures', help: 'Number of log-ins that failed, each counted once.' },
    { name: 'guesses', help: 'Number of failures that may be guesses.' },
    { name: 'users', help: 'Number of different users.' },
    { name: 'sources', help: 'Number of different sources.' },
    { name: 'networks', help: 'Number of different networks of the sources: /24 of IPv4, /64 of IPv6.' },
    { name: 'peak_failures', help: 'Most failures in any one window.' },
    { name: 'peak_users', help: 'Most different users who failed in any one window.' },
    { name: 'peak_sources', help: 'Most different sources that failed in any one window.' },
    { name: 'peak_start', help: 'Time of the first failure in the first window that holds peak_failures.' },
    { name: 'peak_end', help: 'Time of the last failure in that window.' },
    { name: 'slow_users', help: 'Most users of any day who were guessed at no more than twice.' },
    { name: 'first_time', help: 'Time of the first guess; of the first log-in where there is none.' },
    { name: 'last_time', help: 'Time of the last guess or of the log-in that worked after it.' },
    { name: 'login_score', help: 'How much the group looks like guessing, from 0 to 100.' },
    {
      name: 'verdict',
      help: 'The gravest of success_after_failures, distributed, password_spray, brute_force and low_and_slow; else normal.',
    },
    { name: 'reasons', isMultivalue: true, help: 'What was seen, each as a stable code and a sentence.' },
    { name: 'guessers', isMultivalue: true, help: 'Sources that guessed, 50 at most.' },
    { name: 'guessed_users', isMultivalue: true, help: 'Users who were guessed at, 50 at most.' },
    {
      name: 'broken_users',
      isMultivalue: true,
      help: 'Users whose log-in worked after guesses, 50 at most.',
    },
  ],
  examples: [
    {
      search: 'eventtype=smtp_watch_mail_login | smtplogin | where verdict!="normal"',
      comment: 'List the addresses that guess passwords.',
    },
    {
      search: 'eventtype=smtp_watch_mail_login | smtplogin by user | where verdict="distributed"',
      comment: 'Find users who are guessed at from many addresses.',
    },
    {
      search: 'tag=authentication | smtplogin window=10m by dest | where login_score>=60',
      comment: 'Find servers whose users are guessed at, whatever they serve.',
    },
  ],
} as const satisfies Command;
