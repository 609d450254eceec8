import type { Detection } from '../../detection';

/** Headers that no honest mail program writes. */
export const headerForgery: Detection = {
  name: 'header-forgery',
  title: 'Header forgery',
  notices:
    'Finds senders whose headers and envelope show so many signs of forgery together as honest mail hardly ever does: broken From headers, absent or broken Message-IDs, rented hosts, domains drawn by chance, brands in display names; or, by itself, a bad Message-ID on mail from outside to several people.',
  matters:
    "Authentication fails for one forged mail in ten at most; what the forger's program writes wrongly is left in the headers of half of them.",
  wrong:
    'It is wrong about self-made mailers that write broken headers, and blind to real accounts and new domains with everything in order.',
  needs:
    'Headers, which sensors log and mail servers do not; of mail that was encrypted on the wire only the envelope is judged.',
  cost: 'One pass over the messages of the range by smtpspoof.',
  techniques: ['T1672', 'T1566'],
  entity: 'address',
  severity: 'medium',
  schedule: { cron: '2-59/5 * * * *', earliest: '-25m@m', latest: '-1m@m', silence: '7d' },
  response: [
    'Read the reasons: a broken From alone may be a self-made mailer, several together are not.',
    'Look for the same source and the same subject at other recipients, and take the messages back.',
    'Allow the address with an expiry if it is a mailer that somebody knows.',
  ],
  search: `\`smtp_watch_senders\`
| \`smtp_watch_inside(src, inside)\`
| eval is_claim=if(isnull(mvfilter(match(spoof_reasons, "^(own_domain|look_alike_(confusable|typing|affix|sub|other)|vip_name|reply_to_)"))), 0, 1), has_bad_id=if(isnull(mvfilter(match(spoof_reasons, "^message_id_"))) OR inside="true", 0, 1)
| where is_claim=0 AND (spoof_verdict="spoofed" OR (spoof_verdict="suspicious" AND has_bad_id=1))
| eval entity=coalesce(from_address, src)
| \`smtp_watch_forgeries(entity)\`
| where worst>=50 OR recipients>1`,
  drilldown: '`smtp_watch_senders` | search from_address=$entity$',
};
