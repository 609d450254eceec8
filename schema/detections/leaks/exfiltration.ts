import type { Detection } from '../../detection';

/** Most bytes of a message without a file worth speaking of: texts with pictures in signatures stay below. */
const LARGE_MESSAGE = 250_000;
/** Least bytes to one mailbox that are a leak at all. */
const LEAST_BYTES = 1_000_000;
/** Messages to one mailbox this far apart, in seconds, are of two occasions. */
const PAUSE = 6 * 3_600;
/** Parts of a split archive differ by their last part and their headers alone. */
const SAME_SIZE_SHARE = 0.02;
/** Times the upper quartile of the sender's own occasions; people's occasions vary by about that. */
const FAR_ABOVE_USUAL = 10;
/** Hours from the middle of the sender's own day; a long working day ends seven hours from it. */
const HOURS_OFF = 8;
/** Length of the mean direction of the sender's times of day from which on that middle means something. */
const LEAST_FOCUS = 0.35;
/** Several large files to a mailbox that nobody else knows and that never answers are enough, one alone is not. */
const RAISED_FROM = 65;

const POINTS = {
  one_way: 35,
  several_files: 20,
  same_name: 25,
  equal_parts: 20,
  public_mailbox: 15,
  off_hours: 15,
  above_usual: 10,
  archives: 10,
  partner: -50,
} as const;

const ARCHIVES = '(?i)[.](?:zip|7z|rar|tar|t?gz|bz2|xz|zst|iso|gpg|pgp|z?[0-9]{2,3})$';

const points = (code: keyof typeof POINTS): string => `if(isnotnull(${code}), ${POINTS[code]}, 0)`;

