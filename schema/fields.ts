import type { Field } from './field';
import { MAIL_SERVER_FIELDS } from './mail-server-fields';
import { ZEEK_LOG_FIELDS } from './zeek-log-fields';

/** Fields of every mail event: the CIM Email names and the words of the seed's searches. */
const MAIL_FIELDS: readonly Field[] = [
  { name: 'src', type: 'ip', cim: 'src', help: 'Host that sent the mail.' },
  { name: 'src_port', type: 'number', help: 'Port of the sending host.' },
  { name: 'dest', type: 'ip', cim: 'dest', help: 'Host that received the mail.' },
  { name: 'dest_port', type: 'number', help: 'Port of the receiving host.' },
  {
    name: 'src_user',
    type: 'address',
    cim: 'src_user',
    help: 'Envelope sender, else the address of the From header; "unknown" where a message names neither.',
  },
  {
    name: 'src_user_domain',
    type: 'text',
    cim: 'src_user_domain',
    help: 'Domain of src_user; "unknown" where it has none.',
  },
  { name: 'sender_address', type: 'address', help: 'The same as src_user.' },
  { name: 'user', type: 'text', help: 'Authenticated user, else the sender.' },
  { name: 'return_addr', type: 'address', cim: 'return_addr', help: 'Envelope sender; "<>" for bounces.' },
  {
    name: 'recipient',
    type: 'address',
    isMultivalue: true,
    cim: 'recipient',
    help: 'Envelope recipients.',
  },
  { name: 'recipient_address', type: 'address', isMultivalue: true, help: 'The same as recipient.' },
  { name: 'recipient_count', type: 'number', cim: 'recipient_count', help: 'Number of recipients.' },
  {
    name: 'recipient_domain',
    type: 'text',
    isMultivalue: true,
    cim: 'recipient_domain',
    help: 'Domains of the recipients, each once; "unknown" where none has one.',
  },
  {
    name: 'recipient_status',
    type: 'text',
    cim: 'recipient_status',
    help: '"deferred" when the server put the mail off (4xx).',
  },
  {
    name: 'message_id',
    type: 'text',
    cim: 'message_id',
    help: 'Message-ID header, else internal_message_id: every message has one. msg_id is the header alone.',
  },
  {
    name: 'internal_message_id',
    type: 'text',
    cim: 'internal_message_id',
    help: "The server's queue id, else connection and number of the message in it.",
  },
  {
    name: 'action',
    type: 'text',
    cim: 'action',
    help: '"delivered" or "blocked"; absent when no mail was decided on.',
  },
  { name: 'status_code', type: 'text', cim: 'status_code', help: "Code of the server's last reply." },
  {
    name: 'signature',
    type: 'text',
    cim: 'signature',
    help: 'Why a message was not delivered, in the words of the server or filter.',
  },
  { name: 'protocol', type: 'text', cim: 'protocol', help: 'Always "smtp".' },
  { name: 'vendor_product', type: 'text', cim: 'vendor_product', help: 'Product that wrote the log.' },
  {
    name: 'visibility',
    type: 'text',
    help: '"message" when a mail was seen, "encrypted" when STARTTLS hid it, "session" when none was sent.',
  },
];

/** Zeek's own names: header text as it was written, sets as multivalue fields. */
const ZEEK_FIELDS: readonly Field[] = [
  { name: 'ts', type: 'time', help: 'Time of the first message command, as written.' },
  { name: 'uid', type: 'text', help: 'Connection; the key to conn.log, ssl.log and notice.log.' },
  { name: 'id.orig_h', type: 'ip', help: 'Host that opened the connection.' },
  { name: 'id.orig_p', type: 'number', help: 'Its port.' },
  { name: 'id.resp_h', type: 'ip', help: 'Host that was connected to.' },
  { name: 'id.resp_p', type: 'number', help: 'Its port.' },
  { name: 'trans_depth', type: 'number', help: 'Number of the message in its connection.' },
  { name: 'helo', type: 'text', help: 'What the client called itself in HELO or EHLO.' },
  { name: 'mailfrom', type: 'text', help: 'Argument of MAIL FROM.' },
  { name: 'rcptto', type: 'text', isMultivalue: true, help: 'Arguments of RCPT TO.' },
  { name: 'date', type: 'text', help: 'Date header.' },
  { name: 'from', type: 'text', help: 'From header.' },
  { name: 'to', type: 'text', isMultivalue: true, help: 'To header.' },
  { name: 'cc', type: 'text', isMultivalue: true, help: 'Cc header (Bro 2.5 and later).' },
  { name: 'reply_to', type: 'text', help: 'Reply-To header.' },
  { name: 'msg_id', type: 'text', help: 'Message-ID header.' },
  { name: 'in_reply_to', type: 'text', help: 'In-Reply-To header.' },
  { name: 'subject', type: 'text', cim: 'subject', help: 'Subject header, not decoded.' },
  { name: 'x_originating_ip', type: 'text', help: 'X-Originating-IP header.' },
  { name: 'first_received', type: 'text', help: 'First Received header.' },
  { name: 'second_received', type: 'text', help: 'Second Received header.' },
  { name: 'last_reply', type: 'text', help: "The server's last reply, code first." },
  { name: 'path', type: 'ip', isMultivalue: true, help: 'Way of the message, from the Received headers.' },
  { name: 'user_agent', type: 'text', help: 'User-Agent or X-Mailer header.' },
  { name: 'tls', type: 'boolean', help: 'Whether the connection went over to TLS (Bro 2.4 and later).' },
  { name: 'fuids', type: 'text', isMultivalue: true, help: 'Parts of the message; the key to files.log.' },
  { name: 'is_webmail', type: 'boolean', help: 'Whether the message was sent by webmail.' },
];

