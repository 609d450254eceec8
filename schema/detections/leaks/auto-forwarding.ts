import type { Detection } from '../../detection';

/** Fewer may be chance: one thread with a copy to somebody outside. */
const LEAST_MESSAGES = 5;
/** A rule that hands on everything; filters keep some spam back from it. */
const LEAST_SHARE = 0.75;
/** Of so many messages half is enough: rules often hand on what comes from outside alone, or from some people. */
const MANY_MESSAGES = 20;
const LEAST_SHARE_OF_MANY = 0.5;
/** A mailbox with more targets is a list with members outside. */
const MOST_TARGETS = 2;
/** A rule answers at once; greylisting may hold the copy back for some minutes. In seconds. */
const LONGEST_WAY = 3_600;

/** Notices a rule that hands on a whole mailbox. */
export const autoForwarding: Detection = {
  name: 'auto-forwarding',
  title: 'Mailbox forwards outside',
  notices: 'Finds mailboxes that hand on all they get to a mailbox outside.',
  matters:
    'Whoever took over an account reads along through such a rule for months after its password was changed.',
  wrong:
    'It is wrong about staff allowed to read mail elsewhere, and about aliases that belong to somebody outside: add those to the allowlist.',
  needs:
    'Both arrivals of a message under one Message-ID: mail server logs, or Zeek where both ways are not encrypted. Rules that write a new message with a new Message-ID are not seen.',
  cost: 'One pass over the mail of two days; a row for each message and recipient is sorted once.',
  techniques: ['T1114.003'],
  entity: 'user',
  severity: 'high',
  needsOwnDomains: true,
  schedule: { cron: '45 * * * *', earliest: '-2d@h', latest: '-5m@m', silence: '7d' },
  response: [
    'Look at the rules of the mailbox, and remove the one that forwards.',
    'Ask its owner: if nobody set the rule, the account is stolen. End its sessions, reset it, look for the log-in that set the rule.',
    'Tell who wrote to the mailbox meanwhile what was read along.',
  ],
  search: `(\`smtp_watch_events\`) OR (\`smtp_watch_submissions\`) recipient=*
| fields _time, recipient, message_id
| stats min(_time) AS arrived by message_id, recipient
| eval is_own=if(match(recipient, \`smtp_watch_own_domain_regex\`), 1, 0), own_arrived=if(is_own=1, arrived, null())
| eventstats min(own_arrived) AS own_first by message_id
| eval onward=if(is_own=0 AND arrived>own_first AND arrived<=own_first+${LONGEST_WAY}, recipient, null())
| eventstats values(onward) AS onward by message_id
| where is_own=1
| sort 0 recipient, arrived
| streamstats count AS number by recipient
| eventstats count AS all_mail by recipient
| stats count AS count min(number) AS first_number max(all_mail) AS all_mail min(arrived) AS first_time max(arrived) AS last_time by recipient, onward
| eval received=all_mail-first_number+1, share=count/received
| where count>=${LEAST_MESSAGES} AND (share>=${LEAST_SHARE} OR (count>=${MANY_MESSAGES} AND share>=${LEAST_SHARE_OF_MANY}))
| eventstats dc(onward) AS targets by recipient
| where targets<=${MOST_TARGETS}
| sort 0 - count
| stats first(recipient) AS entity list(recipient) AS aliases max(count) AS count first(received) AS received max(share) AS share min(first_time) AS first_time max(last_time) AS last_time by onward
| eval domain=replace(onward, "^.*@", "")
| \`smtp_watch_suffixes(domain, parents)\`
| lookup smtp_watch_mail_domains domain AS parents OUTPUT kind
| lookup smtp_watch_partners domain AS parents OUTPUT domain AS partner expires AS partner_expires
| where isnull(mvfilter(partner_expires=0 OR partner_expires>now()))
| eval is_public=if(isnotnull(mvfilter(match(kind, "freemail|disposable"))), 1, 0)
| eval reasons=mvappend("handed_on: " . count . " of " . received . " messages since the first went on to " . onward,
  if(is_public=1, "public_mailbox: anyone gets a mailbox at " . domain, null()),
  if(mvcount(aliases)>1, "aliases: mail to " . mvjoin(mvindex(aliases, 1, 5), ", ") . " goes the same way", null())),
  score=60+15*is_public+if(count>=20, 10, 0)+if(share>=0.95, 5, 0), related=mvappend(onward, mvindex(aliases, 1, 40)), step=\`smtp_watch_step(count)\``,
  drilldown: '(`smtp_watch_events`) OR (`smtp_watch_submissions`) recipient=$entity$',
};