/** Notices files that leave for a mailbox which only the sender knows. */
export const exfiltration: Detection = {
  name: 'exfiltration',
  title: 'Files leave by mail',
  notices:
    'Finds people who send many or large files to one mailbox outside that nobody else writes to and that never answers.',
  matters:
    'Volume alone points at those who send drawings to customers; a mailbox that one person alone knows, of the same name or at night, tells a leak.',
  wrong:
    'It is wrong about the first delivery of many files to a new customer who has not answered yet and is not among the partners.',
  needs:
    'Messages with sender, recipients and size or attachments: mail server logs, or Zeek where the way out is not encrypted. Several days make "usual" meaningful.',
  cost: 'One pass over the mail of eight days; a row for each message and mailbox outside is sorted once.',
  techniques: ['T1048.003', 'T1048.002', 'T1020', 'T1030'],
  entity: 'user',
  severity: 'high',
  needsOwnDomains: true,
  schedule: { cron: '15 * * * *', earliest: '-8d@h', latest: '-5m@m', silence: '1d' },
  response: [
    'Look at the messages to the mailbox: what the files are, and whether the sender has a reason.',
    'Ask the sender, or HR and legal first where the sender is about to leave.',
    'If the sender knows of nothing, the account is stolen: reset it, and look for other log-ins.',
    'Block the mailbox at the gateway; add it to the partners when it is a customer.',
  ],
  search: `(\`smtp_watch_events\`) OR (\`smtp_watch_submissions\`) recipient=*
| fields _time, src, dest, src_user, recipient, message_id, size, file_size, file_name, action
| where isnull(action) OR action!="blocked"
| stats min(_time) AS sent max(size) AS size sum(file_size) AS file_bytes values(recipient) AS recipient values(file_name) AS file_name by message_id, src_user, src, dest
| eval bytes=coalesce(size, file_bytes, 0), mailbox=mvdedup(mvappend(recipient, src_user))
| stats min(sent) AS sent max(bytes) AS bytes values(src) AS src values(file_name) AS file_name by message_id, src_user, mailbox
| where match(mailbox, "@") AND NOT match(mailbox, \`smtp_watch_own_domain_regex\`)
| eval author=if(match(src_user, \`smtp_watch_own_domain_regex\`), src_user, null()), is_answer=if(mailbox=src_user, 1, null()), angle=2*pi()*(sent%86400)/86400, east=sin(angle), north=cos(angle)
| eventstats dc(author) AS writers count(is_answer) AS answers by mailbox
| where isnotnull(author)
| eventstats avg(east) AS east avg(north) AS north by author
| sort 0 author, mailbox, sent
| streamstats current=f window=1 last(sent) AS before by author, mailbox
| eval begins=if(sent-before<=${PAUSE}, 0, 1), is_large=if(bytes>=${LARGE_MESSAGE}, 1, 0)
| streamstats sum(begins) AS occasion by author, mailbox
| eventstats median(bytes) AS middle by author, mailbox, occasion
| eval is_equal=if(is_large=1 AND abs(bytes-middle)<=${SAME_SIZE_SHARE}*middle, 1, 0)
| stats count AS messages sum(bytes) AS bytes sum(is_large) AS large sum(is_equal) AS equal max(middle) AS middle min(sent) AS first_time max(sent) AS last_time max(writers) AS writers max(answers) AS answers max(east) AS east max(north) AS north values(src) AS src values(file_name) AS file_name by author, mailbox, occasion
| eventstats count AS occasions perc75(bytes) AS usual by author
| where bytes>=${LEAST_BYTES}
| eval domain=replace(mailbox, "^.*@", ""), hours=abs((first_time%86400)/3600-atan2(east, north)*12/pi()), hours=round(min(abs(hours), abs(24-hours), abs(48-hours)), 1), megabytes=round(bytes/1000000, 1)
| \`smtp_watch_suffixes(domain, parents)\`
| lookup smtp_watch_mail_domains domain AS parents OUTPUT kind
| lookup smtp_watch_partners domain AS parents OUTPUT domain AS partner expires AS partner_expires
| \`smtp_watch_same_name(author, mailbox)\`
| eval packed=mvfilter(match(file_name, "${ARCHIVES}"))
| eval one_way=if(writers=1 AND answers=0, "one_way: nobody else here writes to " . mailbox . ", and it never writes back", null()),
  several_files=if(large>=3, "several_files: " . large . " large messages, " . megabytes . " MB together, to " . mailbox, null()),
  same_name=if(is_same_name=1, "same_name: " . mailbox . " is named like the sender", null()),
  equal_parts=if(equal>=3 AND equal>=0.6*messages, "equal_parts: " . equal . " messages of the same " . round(middle/1000) . " kB", null()),
  public_mailbox=if(isnotnull(mvfilter(match(kind, "freemail|disposable"))), "public_mailbox: anyone gets a mailbox at " . domain, null()),
  off_hours=if(sqrt(east*east+north*north)>=${LEAST_FOCUS} AND hours>=${HOURS_OFF}, "off_hours: " . hours . " hours from the middle of the sender's day", null()),
  above_usual=if(occasions>=5 AND bytes>=${FAR_ABOVE_USUAL}*usual, "above_usual: " . megabytes . " MB, three in four of the sender's occasions stay below " . round(usual/1000000, 2), null()),
  archives=if(isnotnull(packed), "archives: " . mvcount(packed) . " packed files", null()),
  partner=if(isnotnull(mvfilter(partner_expires=0 OR partner_expires>now())), "partner: " . domain . " is a partner's", null())
| eval score=${Object.keys(POINTS)
    .map((code) => points(code as keyof typeof POINTS))
    .join('+')}, reasons=mvappend(${Object.keys(POINTS).join(', ')})
| where score>=${RAISED_FROM}
| stats max(score) AS score values(reasons) AS reasons min(first_time) AS first_time max(last_time) AS last_time sum(messages) AS count sum(megabytes) AS megabytes values(mailbox) AS mailbox values(src) AS src by author
| eval entity=author, related=mvindex(mvappend(mailbox, src), 0, 49), step=\`smtp_watch_step(megabytes)\``,
  drilldown: '(`smtp_watch_events`) OR (`smtp_watch_submissions`) src_user=$entity$',
};
