import type { Detection } from '../../detection';

/** Own senders from outside. */
export const ownDomainSpoof: Detection = {
  name: 'own-domain-spoof',
  title: 'Own domain from outside',
  notices:
    'Finds mail from outside whose sender is in an own domain, from sources at which nobody logged in.',
  matters:
    'Colleagues are believed at once; such mail needs no look-alike, and passes wherever the own domain has no strict DMARC policy.',
  wrong:
    "It is wrong about services that send in the own name and are not among the own networks, and about own mail that is forwarded back without a list's return address.",
  needs:
    'Own domains and networks; log-ins of mail servers keep travellers out of it, else port 587 and 465 are left out as theirs.',
  cost: 'One pass over the messages of the range by smtpspoof.',
  techniques: ['T1672', 'T1566.002'],
  entity: 'address',
  severity: 'high',
  needsOwnDomains: true,
  schedule: { cron: '3-59/5 * * * *', earliest: '-25m@m', latest: '-1m@m', silence: '1d' },
  response: [
    'Ask whether a service sends in the own name from this source: name its network as an own one if it does.',
    'Else warn the recipients, and take the messages back.',
    'Bring the DMARC policy of the own domain to reject.',
  ],
  search: `\`smtp_watch_senders\`
| where isnotnull(mvfilter(spoof_reasons="own_domain_from_outside")) AND NOT dest_port IN (465, 587)
| append [search eventtype=smtp_watch_mail_login action=success
  | stats count AS logins by src
  | fields src, logins]
| eventstats max(logins) AS logins by src
| where isnull(logins) AND isnotnull(from_address)
| eval entity=from_address
| \`smtp_watch_forgeries(entity)\``,
  drilldown: '`smtp_watch_senders` | search from_address=$entity$ spoof_reasons=own_domain_from_outside',
};
