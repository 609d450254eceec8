import type { Row } from './csv';
import type { List, Part } from './list';
import type { SourceName } from './sources';

/** Two letters are a country's (ISO 3166-1), `xn--` may be either; sources name some second-level domains as well. */
function withTldKind(row: Row): Row[] {
  const tld = row['tld']!;
  const kind = tld.startsWith('xn--') ? 'international' : tld.length === 2 ? 'country' : 'generic';
  return tld.includes('.') ? [] : [{ ...row, kind }];
}

const lines = (source: SourceName, file: string, cells: Row = {}): Part => ({
  source,
  file,
  format: 'lines',
  cells,
});
const sublime = (file: string, cells: Row = {}): Part => lines('sublime_static_files', file, cells);
const misp = (folder: string, cells: Row = {}): Part => ({
  source: 'misp_warninglists',
  file: `${folder}/list.json`,
  format: 'misp',
  cells,
});

/** Every reference list of the app: what it says, its columns, and where its rows come from. */
export const LISTS: readonly List[] = [
  {
    name: 'attack_techniques',
    what: 'ATT&CK techniques that findings name, with the version of ATT&CK they are written by',
    columns: ['technique_id', 'technique', 'tactic', 'attack_version', 'successor'],
    key: ['technique_id'],
    kind: 'text',
    facts: 'attack.mitre.org, compared with version 18.1',
    refresh: { source: 'attack-stix-data', file: 'enterprise-attack/enterprise-attack.json', format: 'stix' },
    parts: [],
  },
  {
    name: 'brands',
    what: 'domains that well-known brands send or sign in with, by the word that names the brand',
    columns: ['domain', 'brand'],
    key: ['domain'],
    kind: 'domain',
    facts: "the brands' own sites",
    parts: [],
  },
  {
    name: 'bulk_mailers',
    what: 'domains of services that send mail for others: in envelopes, HELO names and signatures (role sends) or in links (role links)',
    columns: ['domain', 'service', 'role'],
    key: ['domain'],
    kind: 'domain',
    facts: "the services' own documentation",
    parts: [sublime('bulk_mailer_url_root_domains.txt', { role: 'links' })],
  },
  {
    name: 'dnsbls',
    what: 'blocklists, and the words by which a reply names them',
    columns: ['pattern', 'blocklist', 'zone', 'status', 'reference'],
    key: ['pattern'],
    kind: 'text',
    facts: "the lists' own sites",
    parts: [],
  },
  {
    name: 'dynamic_dns',
    what: 'domains under which anyone gets a host name',
    columns: ['domain'],
    key: ['domain'],
    kind: 'domain',
    parts: [misp('dynamic-dns')],
  },
  {
    name: 'enhanced_codes',
    what: 'enhanced status codes whatever their class (the first digit), what they mean, and our category',
    columns: ['code', 'meaning', 'category', 'reference'],
    key: ['code'],
    kind: 'text',
    facts: 'IANA registry of enhanced status codes (RFC 5248), RFC 3463; 5.7.5xx: Microsoft Learn',
    refresh: {
      source: 'smtp-enhanced-status-codes',
      file: 'smtp-enhanced-status-codes-3.csv',
      format: 'iana',
    },
    parts: [],
  },
  {
    name: 'file_extensions',
    what: 'what a file with this extension can do when it is opened, and how risky it is in a mail',
    columns: ['extension', 'class', 'risk'],
    key: ['extension'],
    kind: 'extension',
    facts: "the formats' own documentation",
    parts: [
      sublime('file_extensions_executables.txt', { class: 'executable', risk: 'high' }),
      sublime('file_extensions_macros.txt', { class: 'document', risk: 'low' }),
      sublime('file_extensions_common_archives.txt', { class: 'archive', risk: 'medium' }),
      sublime('file_types_images.txt', { class: 'image', risk: 'none' }),
      sublime('file_extensions_suspicious.txt', { class: 'other', risk: 'medium' }),
    ],
  },
  {
    name: 'helo_names',
    what: 'HELO names that tools give by default',
    columns: ['helo', 'tool', 'kind'],
    key: ['helo'],
    kind: 'text',
    facts: "the tools' own sources and manuals",
    parts: [],
  },
  {
    name: 'link_hosts',
    what: 'hosts at which anyone puts up a link, a file or a page',
    columns: ['domain', 'kind'],
    key: ['domain'],
    kind: 'domain',
    parts: [
      sublime('url_shorteners.txt', { kind: 'shortener' }),
      misp('url-shortener', { kind: 'shortener' }),
      sublime('free_file_hosts.txt', { kind: 'file_host' }),
      sublime('self_service_creation_platform_domains.txt', { kind: 'page_builder' }),
      sublime('free_subdomain_hosts.txt', { kind: 'free_subdomain' }),
      sublime('social_landing_hosts.txt', { kind: 'landing_page' }),
    ],
  },
  {
    name: 'mail_domains',
    what: 'domains at which anyone gets an address: freemail, disposable or forwarding',
    columns: ['domain', 'kind'],
    key: ['domain'],
    kind: 'domain',
    facts: "the providers' own sites",
    // The one is reserved for documentation (RFC 2606), at the other only the company itself has addresses.
    except: ['example.com', 'facebook.com'],
    parts: [
      sublime('email_forwarding_domains.txt', { kind: 'forwarding' }),
      lines('disposable-email-domains', 'disposable_email_blocklist.txt', { kind: 'disposable' }),
      sublime('disposable_email_providers.txt', { kind: 'disposable' }),
      sublime('free_email_providers.txt', { kind: 'freemail' }),
    ],
  },
  {
    name: 'mail_networks',
    what: 'networks from which large providers send mail',
    columns: ['network', 'provider'],
    key: ['network'],
    kind: 'network',
    parts: [
      misp('google-gmail-sending-ips', { provider: 'Gmail' }),
      misp('microsoft-office365-ip', { provider: 'Microsoft 365' }),
      misp('smtp-sending-ips', { provider: 'known mail service' }),
    ],
  },
  {
    name: 'mime_types',
    what: 'MIME types of file extensions, those that Zeek sees among them',
    columns: ['extension', 'mime_type'],
    key: ['extension', 'mime_type'],
    kind: 'extension',
    facts: "Zeek's base/frameworks/files/magic signatures",
    parts: [{ source: 'mime-db', file: 'db.json', format: 'mime-db', cells: {} }],
  },
  {
    name: 'reply_codes',
    what: 'three-digit SMTP reply codes',
    columns: ['status_code', 'meaning', 'outcome', 'category', 'reference'],
    key: ['status_code'],
    kind: 'text',
    facts: 'RFC 5321, RFC 4954, RFC 3207, RFC 7504',
    parts: [],
  },
  {
    name: 'reply_texts',
    what: 'words of replies that say why mail was refused; rows in order, the first one that fits counts',
    columns: ['priority', 'pattern', 'category', 'meaning'],
    key: ['priority', 'pattern'],
    kind: 'text',
    facts: 'Postfix, Exim, Exchange and Sendmail sources; Google, Microsoft and Yahoo postmaster pages',
    parts: [],
  },
  {
    name: 'server_faults',
    what: 'what a mail server should not do, how grave it is (0 to 100), and what to change; relay_ rows are verdicts of smtprelay',
    columns: ['fault', 'title', 'risk', 'advice', 'postfix', 'exim', 'sendmail', 'exchange'],
    key: ['fault'],
    kind: 'text',
    facts:
      'the manuals: postconf(5) of Postfix, settings of Dovecot, specification of Exim, installation and operation guide and cf/README of sendmail, Set-ReceiveConnector and TLS registry settings of Microsoft',
    parts: [],
  },
  {
    name: 'tlds',
    what: 'top-level domains, and which of them phishing uses often. For hunting: no score rests on it',
    columns: ['tld', 'kind', 'risk'],
    key: ['tld'],
    kind: 'text',
    parts: [sublime('suspicious_tlds.txt', { risk: 'abused' }), misp('tlds', { risk: 'none' })],
    derive: withTldKind,
  },
];
