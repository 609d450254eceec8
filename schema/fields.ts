import { EXCHANGE_FIELDS } from './exchange-fields';
import type { Field } from './field';
import { MAIL_SERVER_FIELDS } from './mail-server-fields';
import { REPORT_FIELDS } from './report-fields';
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
    help: '"deferred" when the server put the mail off (4xx); in smtp:message of each recipient, with ";" between them.',
  },
  {
    name: 'message_id',
    type: 'text',
    cim: 'message_id',
    help: 'Message-ID header with its brackets, else internal_message_id: every message has one. msg_id is the header alone.',
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
  {
    name: 'is_copy',
    type: 'boolean',
    help: '"true" for a message put together out of lines that a sensor saw as well: of the two its row is counted.',
  },
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
