import type { Dashboard, EventSource } from './dashboard';

/** Macro for every mail log event that the user may search. */
export const EVENTS = '`smtp_watch_events`';

/** The same and what mail servers say of mail that a sensor saw too: log-in users, sizes, and the legs that TLS hides. */
export const ALL_MAIL = `((${EVENTS}) OR (\`smtp_watch_submissions\`))`;

/** Fields that smtpspamrate reads, and what it says of every source. */
export const RATE_SOURCES = `| fields _time, src, recipient, recipient_count, src_user, helo, dest, status_code
| smtpspamrate window=5m by src`;

/** The same and the copies of mail servers that tell results of authentication, which smtpspoof is given with the sensor's row. */
export const JUDGED_EVENTS = `((${EVENTS}) OR (\`smtp_watch_results\`))`;

/** Macro for smtpspoof with all the lists of the app: own domains and networks, partners, VIPs. */
export const JUDGE_SENDERS = '`smtp_watch_judge_senders`';

/** What became of a row, as an expression of eval. */
export const OUTCOME =
  'coalesce(action, case(visibility="encrypted", "encrypted", visibility="session", "no mail", true(), "undecided"))';

export const OUTCOME_COLOURS = {
  delivered: '#3a9d5d',
  blocked: '#d65c44',
  undecided: '#d9a03f',
  encrypted: '#7b68c8',
  'no mail': '#6f8fb3',
};

const JUDGED = { spl: JUDGED_EVENTS, command: JUDGE_SENDERS };

const MAIL: EventSource = {
  spl: EVENTS,
  filters: {
    src: { title: 'source' },
    dest: { title: 'server' },
    sender_address: { title: 'sender' },
    src_user: { title: 'sender' },
    src_user_domain: { title: 'sender domain' },
    recipient: { title: 'recipient' },
    recipient_domain: { title: 'recipient domain' },
    user: { title: 'user' },
    helo: { title: 'HELO' },
    user_agent: { title: 'program' },
    subject: { title: 'subject' },
    message_id: { title: 'Message-ID' },
    internal_message_id: { title: 'message' },
    file_name: { title: 'file' },
    attachment_type: { title: 'attachment type' },
    status_code: { title: 'last reply' },
    action: { title: 'action' },
    visibility: { title: 'visibility' },
    spoof_verdict: { title: 'verdict', ...JUDGED },
    spoof_reasons: { title: 'reason', ...JUDGED },
    from_address: { title: 'From', ...JUDGED },
    from_domain: { title: 'From domain', ...JUDGED },
  },
  columns: [
    { field: '_time', title: 'Time (UTC)', format: 'time' },
    { field: 'src', title: 'Source', format: 'word', entity: 'ip' },
    { field: 'dest', title: 'Server', format: 'word', entity: 'server' },
    { field: 'sender_address', title: 'Sender', format: 'text', entity: 'address' },
    { field: 'recipient', title: 'Recipients', format: 'text', entity: 'address' },
    { field: 'last_reply', title: 'Last reply', format: 'text' },
  ],
};

/** What every dashboard about mail has: how far its data reaches, what stands there without any, and the events. */
export const MAIL_DASHBOARD = {
  extent: `${EVENTS} | stats min(_time) AS earliest max(_time) AS latest count AS events`,
  empty:
    'There is no mail log yet. In Splunk, point an input at the log of a sensor or mail server with its sourcetype (zeek:smtp, postfix_syslog and so on, see the README), or upload one with Settings → Add Data; then check that your role may search its index.',
  events: { mail: MAIL },
} as const satisfies Partial<Dashboard>;
