import type { Detection } from '../detection';

const LOG_INS = `\`smtp_watch_login_events\`
| fields _time, src, user, action, app, signature`;
const NEEDS =
  'Log-ins of mail servers (Postfix, Dovecot, Exim, Sendmail, Exchange protocol logs), those that worked too; a sensor alone sees none, since a session of AUTH and QUIT leaves no row in smtp.log.';
const COST = 'One pass over the log-ins of the range by smtplogin.';
const OF_SOURCE = '`smtp_watch_login_events` src=$entity$';
const OF_USER = '`smtp_watch_login_events` user=$entity$';

const guessing = (code: string): string => `${LOG_INS}
| smtplogin window=5m by src
| where isnotnull(mvfilter(match(reasons, "^${code}:")))
| eval entity=src, score=login_score, count=guesses, related=mvappend(guessed_users, broken_users), step=\`smtp_watch_step(guesses)\``;

const bruteForce: Detection = {
  name: 'brute-force',
  title: 'Brute force',
  notices: 'Finds sources that try many passwords, ten in any five minutes or a hundred in a day.',
  matters: 'One weak password is enough to send spam in the name of the house, and to read its mail.',
  wrong:
    'It is wrong about a program of the house with a new password in its settings and an old one in its memory, where it never got in before.',
  needs: NEEDS,
  cost: COST,
  techniques: ['T1110.001'],
  entity: 'ip',
  severity: 'medium',
  schedule: { cron: '1-59/5 * * * *', earliest: '-70m@m', latest: '-1m@m', silence: '1d' },
  response: [
    'See whether one of the guesses worked: the alert SMTP - Success after failures says so.',
    'Block the source at the border, or let fail2ban do so; report it to its network.',
    'If the source is inside, look for the program that has an old password, or for malware.',
  ],
  search: guessing('brute_force'),
  drilldown: OF_SOURCE,
};

const passwordSpray: Detection = {
  name: 'password-spray',
  title: 'Password spray',
  notices: 'Finds sources that try a password or two for each of many users, every such source of the range.',
  matters: 'It stays below the limit that locks an account, and finds the one user with a common password.',
  wrong:
    'It is wrong about a new gateway or office behind one address whose users all fail at first, with no log-in that works among them.',
  needs: NEEDS,
  cost: COST,
  techniques: ['T1110.003'],
  entity: 'ip',
  severity: 'high',
  schedule: { cron: '3-59/5 * * * *', earliest: '-70m@m', latest: '-1m@m', silence: '1d' },
  response: [
    'See whether one of the guesses worked: the alert SMTP - Success after failures says so.',
    'Block the source at the border.',
    'Where many of the users exist, ask where the list of them came from.',
  ],
  search: guessing('password_spray'),
  drilldown: OF_SOURCE,
};

const distributedGuessing: Detection = {
  name: 'distributed-guessing',
  title: 'Distributed guessing',
  notices:
    'Finds domains whose users are guessed at by many sources that try three times at most each, more of them in four hours than the usual noise explains.',
  matters: 'A bot network changes its address with each guess: no limit for one source ever sees it.',
  wrong:
    'It is wrong about a day on which many phones outside fail with an old password a few times each, without having logged in before in the range.',
  needs: `${NEEDS} The range of a day is also what the usual noise is measured by.`,
  cost: `${COST} It goes over a day every quarter of an hour.`,
  techniques: ['T1110.003', 'T1110.004'],
  entity: 'domain',
  severity: 'high',
  schedule: { cron: '8-59/15 * * * *', earliest: '-24h@m', latest: '-1m@m', silence: '1d' },
  response: [
    'Look at the users tried: a list of real ones was leaked, and passwords may have been with it.',
    'Let the users concerned change passwords that they use elsewhere too; demand a second factor.',
    'Block the networks at the border, or allow log-ins from known countries alone while it lasts.',
  ],
  search: `${LOG_INS}
| \`smtp_watch_login_domain\`
| smtplogin window=5m by domain
| where isnotnull(mvfilter(match(reasons, "^distributed:")))
| eval entity=domain, score=login_score, count=guesses, related=guessers, step=\`smtp_watch_step(guesses)\``,
  drilldown: '`smtp_watch_login_events` action=failure',
};