/** What servers say of a message that went through them. */
const SERVER_FIELDS: readonly Field[] = [
  { name: 'size', type: 'number', cim: 'size', help: 'Size of the message in bytes.' },
  { name: 'direction', type: 'text', help: '"inbound" or "outbound", as the server saw it.' },
];

/** Columns of Exchange's message tracking and SMTP protocol logs, as they are written. */
const EXCHANGE_FIELDS: readonly Field[] = [
  { name: 'date_time', type: 'text', help: 'Time of the event, in UTC.' },
  { name: 'client_ip', type: 'ip', help: 'Server or client that handed the message over.' },
  { name: 'client_hostname', type: 'text', help: 'Its name.' },
  { name: 'server_ip', type: 'ip', help: 'Server that took the message.' },
  { name: 'server_hostname', type: 'text', help: 'Its name.' },
  { name: 'source_context', type: 'text', help: 'What the component says of the event.' },
  { name: 'connector_id', type: 'text', help: 'Send or receive connector.' },
  {
    name: 'source_id',
    type: 'text',
    help: 'Component of Exchange: SMTP, STOREDRIVER, AGENT, ROUTING, DSN …',
  },
  { name: 'event_id', type: 'text', help: 'What happened: RECEIVE, DELIVER, SEND, FAIL, DEFER …' },
  {
    name: 'network_message_id',
    type: 'text',
    help: 'The same for all copies of a message (2013 and later).',
  },
  { name: 'total_bytes', type: 'number', help: 'Size of the message with its attachments.' },
  { name: 'related_recipient_address', type: 'text', help: 'Address before it was expanded or redirected.' },
  { name: 'reference', type: 'text', help: 'Other messages that it belongs to.' },
  { name: 'message_subject', type: 'text', help: 'Subject, in quotes where it needs them.' },
  { name: 'return_path', type: 'address', help: 'Argument of MAIL FROM.' },
  { name: 'message_info', type: 'text', help: 'Further information on the message.' },
  { name: 'directionality', type: 'text', help: '"Incoming" or "Originating" (2010 and later).' },
  { name: 'tenant_id', type: 'text', help: 'Empty on premises.' },
  { name: 'original_client_ip', type: 'ip', help: 'Client that the front end stood before.' },
  { name: 'original_server_ip', type: 'ip', help: 'Server that the client had connected to.' },
  { name: 'custom_data', type: 'text', help: 'What agents say of the event.' },
  { name: 'first_forest_hop', type: 'text', help: 'Server of the organisation that had the message first.' },
  { name: 'transport_traffic_type', type: 'text', help: 'Kind of traffic (2016 and later).' },
  { name: 'log_id', type: 'text', help: 'Unique for each line (2016 and later).' },
  { name: 'schema_version', type: 'text', help: 'Version of Exchange (2016 and later).' },
  { name: 'session_id', type: 'text', help: 'SMTP session; the same in all of its lines.' },
  { name: 'sequence_number', type: 'number', help: 'Number of the line in its session.' },
  { name: 'local_endpoint', type: 'text', help: 'Address and port of Exchange.' },
  { name: 'remote_endpoint', type: 'text', help: 'Address and port of the other side.' },
  {
    name: 'protocol_event',
    type: 'text',
    help: '+ connect, - disconnect, > sent, < received, * information.',
  },
  { name: 'data', type: 'text', help: 'The SMTP line.' },
  { name: 'context', type: 'text', help: 'What Exchange says of it.' },
];

