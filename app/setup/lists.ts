import { EVENTS } from '../model/mail-events';
import { type ReadEntry, readDomain, readIndicator, readNetwork, readPartner, readPerson } from './entries';

/** What the mail log proposes for a list: rows with `line`, written as people would write it, and `seen`, why. */
interface Suggestions {
  readonly spl: string;
  readonly help: string;
  readonly empty: string;
}

/** One of the lists that people own (docs/lookups.md). */
export interface OwnedList {
  readonly collection: string;
  readonly title: string;
  readonly help: string;
  /** The field that an entry is known by, and the others that are shown beside it. */
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly read: ReadEntry;
  /** Lines as they are to be written. */
  readonly example: readonly string[];
  /** For how long a new entry counts unless said otherwise, in days; without it for good. */
  readonly days?: number;
  readonly empty: string;
  readonly suggestions?: Suggestions;
}

const OWN = '`smtp_watch_own_domain_regex`';

const OWN_DOMAINS: OwnedList = {
  collection: 'smtp_watch_own_domains',
  title: 'Own domains',
  help: 'Domains of the own organisation, all below them included. They say what is inside and what comes from outside.',
  key: 'domain',
  fields: { domain: 'Domain' },
  read: readDomain,
  example: ['example.com'],
  empty:
    'No domain is named. Detections of forged senders, open relays, files that leave and unusual volumes find nothing until one is.',
  suggestions: {
    spl: `${EVENTS}
| stats count AS messages BY src, src_user_domain
| \`smtp_watch_inside(src, inside)\`
| where inside="true" AND match(src_user_domain, "[.]") AND NOT match(src_user_domain, ${OWN})
| lookup smtp_watch_mail_domains domain AS src_user_domain OUTPUT kind
| where isnull(kind)
| stats sum(messages) AS messages dc(src) AS hosts BY src_user_domain
| sort 8 - hosts, - messages
| eval line=src_user_domain, seen="sent by " . hosts . if(hosts=1, " host", " hosts") . " inside, " . messages . if(messages=1, " message", " messages")
| table line seen`,
    help: 'Sender domains that most hosts inside use and that are not on the list. Public mail services are left out. A domain that a mail server inside passes on for others shows up as well.',
    empty: 'Hosts inside use no other sender domain.',
  },
};

const OWN_NETWORKS: OwnedList = {
  collection: 'smtp_watch_own_networks',
  title: 'Networks and servers',
  help: 'Public networks and mail servers of the own organisation. Private networks (RFC 1918, fc00::/7, loopback) are always inside.',
  key: 'network',
  fields: { network: 'Network' },
  read: readNetwork,
  example: ['192.0.2.0/26', '2001:db8:17::/48', '198.51.100.25'],
  empty: 'No public network is named: only private addresses count as inside.',
  suggestions: {
    spl: `${EVENTS} action="delivered"
| stats count AS messages BY dest, recipient_domain
| where match(recipient_domain, ${OWN})
| stats sum(messages) AS messages BY dest
| \`smtp_watch_inside(dest, inside)\`
| where inside="false" AND match(dest, "^[0-9]+([.][0-9]+){3}$|:")
| sort 8 - messages
| eval line=dest, seen="took " . messages . if(messages=1, " message", " messages") . " to own domains"
| table line seen`,
    help: 'Servers that accepted mail to own domains from an address that is not inside.',
    empty: 'Every server that accepted mail to own domains is inside, or no own domain is named yet.',
  },
};

const VIPS: OwnedList = {
  collection: 'smtp_watch_vips',
  title: 'Guarded people',
  help: 'People whom attackers like to play: who leads, who pays. Mail in their name from another address is display name fraud.',
  key: 'address',
  fields: { address: 'Address', name: 'Name' },
  read: readPerson,
  example: ['Ann Lee <ann.lee@example.com>'],
  empty: 'Nobody is guarded: display name fraud finds nothing until somebody is.',
};

const PARTNERS: OwnedList = {
  collection: 'smtp_watch_partners',
  title: 'Partners',
  help: 'Organisations with which mail is exchanged. Look-alikes of their domains are found, and regular mail to them is no surprise.',
  key: 'domain',
  fields: { domain: 'Domain', name: 'Name' },
  read: readPartner,
  example: ['example.org, Example Ltd'],
  empty: 'No partner is named: look-alikes of partners are not found.',
  suggestions: {
    spl: `${EVENTS} action="delivered"
| stats count AS messages BY src_user_domain, recipient_domain
| eval is_out=if(match(src_user_domain, ${OWN}), 1, 0), is_in=if(match(recipient_domain, ${OWN}), 1, 0)
| where is_out!=is_in
| eval domain=if(is_out=1, recipient_domain, src_user_domain)
| stats sum(eval(is_out*messages)) AS sent sum(eval(is_in*messages)) AS received BY domain
| where sent>0 AND received>0
| lookup smtp_watch_mail_domains domain OUTPUT kind
| lookup smtp_watch_partners domain OUTPUT domain AS partner
| where isnull(kind) AND isnull(partner)
| sort 8 - received, - sent
| eval line=domain, seen=sent . " messages to it, " . received . " from it"
| table line seen`,
    help: 'Domains with the most mail both ways that are on no list. Public mail services are left out.',
    empty: 'Mail goes both ways with no other domain, or no own domain is named yet.',
  },
};

const INDICATORS: OwnedList = {
  collection: 'smtp_watch_indicators',
  title: 'Indicators',
  help: 'What is known to be bad: addresses, networks, domains, digests of files. Mail from or to one of them is an alert as long as it counts.',
  key: 'indicator',
  fields: { indicator: 'Indicator', indicator_type: 'Type' },
  read: readIndicator,
  example: ['203.0.113.9', '203.0.113.0/28', 'bad.example', 'phisher@example.net'],
  days: 90,
  empty:
    'No indicator is kept: mail from or to something known to be bad is found only with the threat intelligence of Splunk ES.',
};

/** The lists in their order on the page. */
export const LISTS: readonly OwnedList[] = [OWN_DOMAINS, OWN_NETWORKS, VIPS, PARTNERS, INDICATORS];
