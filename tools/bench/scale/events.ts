import { type Event, mailStream, NEWEST, SPAN_SECONDS, seeded, zipfSampler } from '../mail-stream';

const ATTACHMENTS: readonly (readonly [string, string])[] = [
  ['Offer 2012-03.pdf', 'application/pdf'],
  ['figures.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['photo.jpg', 'image/jpeg'],
  ['invoice.pdf.exe', 'application/x-dosexec'],
];
const FAILED_SHARE = 0.08;
const SPRAY_SHARE = 0.0005;
const SPRAY_ROWS = 40;
const SPRAYERS = 5000;
const USERS = 20_000;

/** Mail of a day as mail servers and sensors together tell it: every fifth message has an attachment, every seventh is an answer. */
export function mailEvents(rows: number): () => Event {
  const next = mailStream(rows);
  let row = 0;
  return () => {
    const event = next();
    const at = row++;
    const isTaken = String(event['last_reply']).startsWith('2');
    event['src_user'] = event['mailfrom']!;
    event['message_id'] = event['msg_id']!;
    event['in_reply_to'] = at % 7 === 0 ? `<C${at}@mail.example.net>` : '';
    event['size'] = String(2000 + ((at * 7919) % 60_000));
    event['action'] = isTaken ? 'delivered' : 'blocked';
    event['recipient_status'] = isTaken ? 'sent' : 'bounced';
    event['dmarc'] = at % 50 === 0 ? 'fail' : 'pass';
    if (at % 5 === 0) attach(event, at);
    return event;
  };
}

function attach(event: Event, at: number): void {
  const [name, type] = ATTACHMENTS[(at >> 4) % ATTACHMENTS.length]!;
  event['file_name'] = name;
  event['attachment_type'] = type;
  event['file_size'] = String(10_000 + ((at * 104_729) % 900_000));
}

/** Log-ins of a day to IMAP and submission: each user from two networks, some that mistype, and sources that spray. */
export function logInEvents(rows: number): () => Event {
  const random = seeded(20120317);
  const zipf = zipfSampler(random);
  let row = 0;
  let spray = { source: 0, left: 0 };
  return () => {
    if (spray.left === 0 && random() < SPRAY_SHARE) {
      spray = { source: Math.floor(random() * SPRAYERS), left: SPRAY_ROWS };
    }
    const time = (NEWEST - (row++ * SPAN_SECONDS) / rows).toFixed(6);
    const app = random() < 0.7 ? 'imap' : 'smtp';
    if (spray.left > 0) {
      spray.left--;
      const src = `2001:db8:f:${spray.source.toString(16)}::1`;
      return logIn({ time, app, src, user: Math.floor(random() * USERS), isFailure: true });
    }
    const user = zipf();
    const src = `2001:db8:${random() < 0.8 ? 1 : 2}:${user.toString(16)}::5`;
    return logIn({ time, app, src, user, isFailure: random() < FAILED_SHARE });
  };
}

interface LogIn {
  readonly time: string;
  readonly app: string;
  readonly src: string;
  readonly user: number;
  readonly isFailure: boolean;
}

function logIn({ time, app, src, user, isFailure }: LogIn): Event {
  return {
    _time: time,
    src,
    user: `user${user}@example.com`,
    action: isFailure ? 'failure' : 'success',
    app,
    signature: isFailure ? 'Password mismatch' : 'Login',
  };
}

/** Log-ins and the messages that the same accounts send, by turns. */
export function accountEvents(rows: number): () => Event {
  const nextLogIn = logInEvents(Math.ceil(rows / 2));
  const nextMail = mailEvents(Math.ceil(rows / 2));
  let row = 0;
  return () => {
    if (row++ % 2 === 0) return nextLogIn();
    const message = nextMail();
    const user = Number(/<user(\d+)@/.exec(String(message['from']))?.[1] ?? 0);
    message['user'] = `user${user}@example.com`;
    message['src'] = `2001:db8:1:${user.toString(16)}::5`;
    return message;
  };
}
