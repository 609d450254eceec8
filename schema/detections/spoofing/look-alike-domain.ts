import type { Detection } from '../../detection';

/** Days after which a domain that still writes is a namesake; one drawn like another by foreign letters never is. */
const KNOWN_DAYS = 14;
/** Days of the last month on which it wrote or was written to. */
const LEAST_DAYS = 3;

/** Domains that look like known ones. */
export const lookAlikeDomain: Detection = {
  name: 'look-alike-domain',
  title: 'Look-alike domain',
  notices:
    "Finds senders in domains that imitate an own one, a partner's or that of somebody with whom mail goes both ways: letters drawn alike (Unicode confusables, punycode), typing errors, words added, another ending, the name as a sub-domain; the technique is named.",
  matters:
    "Such a domain passes SPF, DKIM and DMARC, since it is the attacker's own; only the eye is deceived.",
  wrong:
    'It is wrong about sister companies and short common names until they have written for two weeks: name those domains as partners.',
  needs:
    'Own domains, partners, or the nightly search that learns correspondents; the envelope is enough, so it works on mail servers alone.',
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
| lookup smtp_watch_sender_domains domain AS entity OUTPUT first_time AS known_since days AS known_days
| eval known_for=floor((first_time-known_since)/86400)
| where isnull(known_since) OR known_for<${KNOWN_DAYS} OR known_days<${LEAST_DAYS} OR isnotnull(mvfilter(match(imitates, "confusable")))
| eval score=min(100, score+20), reasons=mvappend(reasons, if(known_for>0, "first_seen: its first mail came " . known_for . " days before", "first_seen: nothing came from it before"))`,
  drilldown: '`smtp_watch_senders` | search from_domain=$entity$',
};
