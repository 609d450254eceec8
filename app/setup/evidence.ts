import type { Evidence } from '../../schema/evidence';

/** Evidence that events show. */
export type LogEvidence = Exclude<Evidence, keyof typeof LIST_EVIDENCE>;

interface LogEvidenceKind {
  /** As it stands behind "no". */
  readonly title: string;
  /** Condition on an event that shows it. */
  readonly spl: string;
  /** What brings it. */
  readonly remedy: string;
}

const MAIL = 'visibility="message"';

/** Every kind of evidence that events show, in the order of the page. */
export const LOG_EVIDENCE: Readonly<Record<LogEvidence, LogEvidenceKind>> = {
  messages: {
    title: 'messages',
    spl: MAIL,
    remedy:
      'the log of a mail server, of Exchange or Office 365, or Zeek’s smtp.log where mail is not encrypted',
  },
  headers: {
    title: 'headers',
    spl: `${MAIL} AND isnotnull(from)`,
    remedy: 'a sensor (Zeek, Suricata, Stream) that sees mail before STARTTLS, such as behind the gateway',
  },
  subjects: {
    title: 'subjects',
    spl: `${MAIL} AND isnotnull(subject)`,
    remedy: 'a sensor that sees mail unencrypted, Exchange, or a mail server that logs subjects',
  },
  replies: {
    title: 'replies of servers',
    spl: `${MAIL} AND (isnotnull(last_reply) OR isnotnull(signature) OR isnotnull(status_code))`,
    remedy: 'the log of a mail server, or Zeek’s smtp.log',
  },
  sizes: {
    title: 'sizes',
    spl: `${MAIL} AND isnotnull(size)`,
    remedy: 'the log of a mail server',
  },
  attachments: {
    title: 'attachments',
    spl: `${MAIL} AND isnotnull(file_name)`,
    remedy: 'Zeek’s files.log beside smtp.log, Exchange, or a gateway that logs file names',
  },
  authentication: {
    title: 'SPF, DKIM, DMARC',
    spl: 'isnotnull(spf) OR isnotnull(dkim) OR isnotnull(dmarc)',
    remedy: 'the lines of rspamd, OpenDKIM, OpenDMARC or policyd-spf in the mail log',
  },
  links: {
    title: 'links',
    spl: 'isnotnull(url)',
    remedy: 'Zeek with a package that writes smtp_links.log, Suricata with email.url, or the log of rspamd',
  },
  tls: {
    title: 'TLS or none',
    spl: 'isnotnull(tls) OR isnotnull(tls_version)',
    remedy: 'Zeek’s smtp.log, Exim, or Postfix with smtp_tls_loglevel=1',
  },
  sensor: {
    title: 'sessions on the wire',
    spl: 'isnotnull(visibility) AND sourcetype!="smtp:message" AND isnotnull(dest_port)',
    remedy: 'Zeek, Suricata or Stream between machines inside and mail servers',
  },
  submission: {
    title: 'port 587',
    spl: 'isnotnull(visibility) AND dest_port=587',
    remedy: 'a sensor between people and the mail server',
  },
  connections: {
    title: 'connections',
    spl: 'match(sourcetype, "conn")',
    remedy: 'Zeek’s conn.log',
  },
  logins: {
    title: 'log-ins',
    spl: 'isnotnull(app) AND isnotnull(user) AND (action="success" OR action="failure")',
    remedy: 'the log of Postfix, Dovecot, Exim, Sendmail or Exchange: a sensor sees no log-in',
  },
  dmarc_reports: {
    title: 'DMARC reports',
    spl: 'match(sourcetype, "^dmarc:")',
    remedy: 'parsedmarc, which reads DMARC reports and sends them to Splunk',
  },
};

/** Evidence that people give: the lists that hold it. */
export const LIST_EVIDENCE = {
  own_domains: { title: 'own domains', collection: 'smtp_watch_own_domains' },
  own_networks: { title: 'own networks', collection: 'smtp_watch_own_networks' },
  vips: { title: 'guarded people', collection: 'smtp_watch_vips' },
  partners: { title: 'partners', collection: 'smtp_watch_partners' },
  indicators: { title: 'indicators', collection: 'smtp_watch_indicators' },
} as const;

/** Gives what evidence is called. */
export function evidenceTitle(evidence: Evidence): string {
  return evidence in LIST_EVIDENCE
    ? LIST_EVIDENCE[evidence as keyof typeof LIST_EVIDENCE].title
    : LOG_EVIDENCE[evidence as LogEvidence].title;
}
