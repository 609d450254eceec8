import type { Detection } from '../../detection';

/** Domains that look like known ones. */
export const lookAlikeDomain: Detection = {
  name: 'look-alike-domain',
  title: 'Look-alike domain',
  notices:
    "Finds senders in domains that imitate an own or a partner's one: letters drawn alike (Unicode confusables, punycode), typing errors, words added, another ending, the name as a sub-domain; the technique is named.",
  matters:
    "Such a domain passes SPF, DKIM and DMARC, since it is the attacker's own; only the eye is deceived.",
  wrong: 'It is wrong about sister companies and short common names: name those domains as partners.',
  needs: 'Own domains or partners; the envelope is enough, so it works on mail servers alone.',
  cost: 'One pass over the messages of the range by smtpspoof.',
  techniques: ['T1583.001', 'T1566.002'],
  entity: 'domain',
  severity: 'high',
  schedule: { cron: '4-59/5 * * * *', earliest: '-25m@m', latest: '-1m@m', silence: '7d' },
  response: [
    'Compare the two domains letter by letter, and look up when the imitating one was registered.',
    'Block the domain, take its messages back, and ask the recipients whether they answered or paid.',
    'Tell the partner that is imitated.',
  ],
  search: `\`smtp_watch_senders\`
| where isnotnull(mvfilter(match(spoof_reasons, "^look_alike_(confusable|typing|affix|sub|other)")))
| eval entity=from_domain
| \`smtp_watch_forgeries(entity)\`
| eval score=min(100, score+20)`,
  drilldown: '`smtp_watch_senders` | search from_domain=$entity$',
};
