import type { Detection } from '../../detection';

/** Windows of a day, one every half. Ten strangers' names and more refused than taken: a mistyped or former colleague is one or two. */
const WINDOW = 86_400;

/** Who tries names until a server takes one. */
export const RECIPIENT_HARVEST: Detection = {
  name: 'recipient-harvest',
  title: 'Recipient harvest',
  notices: 'Finds sources outside that try many recipients of which most do not exist.',
  matters:
    'Whoever guesses names learns which mailboxes there are, for spam, phishing and password guessing.',
  wrong:
    'It is wrong about a server that passes on mail for people of whom most have left, such as a very old mailing list.',
  needs:
    'Replies to RCPT: mail server logs, or Zeek where the session was neither encrypted nor ended by QUIT after the refusal.',
  cost: 'One pass over the messages of a day from outside, counted by source.',
  techniques: ['T1589.002', 'T1087.003'],
  entity: 'ip',
  severity: 'medium',
  schedule: { cron: '10,40 * * * *', earliest: '-24h@m', latest: '-2m@m', silence: '1d' },
  response: [
    'Block the source at the border, or let the server slow down or drop clients after some unknown recipients.',
    'Look which recipients it found: they are the next to get lures and guesses of passwords.',
    'Make sure that the server checks recipients before it takes mail, and that VRFY and EXPN are off.',
  ],
  search: `(\`smtp_watch_events\`) OR (\`smtp_watch_submissions\`)
| fields _time, src, src_user, helo, recipient, last_reply, status_code, signature, action, message_id
| where isnotnull(recipient) AND match(src, "^[0-9.]+$|:")
| \`smtp_watch_inside(src, is_inside)\`
| where is_inside="false"
| eval reply=if(match(last_reply, "^[45]"), last_reply, status_code . " " . signature)
| \`smtp_watch_explain_reply(reply)\`
| eval unknown=if(reply_category="unknown_recipient" AND NOT match(reply, "^50"), recipient, null()),
  found=if(action="delivered", recipient, null()),
  window=mvappend(floor(_time / ${WINDOW / 2}), floor(_time / ${WINDOW / 2}) - 1)
| stats dc(unknown) AS unknown dc(found) AS found values(found) AS related dc(src_user) AS senders dc(helo) AS helos dc(message_id) AS count min(_time) AS first_time max(_time) AS last_time by src, window
| where unknown>=\`smtp_watch_harvest_recipients\` AND unknown>=found * 2
| eval entity=src, step=\`smtp_watch_step(unknown)\`,
  score=45 + min(25, unknown / 4) + if(found>0, 10, 0) + if(senders>=3, 10, 0) + if(helos>=3, 10, 0),
  reasons=mvappend("unknown_recipients: " . unknown . " recipients that do not exist within a day",
    if(found>0, "found_recipients: " . found . " recipients were taken", null()),
    if(senders>=3, "changing_senders: " . senders . " senders", null()),
    if(helos>=3, "changing_helos: " . helos . " HELO names", null()))
| sort 0 entity, -score, -unknown
| dedup entity
| eval related=mvindex(related, 0, 49)`,
  drilldown: '(`smtp_watch_events`) OR (`smtp_watch_submissions`) src=$entity$',
};