const slowGuessing: Detection = {
  name: 'slow-guessing',
  title: 'Slow guessing',
  notices:
    'Finds sources that try many users in a day, no more than twice each, below every limit of an hour.',
  matters: 'Limits of minutes never see it, and it goes on for weeks.',
  wrong: 'It is wrong about an office behind one address whose log-ins all fail all day.',
  needs: NEEDS,
  cost: `${COST} It goes over a day every hour.`,
  techniques: ['T1110.003'],
  entity: 'ip',
  severity: 'medium',
  schedule: { cron: '54 * * * *', earliest: '-25h@m', latest: '-1m@m', silence: '1d' },
  response: [
    'Block the source at the border; what it tries so slowly is seldom the only source: look at its network.',
    'See whether one of the guesses worked: the alert SMTP - Success after failures says so.',
  ],
  search: guessing('low_and_slow'),
  drilldown: OF_SOURCE,
};

const successAfterFailures: Detection = {
  name: 'success-after-failures',
  title: 'Success after failures',
  notices:
    'Finds users whose log-in worked from a source that had guessed before, or after many sources had guessed at them, with the time between.',
  matters: 'This is the guess that was right: from here on the attacker is the user.',
  wrong: 'It is wrong about a user at a new place who remembers the password at the sixth try.',
  needs: NEEDS,
  cost: `${COST} It goes over a day every ten minutes.`,
  techniques: ['T1110', 'T1078'],
  entity: 'user',
  severity: 'critical',
  schedule: { cron: '7-59/10 * * * *', earliest: '-24h@m', latest: '-1m@m', silence: '1d' },
  response: [
    'Ask the user whether it was them, by telephone.',
    'If not: end all sessions of the account, change its password, demand a second factor.',
    'Look for rules that forward mail, and for what was sent since: the alert SMTP - Stolen account.',
    'Look for other users that this source got into.',
  ],
  search: `${LOG_INS}
| smtplogin window=5m by src
| where isnotnull(broken_users)
| fields src, broken_users, reasons, login_score, guesses, first_time, last_time
| mvexpand broken_users
| eval reasons=mvfilter(match(reasons, "^success_after_failures:"))
| stats max(login_score) AS score values(reasons) AS reasons min(first_time) AS first_time max(last_time) AS last_time sum(guesses) AS count values(src) AS related by broken_users
| eval entity=broken_users`,
  drilldown: OF_USER,
};

const stolenAccount: Detection = {
  name: 'stolen-account',
  title: 'Stolen account',
  notices:
    'Finds accounts that were entered from a network never seen before or after guesses, and then sent as never before: the whole chain with its figures.',
  matters:
    'Mail of a real account passes every filter and every partner trusts it; each sign alone is common, the chain is not.',
  wrong:
    'It is wrong about a person on the road who begins there to write to many new people, a part of whom are no more.',
  needs:
    'Log-ins and whole messages of mail servers, and the own domains; subjects, Reply-To and programs come from a sensor that sees the mail on its way out. A sensor alone shows new places only by X-Originating-IP. What is missing is no evidence.',
  cost: 'One pass over the log-ins and messages of a week by smtpaccount, once an hour.',
  techniques: ['T1586.002', 'T1078', 'T1534'],
  entity: 'user',
  severity: 'critical',
  schedule: { cron: '58 * * * *', earliest: '-7d@h', latest: '-1m@m', silence: '1d' },
  response: [
    'Stop the account: end its sessions, change its password, demand a second factor.',
    'Take its messages out of the queue, and those that went to own people out of their mailboxes.',
    'Look for rules that forward its mail, and for other accounts used from the same place.',
    'Tell those who got its mail, and look whether blocklists name your servers now.',
  ],
  search: `| \`smtp_watch_accounts\`
| where verdict="stolen"
| eval entity=user, score=account_score, count=place_messages, related=place, step=\`smtp_watch_step(recipients)\``,
  drilldown: '(`smtp_watch_login_events`) OR (`smtp_watch_submissions`) user=$entity$',
};

/** Who tries passwords, and whose account is stolen. */
export const ACCESS: readonly Detection[] = [
  bruteForce,
  passwordSpray,
  distributedGuessing,
  slowGuessing,
  successAfterFailures,
  stolenAccount,
];
