/** How a sourcetype's lines are laid out; what an input file is recognised by. */
export type Layout =
  /** Objects with one of the keys. */
  | { readonly kind: 'json'; readonly keys: readonly string[] }
  /** Columns under a `#fields` line of Zeek; where a `#path` line names the log, it is one of these. */
  | { readonly kind: 'header'; readonly paths: readonly string[]; readonly columns: readonly string[] }
  | { readonly kind: 'columns'; readonly count: number }
  /** Values between commas under a header line, which may begin with `#Fields:`; the regular expression fits rows without one. */
  | { readonly kind: 'csv'; readonly columns: readonly string[]; readonly regex?: string }
  /** Lines of text of which this regular expression fits some. */
  | { readonly kind: 'lines'; readonly regex: string };

export interface Sourcetype {
  readonly name: string;
  readonly help: string;
  readonly layout: Layout;
  /** A message with several recipients has an event for each. */
  readonly isByRecipient?: true;
}

/** Columns and keys that every smtp.log has and no other Zeek log has together. */
const SMTP_MARKS = ['ts', 'uid', 'trans_depth', 'helo', 'last_reply', 'path'] as const;

const MICROSOFT_TIME = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z,';
const CSV_VALUE = '(?:"[^"]*(?:""[^"]*)*"|[^,"]*)';

