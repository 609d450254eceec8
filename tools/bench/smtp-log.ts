import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { seededRandom } from '../samples/random';
import { mailStream } from './mail-stream';

const SEED = 20120317;
const BATCH_ROWS = 2000;
const UNSET = '-';
const EMPTY_SET = '(empty)';
const SERVER = '2001:db8:1::25';

/** Shares of the sessions that show no mail: those hidden by STARTTLS, and those that ended before any was sent. */
const ENCRYPTED_SHARE = 0.08;
const SCAN_SHARE = 0.04;
const REPLY_SHARE = 0.2;
const ATTACHMENT_SHARE = 0.3;

type Event = ReturnType<ReturnType<typeof mailStream>>;
type Random = () => number;

const text = (event: Event, field: string): string => String(event[field] ?? '') || UNSET;

function identifier(kind: 'C' | 'F', random: Random): string {
  return kind + Math.floor(random() * 2 ** 52).toString(36);
}

/** What every row begins with, from ts to trans_depth. */
function session(event: Event, seconds: number): string[] {
  const addresses = [
    text(event, 'src'),
    text(event, 'src_port'),
    text(event, 'dest'),
    text(event, 'dest_port'),
  ];
  return [seconds.toFixed(6), text(event, 'uid'), ...addresses, '1'];
}

/** A session without mail: the columns from helo to fuids. */
function silent(event: Event, isEncrypted: boolean): string[] {
  const headers = Array<string>(12).fill(UNSET);
  const reply = isEncrypted ? '220 2.0.0 Ready to start TLS' : '221 2.0.0 Bye';
  const path = `${text(event, 'dest')},${text(event, 'src')}`;
  return [text(event, 'helo'), ...headers, reply, path, UNSET, isEncrypted ? 'T' : 'F', EMPTY_SET];
}

/** A message: the columns from helo to fuids. */
function message(event: Event, seconds: number, random: Random): string[] {
  const recipients = [event['recipient'] ?? []].flat();
  const isReply = random() < REPLY_SHARE;
  const hasFile = random() < ATTACHMENT_SHARE;
  const date = new Date(seconds * 1000).toUTCString().replace('GMT', '+0000');
  const helo = text(event, 'helo');
  return [
    helo,
    `<${text(event, 'mailfrom')}>`,
    recipients.map((address) => `<${address}>`).join(','),
    date,
    text(event, 'from'),
    recipients.join(','),
    text(event, 'reply_to'),
    text(event, 'msg_id'),
    isReply ? `<${identifier('C', random)}@mail.example.org>` : UNSET,
    text(event, 'subject'),
    UNSET,
    `from ${helo} ([${text(event, 'src')}]) by mx.example.org with ESMTP; ${date}`,
    random() < REPLY_SHARE ? `from [192.0.2.7] by ${helo} with ESMTPSA; ${date}` : UNSET,
    text(event, 'last_reply'),
    `${SERVER},${text(event, 'src')}`,
    text(event, 'user_agent'),
    'F',
    hasFile ? `${identifier('F', random)},${identifier('F', random)}` : identifier('F', random),
  ];
}

/** The rows of a headerless smtp.log as Bro 2.4 writes it, in order of time, the same on every machine. */
function smtpRows(rows: number): () => string {
  const next = mailStream(rows);
  const random = seededRandom(SEED);
  let [newest, row] = [0, 0];
  return () => {
    const event = next();
    const time = Number(event['_time']);
    if (row++ === 0) newest = time;
    const seconds = 2 * newest - time;
    const kind = random();
    const isSilent = kind < ENCRYPTED_SHARE + SCAN_SHARE;
    const rest = isSilent ? silent(event, kind < ENCRYPTED_SHARE) : message(event, seconds, random);
    return [...session(event, seconds), ...rest].join('\t');
  };
}

/** Writes so many rows into a file; gives its length in bytes. */
export async function writeSmtpLog(path: string, rows: number): Promise<number> {
  const next = smtpRows(rows);
  const file = createWriteStream(path);
  let bytes = 0;
  for (let done = 0; done < rows; done += BATCH_ROWS) {
    const count = Math.min(BATCH_ROWS, rows - done);
    const batch = Buffer.from(Array.from({ length: count }, () => `${next()}\n`).join(''));
    bytes += batch.length;
    if (!file.write(batch)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return bytes;
}