/** Fields of DMARC and SMTP TLS reports. */
const REPORT_FIELDS: readonly Field[] = [
  { name: 'src_host', type: 'text', help: 'Name of the sending host.' },
  { name: 'src_country', type: 'text', help: 'Country of the sending host.' },
  { name: 'reporter', type: 'text', help: 'Organisation that made the report.' },
  { name: 'report_id', type: 'text', help: 'Its name for the report.' },
  { name: 'message_count', type: 'number', help: 'Messages that a record of a report stands for.' },
  { name: 'header_from', type: 'text', help: 'Domain of the From header.' },
  { name: 'envelope_from', type: 'text', help: 'Domain or address of MAIL FROM.' },
  { name: 'envelope_to', type: 'address', help: 'Address of RCPT TO.' },
  { name: 'from_address', type: 'address', help: 'Address of the From header.' },
  { name: 'from_name', type: 'text', help: 'Display name of the From header.' },
  { name: 'disposition', type: 'text', help: 'What the receiver did: none, quarantine or reject.' },
  { name: 'policy', type: 'text', help: 'What the domain asks for: none, quarantine or reject.' },
  { name: 'policy_domain', type: 'text', isMultivalue: true, help: 'Domains whose policy was applied.' },
  { name: 'policy_type', type: 'text', isMultivalue: true, help: 'Kinds of TLS policy: sts, tlsa …' },
  { name: 'dmarc_result', type: 'text', help: '"pass" or "fail".' },
  { name: 'spf_aligned', type: 'boolean', help: 'SPF passed for the domain of the From header.' },
  { name: 'dkim_aligned', type: 'boolean', help: 'DKIM passed for the domain of the From header.' },
  { name: 'spf_result', type: 'text', isMultivalue: true, help: 'Results of SPF.' },
  { name: 'spf_domain', type: 'text', isMultivalue: true, help: 'Domains that SPF was checked for.' },
  { name: 'dkim_result', type: 'text', isMultivalue: true, help: 'Results of DKIM, one a signature.' },
  { name: 'dkim_domain', type: 'text', isMultivalue: true, help: 'Domains that signed.' },
  { name: 'dkim_selector', type: 'text', isMultivalue: true, help: 'Selectors of the signatures.' },
  { name: 'auth_failure', type: 'text', isMultivalue: true, help: 'What failed: dmarc, dkim, spf …' },
  { name: 'authentication_results', type: 'text', help: 'Authentication-Results header.' },
  { name: 'successful_sessions', type: 'number', isMultivalue: true, help: 'Sessions with TLS, by policy.' },
  { name: 'failed_sessions', type: 'number', isMultivalue: true, help: 'Sessions without, by policy.' },
  { name: 'failure_type', type: 'text', isMultivalue: true, help: 'Why TLS failed.' },
  { name: 'sending_mta', type: 'ip', isMultivalue: true, help: 'Hosts whose TLS failed.' },
  { name: 'receiving_mx', type: 'text', isMultivalue: true, help: 'Servers that they spoke to.' },
];

/** Of the attachments of a message, in their order. */
const ATTACHMENT_FIELDS: readonly Field[] = [
  { name: 'attachment_type', type: 'text', isMultivalue: true, help: 'Media types.' },
  { name: 'attachment_size', type: 'number', isMultivalue: true, help: 'Sizes in bytes.' },
  { name: 'file_name', type: 'text', isMultivalue: true, cim: 'file_name', help: 'Names.' },
  {
    name: 'file_size',
    type: 'number',
    isMultivalue: true,
    cim: 'file_size',
    help: 'The same as attachment_size.',
  },
  {
    name: 'file_hash',
    type: 'text',
    isMultivalue: true,
    cim: 'file_hash',
    help: 'Digests, where the source logs some.',
  },
];

/** Fields of log-ins. */
const LOGIN_FIELDS: readonly Field[] = [
  { name: 'app', type: 'text', help: 'Service that was logged in to, "smtp".' },
  { name: 'status', type: 'text', help: '"succeeded" or "failed"; in smtp:generic as it was written.' },
];

/** The one list of the fields that the app's sourcetypes yield. */
export const FIELDS: readonly Field[] = [
  ...MAIL_FIELDS,
  ...SERVER_FIELDS,
  ...EXCHANGE_FIELDS,
  ...REPORT_FIELDS,
  ...ATTACHMENT_FIELDS,
  ...LOGIN_FIELDS,
  ...MAIL_SERVER_FIELDS,
  ...ZEEK_FIELDS,
  ...ZEEK_LOG_FIELDS,
];
