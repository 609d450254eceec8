import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What strangers may write into any field of mail. */
export const HOSTILE_VALUES: readonly string[] = [
  '<img src=x onerror="window.wasRun=1">',
  '"><script>window.wasRun=1</script>',
  '" OR 1=1 | delete | eval x="',
  'it\'s "quoted" \\ and \\" so',
  '`smtp_watch_events` $user$ $result.src|s$ $$',
  '[| makeresults] | map search="index=*"',
  '\u202Efdp.exe\u202C \u200Fabc',
  '=1+1',
  '@SUM(A1:A9)',
  '-2+3|cmd',
  '*',
  'a*b?c%_',
  '%3Cimg%3E &lt;b&gt; {{7*7}}',
  'tab\there\nand a line',
  'nul\u0000byte',
  'NOT x=y (a AND b)',
  `long ${'x'.repeat(10_000)}`,
];

const START = 1_772_500_000;
const ZEEK_FIELDS = [
  ...['helo', 'mailfrom', 'date', 'from', 'reply_to', 'msg_id', 'in_reply_to', 'subject'],
  ...['x_originating_ip', 'first_received', 'second_received', 'last_reply', 'user_agent'],
];
const GENERIC_FIELDS = [
  ...['src', 'dest', 'sender_address', 'recipient_address', 'subject', 'attachment_type', 'attachment_size'],
  ...['action', 'status', 'user', 'message_id', 'status_code', 'signature', 'file_name', 'helo', 'from'],
  ...['reply_to', 'user_agent', 'last_reply', 'mailfrom', 'msg_id', 'app', 'dvc', 'protocol'],
];

const allOf = (fields: readonly string[], value: string): object =>
  Object.fromEntries(fields.map((field) => [field, value]));

function zeekRow(value: string, at: number): object {
  return {
    ts: START + at * 60,
    uid: `C${at}`,
    'id.orig_h': `198.51.100.${at + 1}`,
    'id.orig_p': 40_000 + at,
    'id.resp_h': '192.0.2.10',
    'id.resp_p': 25,
    trans_depth: 1,
    ...allOf(ZEEK_FIELDS, value),
    rcptto: [value, 'ann@example.com'],
    to: [value],
    cc: [value],
    path: ['192.0.2.10', value],
    tls: false,
  };
}

// One row that names a value everywhere, and one of a message that was delivered, as everybody's.
function genericRows(value: string, at: number): object[] {
  const time = START + at * 60 + 30;
  const told = { action: 'delivered', src: `198.51.100.${at + 1}`, dest: '192.0.2.10' };
  return [
    { time, ...allOf(GENERIC_FIELDS, value) },
    { time: time + 1, ...allOf(GENERIC_FIELDS, value), ...told },
  ];
}

const isoTime = (at: number): string =>
  new Date((START + at * 60) * 1000).toISOString().replace('Z', '+00:00');

// A line ends where the value has a line's end, as it would in a log.
const loginLine = (value: string, at: number): string =>
  `${isoTime(at)} imap dovecot: imap-login: Disconnected: Connection closed (auth failed, 9 attempts in 5 secs): user=<${value}>, method=PLAIN, rip=203.0.113.9, lip=192.0.2.30, TLS, session=<s${at}>`;

const written = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Writes logs with every hostile value in every field into a folder, a file for each kind, and gives their paths. */
export function writeHostileLogs(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const logs = {
    'smtp.json': written(HOSTILE_VALUES.map(zeekRow)),
    'generic.json': written(HOSTILE_VALUES.flatMap(genericRows)),
    maillog: HOSTILE_VALUES.map((value, at) => `${loginLine(value, at)}\n`).join(''),
  };
  return Object.entries(logs).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
}
