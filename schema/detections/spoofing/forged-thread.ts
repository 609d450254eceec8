import type { Detection } from '../../detection';

/** Marks of answers and forwards, as people's mail programs write them. */
const MARK = '(?:re|fwd?|aw|wg|sv|tr|rv|antw)';
/** The same at the beginning of an encoded word: base64 of their three or four letters with the colon (RFC 2047). */
const ENCODED_MARK =
  '(?:UmU6|UkU6|cmU6|Rnc6|Rlc6|Znc6|QVc6|QXc6|V0c6|V2c6|U1Y6|U3Y6|VFI6|VHI6|UlY6|UnY6|RndkO|RldEO|RldkO|ZndkO|QW50d|QU5UV)';
const IS_REPLY = [
  `match(subject, "(?i)^[[:space:]]*${MARK}[[:space:]]*:")`,
  `match(subject, "(?i)^=[?][^?]{1,40}[?]q[?]${MARK}(?::|=3A)")`,
  `match(subject, "^=[?][^?]{1,40}[?][bB][?]${ENCODED_MARK}")`,
].join(' OR ');

/** Answers in conversations that never were. */
export const forgedThread: Detection = {
  name: 'forged-thread',
  title: 'Forged thread',
  notices:
    'Finds replies and forwards that come under the name and local part of somebody known, from a domain that is new and to which nobody here has written.',
  matters:
    "A stolen conversation is continued from a domain of the attacker's: the reader sees a known name and an answer, and goes on where it was left.",
  wrong:
    'It is wrong about people who answer from a new employer or a private domain with the same local part.',
  needs: 'Headers with subject, which only sensors log; the longer the range, the more people are known.',
  cost: 'One pass over seven days of messages by smtpspoof, once an hour, and one row for each correspondent.',
  techniques: ['T1566', 'T1656'],
  entity: 'address',
  severity: 'high',
  schedule: { cron: '28 * * * *', earliest: '-7d@h', latest: '-1m@m', silence: '7d' },
  response: [
    'Look at the conversation that it claims to continue: is the true partner part of it, from the domain known before?',
    'Ask the true partner whether their mailbox was read by others.',
    'Block the new domain, and find out who answered.',
  ],
  search: `\`smtp_watch_senders\`
| where isnotnull(from_address)
| eval is_out=if(match(from_domain, \`smtp_watch_own_domain_regex\`), 1, 0), is_reply=if(is_out=0 AND (${IS_REPLY}), 1, 0), is_threadless=if(is_reply=1 AND isnull(in_reply_to), 1, 0)
| eval party=if(is_out=1, lower(recipient), from_address), in_time=if(is_out=0, _time, null()), out_time=if(is_out=1, _time, null()), in_name=if(is_out=0, lower(from_name), null()), in_src=if(is_out=0, src, null()), in_id=if(is_out=0 AND match(message_id, "^<.+>$"), message_id, null())
| stats count(in_time) AS count min(in_time) AS first_time max(in_time) AS last_time min(out_time) AS first_out sum(is_reply) AS replies sum(is_threadless) AS threadless values(in_name) AS name values(in_src) AS src values(in_id) AS message_id by party
| where match(party, "^[^@]+@[^@]+$")
| eval local=replace(party, "@.*$", ""), name=mvindex(name, 0), since=min(first_time, first_out)
| eventstats dc(party) AS parties dc(name) AS names min(since) AS known_since min(first_out) AS written_to by local
| where parties>1 AND parties<4 AND names=1 AND isnotnull(name) AND replies>0 AND (known_since<first_time OR (isnull(first_out) AND isnotnull(written_to))) AND (isnull(first_out) OR first_out>first_time) AND len(local)>=6 AND match(local, "^[a-z0-9_-]+(?:[.][a-z0-9._-]+|[0-9]+)$|^[a-z0-9_-]{9,}$") AND NOT match(local, "^(?:no-?reply|newsletter|support|service|accounting|bookkeeping|marketing|postmaster|webmaster|information|reception)")
| eval entity=party, score=if(threadless>0, 75, 65), reasons=mvappend("known_person: the local part of somebody who writes or is written to at another domain, and no other name than theirs", "new_domain: nobody here had written to this address before", "reply: " . replies . " of " . count . " messages say to be answers", if(threadless>0, "no_thread: " . threadless . " of them name no message that they answer", null())), related=mvindex(mvappend(src, message_id), 0, 49)`,
  drilldown: '`smtp_watch_senders` | search from_address=$entity$',
};
