import type { Detection } from '../../detection';

/** Reference (RITA) takes four events; mail has fewer events and more machines that keep time. */
const LEAST_MESSAGES = 6;
/** Median distance of the intervals from their median, as a share of it: people are above 0.4, cron and sleep() with jitter below. */
const MOST_SPREAD = 0.12;
/** Shorter intervals are bursts, in seconds. */
const SHORTEST_PERIOD = 60;
/** Shorter series may be chance, in seconds. */
const SHORTEST_SERIES = 3_600;
/** A host that writes to more mailboxes outside is a server of mail. */
const MOST_MAILBOXES = 3;

/** Notices machines that report outside at equal intervals. */
export const beacon: Detection = {
  name: 'beacon',
  title: 'Mail at equal intervals',
  notices:
    'Finds hosts that write to one mailbox outside at equal intervals, where the mailbox is public, new here, or reached past the own servers.',
  matters: 'Malware reports and asks for orders by mail, because mail is let out of every network.',
  wrong:
    'It is wrong about a new monitor, backup or power supply that reports to somebody outside who is no partner.',
  needs:
    'Messages with source and recipients: Zeek where mail leaves unencrypted, or mail server logs. Of sessions under TLS no recipient is known.',
  cost: 'One pass over the mail of two days; a row for each message and mailbox outside is sorted once.',
  techniques: ['T1071.003'],
  entity: 'ip',
  severity: 'medium',
  needsOwnDomains: true,
  schedule: { cron: '39 * * * *', earliest: '-2d@h', latest: '-5m@m', silence: '7d' },
  response: [
    'Find the program on the host that sends: a desk computer that mails by itself is infected until proved otherwise.',
    'Look at the messages: subjects and texts without sense, of one size, are no reports.',
    'Block port 25 from everywhere but the mail servers.',
    'Add a monitor that is meant to report outside to the allowlist, or its mailbox to the partners.',
  ],
  search: `\`smtp_watch_events\` recipient=*
| fields _time, uid, src, dest, src_user, recipient, message_id
| eval seen_dest=if(isnotnull(uid), dest, null())
| eval mailbox=mvdedup(mvappend(recipient, src_user))
| stats min(_time) AS sent earliest(src) AS src earliest(seen_dest) AS seen_dest earliest(src_user) AS src_user by message_id, mailbox
| where match(mailbox, "@") AND NOT match(mailbox, \`smtp_watch_own_domain_regex\`)
| eventstats min(sent) AS range_start
| eventstats min(sent) AS mailbox_start dc(src) AS sources by mailbox
| \`smtp_watch_inside(seen_dest, inside)\`
| eval past_own=if(inside="false", mailbox, null())
| eventstats dc(past_own) AS direct_mailboxes by src
| where mailbox!=src_user
| sort 0 src, mailbox, sent
| streamstats current=f window=1 last(sent) AS before by src, mailbox
| eval gap=sent-before
| eventstats count AS count median(gap) AS period by src, mailbox
| where count>=${LEAST_MESSAGES} AND period>=${SHORTEST_PERIOD}
| eval off=abs(gap-period)
| stats max(count) AS count max(period) AS period median(off) AS off min(sent) AS first_time max(sent) AS last_time max(range_start) AS range_start max(mailbox_start) AS mailbox_start max(sources) AS sources max(direct_mailboxes) AS direct_mailboxes dc(past_own) AS is_direct values(seen_dest) AS seen_dest values(src_user) AS senders by src, mailbox
| eval spread=off/period
| where spread<=${MOST_SPREAD} AND last_time-first_time>=${SHORTEST_SERIES}
| \`smtp_watch_inside(src, inside)\`
| where inside="true"
| eval domain=replace(mailbox, "^.*@", "")
| \`smtp_watch_suffixes(domain, parents)\`
| lookup smtp_watch_mail_domains domain AS parents OUTPUT kind
| lookup smtp_watch_partners domain AS parents OUTPUT domain AS partner expires AS partner_expires
| where isnull(mvfilter(partner_expires=0 OR partner_expires>now()))
| eval public_mailbox=if(isnotnull(mvfilter(match(kind, "freemail|disposable"))), "public_mailbox: anyone gets a mailbox at " . domain, null()),
  new_mailbox=if(mailbox_start>=first_time AND first_time>range_start+2*period, "new_mailbox: no mail with " . mailbox . " before, though " . round((first_time-range_start)/3600, 1) . " hours are known", null()),
  direct=if(is_direct=1 AND sources=1 AND direct_mailboxes<=${MOST_MAILBOXES}, "direct: " . src . " goes straight to the server " . mvjoin(mvindex(seen_dest, 0, 2), ", ") . ", past the own ones", null())
| where isnotnull(public_mailbox) OR isnotnull(new_mailbox) OR isnotnull(direct)
| eval equal_intervals="equal_intervals: " . count . " messages to " . mailbox . ", one every " . round(period/60, 1) . " minutes, half of them within " . round(off, 1) . " seconds of it",
  alone=if(sources=1, "alone: no other host has mail with " . mailbox, null()),
  score=35+if(isnotnull(public_mailbox), 15, 0)+if(isnotnull(new_mailbox), 15, 0)+if(isnotnull(alone), 10, 0)+if(isnotnull(direct), 15, 0)+if(spread<=0.03, 5, 0)+if(last_time-first_time>=21600, 10, 0)
| sort 0 - score
| stats max(score) AS score list(equal_intervals) AS equal_intervals values(public_mailbox) AS public_mailbox values(new_mailbox) AS new_mailbox values(alone) AS alone values(direct) AS direct sum(count) AS count min(first_time) AS first_time max(last_time) AS last_time values(mailbox) AS mailbox values(senders) AS senders by src
| eval entity=src, reasons=mvappend(equal_intervals, public_mailbox, new_mailbox, direct, alone), related=mvindex(mvappend(mailbox, senders), 0, 49)`,
  drilldown: '`smtp_watch_events` src=$entity$',
};
