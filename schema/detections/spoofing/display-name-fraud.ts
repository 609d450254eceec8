import type { Detection } from '../../detection';

/** Known names before unknown addresses. */
export const displayNameFraud: Detection = {
  name: 'display-name-fraud',
  title: 'Display name fraud',
  notices:
    'Finds senders under the name of a guarded person, or with an own domain or a foreign address in their display name, at an address that is not theirs.',
  matters:
    'Phones show the name alone: the chief at a free mailbox asks for gift cards or another bank account.',
  wrong:
    'It is wrong about namesakes, and about private addresses of guarded people that are not in the list.',
  needs: 'Guarded people (smtp_watch_vips), and headers, which only sensors log.',
  cost: 'One pass over the messages of the range by smtpspoof.',
  techniques: ['T1656', 'T1566'],
  entity: 'address',
  severity: 'high',
  schedule: { cron: '1-59/5 * * * *', earliest: '-25m@m', latest: '-1m@m', silence: '7d' },
  response: [
    'Ask the person on the phone whether the mail is theirs; add the address to the list of guarded people if it is.',
    'Warn the recipients, above all those who can pay.',
    'Block the address.',
  ],
  search: `\`smtp_watch_senders\`
| where isnotnull(mvfilter(match(spoof_reasons, "^(vip_name|own_domain_in_name)$"))) OR (spoof_score>=50 AND isnotnull(mvfilter(spoof_reasons="name_other_address")))
| eval entity=from_address
| \`smtp_watch_forgeries(entity)\``,
  drilldown: '`smtp_watch_senders` | search from_address=$entity$',
};