/** The sourcetypes of mail logs that this version reads; their stanzas are in default/props.conf. */
export const SOURCETYPES = [
  {
    name: 'zeek:smtp',
    help: 'JSON object with the keys of a Zeek smtp.log',
    layout: { kind: 'json', keys: ['helo', 'last_reply', 'mailfrom', 'rcptto'] },
  },
  {
    name: 'zeek:smtp:tsv',
    help: '#fields header of a Zeek smtp.log',
    layout: { kind: 'header', paths: ['smtp'], columns: SMTP_MARKS },
  },
  {
    name: 'zeek:files',
    help: 'JSON of a Zeek files.log',
    layout: { kind: 'json', keys: ['seen_bytes'] },
  },
  {
    name: 'zeek:files:tsv',
    help: '#fields header of a Zeek files.log',
    layout: { kind: 'header', paths: ['files'], columns: ['ts', 'fuid', 'seen_bytes'] },
  },
  {
    name: 'zeek:conn',
    help: 'JSON of a Zeek conn.log',
    layout: { kind: 'json', keys: ['conn_state'] },
  },
  {
    name: 'zeek:conn:tsv',
    help: '#fields header of a Zeek conn.log',
    layout: { kind: 'header', paths: ['conn'], columns: ['ts', 'uid', 'conn_state'] },
  },
  {
    name: 'zeek:ssl',
    help: 'JSON of a Zeek ssl.log',
    layout: { kind: 'json', keys: ['established'] },
  },
  {
    name: 'zeek:ssl:tsv',
    help: '#fields header of a Zeek ssl.log',
    layout: { kind: 'header', paths: ['ssl'], columns: ['ts', 'uid', 'cipher'] },
  },
  {
    name: 'zeek:notice',
    help: 'JSON of a Zeek notice.log',
    layout: { kind: 'json', keys: ['suppress_for'] },
  },
  {
    name: 'zeek:notice:tsv',
    help: '#fields header of a Zeek notice.log',
    layout: { kind: 'header', paths: ['notice'], columns: ['ts', 'note', 'msg'] },
  },
  {
    name: 'zeek:weird',
    help: 'JSON of a Zeek weird.log',
    layout: { kind: 'json', keys: ['notice'] },
  },
  {
    name: 'zeek:weird:tsv',
    help: '#fields header of a Zeek weird.log',
    layout: { kind: 'header', paths: ['weird'], columns: ['ts', 'name', 'notice'] },
  },
  {
    name: 'zeek:smtp_links',
    help: 'JSON of a smtp_links.log',
    layout: { kind: 'json', keys: ['link'] },
  },
  {
    name: 'zeek:smtp_links:tsv',
    help: '#fields header of a smtp_links.log',
    layout: { kind: 'header', paths: ['smtp_links', 'smtpurl_links'], columns: ['ts', 'uid', 'url'] },
  },
  {
    name: 'zeek:smtp:headerless',
    help: '25 tab-separated columns of a Zeek smtp.log, epoch first',
    layout: { kind: 'columns', count: 25 },
  },
  {
    name: 'suricata',
    help: 'Suricata eve.json',
    layout: { kind: 'json', keys: ['event_type'] },
  },
  {
    name: 'stream:smtp',
    help: 'JSON of Splunk Stream with fields of SMTP',
    layout: {
      kind: 'json',
      keys: ['receiver_email', 'sender_email', 'receiver_rcpt_to', 'sender_mail_from'],
    },
  },
  {
    name: 'smtp:generic:csv',
    help: 'CSV with a header that names sender_address and recipient_address',
    layout: { kind: 'csv', columns: ['sender_address', 'recipient_address'] },
  },
  {
    name: 'smtp:generic:json',
    help: 'JSON object with sender_address or recipient_address',
    layout: { kind: 'json', keys: ['sender_address', 'recipient_address'] },
  },
  {
    name: 'dmarc:aggregate',
    help: 'JSON object with the keys of a DMARC aggregate record of parsedmarc',
    layout: { kind: 'json', keys: ['spf_aligned', 'passed_dmarc'] },
  },
  {
    name: 'dmarc:forensic',
    help: 'JSON object with the keys of a DMARC failure report of parsedmarc',
    layout: { kind: 'json', keys: ['feedback_type', 'arrival_date_utc'] },
  },
  {
    name: 'dmarc:failure',
    help: 'the same, by the name of later versions',
    layout: { kind: 'json', keys: [] },
  },
  {
    name: 'smtp:tls',
    help: 'JSON object with the keys of an SMTP TLS report of parsedmarc',
    layout: { kind: 'json', keys: ['policies'] },
  },
  {
    name: 'smtp:generic',
    help: 'key=value pairs with sender_address or recipient_address',
    layout: { kind: 'lines', regex: '(?:^|[\\s,;|])(?:sender_address|recipient_address)\\s?=' },
  },
  {
    name: 'o365:reporting:messagetrace',
    help: 'JSON object with the keys of an Office 365 message trace',
    layout: { kind: 'json', keys: ['MessageTraceId', 'RecipientAddress', 'recipientAddress'] },
    isByRecipient: true,
  },
  {
    name: 'ms:o365:reporting:messagetrace',
    help: 'the same, by the name of an older add-on',
    layout: { kind: 'json', keys: [] },
    isByRecipient: true,
  },
  {
    name: 'o365:reporting:messagetrace:csv',
    help: "CSV with the header of the Defender portal's message trace",
    layout: { kind: 'csv', columns: ['origin_timestamp_utc', 'recipient_status'] },
  },
  {
    name: 'MSExchange:2013:MessageTracking',
    help: "#Fields header of Exchange's message tracking log since 2013",
    layout: {
      kind: 'csv',
      columns: ['event-id', 'network-message-id', 'recipient-address'],
      // The column that versions before have not: empty, or a GUID.
      regex: `${MICROSOFT_TIME}(?:${CSV_VALUE},){6}[A-Z]+,[A-Z]+,\\d*,${CSV_VALUE},(?:[0-9a-f-]{36})?,`,
    },
  },
  {
    name: 'MSExchange:2010:MessageTracking',
    help: "#Fields header of Exchange 2010's message tracking log",
    layout: {
      kind: 'csv',
      columns: ['event-id', 'recipient-address', 'directionality'],
      regex: `${MICROSOFT_TIME}(?:${CSV_VALUE},){6}[A-Z]+,[A-Z]+,\\d*,${CSV_VALUE},[^,"]*@`,
    },
  },
  {
    name: 'MSExchange:2007:MessageTracking',
    help: "#Fields header of Exchange 2007's message tracking log",
    layout: { kind: 'csv', columns: ['event-id', 'recipient-address', 'message-info'] },
  },
  {
    name: 'MSExchange:2013:SmtpProtocol',
    help: "#Fields header of Exchange's SMTP protocol log",
    layout: {
      kind: 'csv',
      columns: ['connector-id', 'session-id', 'remote-endpoint', 'event'],
      regex: `${MICROSOFT_TIME}${CSV_VALUE},[0-9A-F]{16},\\d+,\\S*:\\d+,\\S*:\\d+,[-+<>*],`,
    },
  },
  {
    name: 'MSExchange:2010:SmtpProtocol',
    help: 'the same, up to Exchange 2010',
    layout: { kind: 'lines', regex: '^$' },
  },
  {
    name: 'smtp:message',
    help: 'JSON object with the keys of a message that SMTP Watch put together',
    layout: { kind: 'json', keys: ['dvc'] },
  },
  {
    name: 'postfix_syslog',
    help: 'lines of Postfix in a mail log of syslog',
    layout: {
      kind: 'lines',
      regex: '^(?:<\\d{1,3}>)?[^:]{3,20}:\\d\\d:.{0,300} postfix[\\w-]*/[\\w/-]+(?:\\[|: | \\d)',
    },
  },
  {
    name: 'sendmail_syslog',
    help: 'lines of Sendmail in a mail log of syslog',
    layout: {
      kind: 'lines',
      regex: '^(?:<\\d{1,3}>)?[^:]{3,20}:\\d\\d:.{0,300} (?:sendmail|sm-[a-z]+)\\[\\d+\\]: ',
    },
  },
  {
    name: 'dovecot_syslog',
    help: 'lines of Dovecot',
    layout: {
      kind: 'lines',
      regex:
        ' dovecot(?:\\[\\d+\\])?: | (?:imap|pop3|managesieve|submission)-login: | auth(?:-worker)?\\([^)]{0,300}\\)?: ',
    },
  },
  {
    name: 'exim_main',
    help: "lines of Exim's main log",
    layout: {
      kind: 'lines',
      regex:
        '^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?: [+-]\\d{4})?(?: \\[\\d+\\])? (?:\\w{6}-\\w{6,11}-\\w{2,4} (?:<=|=>|->|==|\\*\\*|Completed|SA: )|exim \\d|Start queue run|End queue run|\\w+ authenticator failed|no MAIL in SMTP|SMTP )',
    },
  },
  {
    name: 'exim_reject',
    help: "lines of Exim's reject log",
    layout: {
      kind: 'lines',
      regex:
        '^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?: [+-]\\d{4})?(?: \\[\\d+\\])? (?:\\w{6}-\\w{6,11}-\\w{2,4} )?(?:F=\\S+ )?H=.{1,600}(?:rejected|verify fail|dropped)',
    },
  },
] as const satisfies readonly Sourcetype[];
