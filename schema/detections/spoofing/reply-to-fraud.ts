import type { Detection } from '../../detection';

/** Answers that go to somebody else. */
export const replyToFraud: Detection = {
  name: 'reply-to-fraud',
  title: 'Reply-To fraud',
  notices:
    "Finds mail whose answers would go to a free mailbox that is not the sender's, or from a partner to an organisation that did not send it.",
  matters: "The sender's address is forged and may be well known; the fraud begins with the answer.",
  wrong:
    'It is wrong about small firms that really have their answers sent to a free mailbox, and about partners with a help desk elsewhere.',
  needs: 'Headers, which only sensors log; partners sharpen it.',
  cost: 'One pass over the messages of the range by smtpspoof.',
  techniques: ['T1672', 'T1566'],
  entity: 'address',
  severity: 'high',
  schedule: { cron: '2-59/5 * * * *', earliest: '-25m@m', latest: '-1m@m', silence: '7d' },
  response: [
    'Compare From with Reply-To, and ask the sender over a known number.',
    'Find out who answered: search outgoing mail to the Reply-To address.',
    'Block the Reply-To address for outgoing mail.',
  ],
  search: `\`smtp_watch_senders\`
| where isnotnull(mvfilter(match(spoof_reasons, "^reply_to_"))) AND spoof_score>=45
| eval entity=lower(replace(reply_to, "(?s)^(?:.*[<[:space:]])?([^<>[:space:]]+@[^<>[:space:]]+).*$", "\\1"))
| where match(entity, "^[^@[:space:]]+@[^@[:space:]]+$")
| \`smtp_watch_forgeries(entity)\``,
  drilldown: '`smtp_watch_senders` | where like(lower(reply_to), "%" . $entity$ . "%")',
};
