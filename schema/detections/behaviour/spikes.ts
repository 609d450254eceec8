import type { Detection } from '../../detection';

/** Whole days of history of the hourly spikes: a week and the day in question. Three weeks would tell hours of the week apart. */
const EARLIEST = '-8d@h';
/** Least messages or recipients in an hour above the usual: mail that one person writes by hand stays below. */
const LEAST_MESSAGES = 10;
const LEAST_RECIPIENTS = 20;

/** Messages at the first server that took them; what it passes on to others is not sent once more. */
const FIRST_LEGS = `| stats min(_time) AS sent values(recipient) AS recipient by message_id, src, src_user
| eventstats min(sent) AS first_sent by message_id
| where sent=first_sent
| eval _time=tonumber(sent)`;

/** Mail to people outside: a note to everybody in the house, or an alarm to its own people, is nothing that leaks or spams. */
const OUTSIDE = `| eval outside=mvfilter(match(recipient, "@") AND NOT match(recipient, \`smtp_watch_own_domain_regex\`))
| where isnotnull(outside)`;

/** Puts the spikes of a field beside the hours that they are in. */
const spikesOf = (field: string, by: string, effect: number): string =>
  `| appendpipe [| smtpbaseline span=1h field=${field} effect=${effect} by ${by} | where verdict="spike" | mvexpand spike_starts | eval _time=tonumber(spike_starts)]`;

const SPIKE = {
  cost: 'One pass over the mail of eight days to a row for each sender and hour, which smtpbaseline judges: a million rows of a thousand hosts in about three seconds.',
  needsOwnDomains: true,
  schedule: { cron: '9 * * * *', earliest: EARLIEST, latest: '-1m@m', silence: '1d' },
} as const;

/** Notices hosts that suddenly send much. */
export const volumeSpike: Detection = {
  ...SPIKE,
  name: 'volume-spike',
  title: 'Host sends more than ever',
  notices: 'Finds hosts inside that send far more messages outside in an hour than they are used to.',
  matters:
    'A fixed limit lets the desk computer pass that sends a hundred messages at night, and stops the shop that sends a thousand every day.',
  wrong:
    'It is wrong about a mailing that happens for the second time, and about a machine that got a new task; after some times it knows them.',
  needs:
    'Messages with source and recipients, from the first server on: mail server logs, or Zeek between desks and server. Seven hours of history of the host.',
  techniques: ['T1566', 'T1586.002'],
  entity: 'ip',
  severity: 'high',
  response: [
    'Look at the messages of the hour: one text to many strangers is spam.',
    'If nobody sat at the host then, take it off the network and look for malware.',
    'Let the server limit how many messages an hour a host may hand over.',
  ],
  search: `(\`smtp_watch_events\`) OR (\`smtp_watch_submissions\`) recipient=*
| fields _time, src, src_user, recipient, message_id
${FIRST_LEGS}
${OUTSIDE}
| \`smtp_watch_inside(src, inside)\`
| where inside="true"
| bin _time span=1h
| stats count AS messages values(src_user) AS senders by _time, src
${spikesOf('messages', 'src', LEAST_MESSAGES)}
| stats values(verdict) AS verdict max(baseline_score) AS score max(messages) AS messages values(senders) AS senders values(reasons) AS reasons by _time, src
| where verdict="spike"
| stats max(score) AS score sum(messages) AS count values(senders) AS senders values(reasons) AS reasons min(_time) AS first_time max(_time) AS last_hour by src
| eval entity=src, last_time=last_hour+3599, related=mvindex(senders, 0, 49), step=\`smtp_watch_step(count)\`,
  reasons=mvappend(reasons, if(mvcount(senders)>=5, "changing_senders: " . mvcount(senders) . " senders in these hours", null()))`,
  drilldown: '`smtp_watch_events` src=$entity$',
};

/** Notices senders that suddenly write to many. */
export const recipientSpike: Detection = {
  ...SPIKE,
  schedule: { ...SPIKE.schedule, cron: '14 * * * *' },
  name: 'recipient-spike',
  title: 'Sender writes to more than ever',
  notices:
    'Finds senders inside that write to far more different people outside in an hour than they are used to.',
  matters:
    'Whoever has stolen an account writes to all whom it knows; the number of messages may stay small, many recipients in each.',
  wrong: 'It is wrong about somebody who announces a new address or sends an invitation for the first time.',
  needs:
    'Messages with sender and recipients: mail server logs, or Zeek where mail is not encrypted. Seven hours of history of the sender.',
  techniques: ['T1566', 'T1586.002'],
  entity: 'address',
  severity: 'medium',
  response: [
    'Look at the messages: one text or one link to all recipients is a stolen account or a mailing of its owner.',
    'Ask the owner. If it was not the owner, end the sessions of the account and reset its password.',
    'Tell the recipients that the message was not meant for them.',
  ],
  search: `(\`smtp_watch_events\`) OR (\`smtp_watch_submissions\`) recipient=*
| fields _time, src, src_user, recipient, message_id
| where match(src_user, \`smtp_watch_own_domain_regex\`)
${FIRST_LEGS}
${OUTSIDE}
| bin _time span=1h
| stats count AS messages dc(outside) AS recipients values(src) AS sources by _time, src_user
${spikesOf('recipients', 'src_user', LEAST_RECIPIENTS)}
| stats values(verdict) AS verdict max(baseline_score) AS score max(messages) AS messages values(sources) AS sources values(reasons) AS reasons by _time, src_user
| where verdict="spike"
| stats max(score) AS score sum(messages) AS count values(sources) AS sources values(reasons) AS reasons min(_time) AS first_time max(_time) AS last_hour by src_user
| eval entity=src_user, last_time=last_hour+3599, related=mvindex(sources, 0, 49), step=\`smtp_watch_step(count)\``,
  drilldown: '`smtp_watch_events` src_user=$entity$',
};
