import type { Detection } from '../../detection';

/** Times the messages an hour that the mailbox gets otherwise: shared mailboxes meet many strangers every hour. */
const TIMES_USUAL = 4;
const WINDOW = 3_600;

/** Notices a mailbox that is buried under mail of strangers. */
export const emailBombing: Detection = {
  name: 'email-bombing',
  title: 'Mailbox buried under mail',
  notices: 'Finds people who get mail of many domains never seen before within an hour.',
  matters:
    'The flood hides one message, of a bank or a shop, or prepares a call of somebody who claims to be the help desk.',
  wrong:
    'It is wrong about a mailbox that was put on a public web page the same hour, and about the first hour of a new log of a shared mailbox.',
  needs:
    'Messages with recipients and envelope sender: Zeek where mail comes unencrypted, or mail server logs. Subjects (Zeek alone) sharpen it.',
  cost: 'One pass over the mail of a day every ten minutes; a row for each recipient and sender domain.',
  techniques: ['T1667'],
  entity: 'address',
  severity: 'high',
  needsOwnDomains: true,
  schedule: { cron: '2-59/10 * * * *', earliest: '-1d@m', latest: '-1m@m', silence: '1d' },
  response: [
    'Call the person: nobody from the help desk will call, and no remote control is to be granted.',
    'Look for the message that the flood hides: orders, transfers, changed passwords.',
    'Let the gateway hold back mail of unknown senders to this person for a day.',
  ],
  search: `\`smtp_watch_events\` recipient=*
| fields _time, recipient, src_user_domain, subject
| eval is_signup=if(match(subject, "(?i)welcome|confirm|verify|activat|subscri|registr|newsletter"), 1, 0)
| stats min(_time) AS sent count AS messages sum(is_signup) AS signups by recipient, src_user_domain
| where src_user_domain!="unknown" AND match(recipient, \`smtp_watch_own_domain_regex\`) AND NOT match(src_user_domain, \`smtp_watch_own_domain_regex\`)
| eventstats min(sent) AS domain_start by src_user_domain
| eventstats sum(messages) AS received by recipient
| eventstats min(sent) AS range_start max(sent) AS range_end
| where sent<domain_start+${WINDOW}
| eval _time=tonumber(sent)
| sort 0 _time
| streamstats time_window=1h count AS domains by recipient
| eventstats max(domains) AS peak by recipient
| eval usual=(received-peak)/max(1, (range_end-range_start)/${WINDOW}-1), peak_time=if(domains=peak, sent, null())
| where peak>=\`smtp_watch_bombing_domains\` AND peak>=${TIMES_USUAL}*usual
| eventstats min(peak_time) AS peak_end by recipient
| where sent>peak_end-2*${WINDOW}
| stats max(peak) AS peak max(usual) AS usual sum(messages) AS count sum(signups) AS signups min(sent) AS first_time max(sent) AS last_time values(src_user_domain) AS strangers by recipient
| eval entity=recipient, score=min(95, 45+round(peak/2)+if(signups>=5, 15, 0)), related=mvindex(strangers, 0, 49), step=\`smtp_watch_step(count)\`,
  reasons=mvappend("new_senders: " . peak . " domains never seen before wrote within an hour, " . count . " messages in all",
  "above_usual: " . round(usual, 1) . " messages an hour otherwise",
  if(signups>=5, "signups: " . signups . " subjects speak of welcome, confirmation or subscription", null()))`,
  drilldown: '`smtp_watch_events` recipient=$entity$',
};
