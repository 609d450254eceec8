/** A stream of mail events that is the same on every machine, row by row as splunkd would send it, newest first. */

const SENDERS = 20_000;
const ZIPF_EXPONENT = 1.05;
const MULTIVALUED_SHARE = 0.18;
const BURST_SHARE = 0.002;
const BURST_ROWS = 60;
export const SPAN_SECONDS = 86_400;
export const NEWEST = 1_331_942_400;
const RECIPIENTS = 50_000;

/** A row by its fields; whoever was given one may add to it. */
export type Event = Record<string, string | readonly string[]>;

/** The 24 fields of the wide stream. */
export const WIDE_FIELDS = [
  '_time',
  '_raw',
  'host',
  'index',
  'source',
  'sourcetype',
  'uid',
  'src',
  'src_port',
  'dest',
  'dest_port',
  'helo',
  'mailfrom',
  'recipient',
  'recipient_count',
  'from',
  'to',
  'reply_to',
  'msg_id',
  'subject',
  'last_reply',
  'path',
  'user_agent',
  'tls',
] as const;

/** A generator of numbers from 0 to below 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** What part of all mail each sender has, the busiest first. */
export function senderShares(): number[] {
  const weights = Array.from({ length: SENDERS }, (_, rank) => (rank + 1) ** -ZIPF_EXPONENT);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** A generator of numbers of senders, the first of them by far the most often. */
export function zipfSampler(random: () => number): () => number {
  const cumulative = new Float64Array(SENDERS);
  let sum = 0;
  for (let rank = 0; rank < SENDERS; rank++) cumulative[rank] = sum += (rank + 1) ** -ZIPF_EXPONENT;
  return () => {
    const target = random() * sum;
    let low = 0;
    let high = SENDERS - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! < target) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Gives the events of the stream one after the other. */
export function mailStream(rows: number): () => Event {
  const random = seeded(20120316);
  const zipf = zipfSampler(random);
  let row = 0;
  let burst = { sender: 0, left: 0 };
  return () => {
    if (burst.left === 0 && random() < BURST_SHARE) {
      burst = { sender: Math.floor(random() * SENDERS), left: BURST_ROWS };
    }
    const isBurst = burst.left > 0;
    if (isBurst) burst.left--;
    const time = NEWEST - (row++ * SPAN_SECONDS) / rows;
    return eventOf(time.toFixed(6), isBurst ? burst.sender : zipf(), isBurst, random);
  };
}

function eventOf(time: string, sender: number, isBurst: boolean, random: () => number): Event {
  const src = `2001:db8::${sender.toString(16)}`;
  const identity = isBurst ? Math.floor(random() * 500) : sender;
  const address = `user${identity}@dept${identity % 400}.example.com`;
  const isForged = random() < 0.03;
  const mailfrom = isForged ? `bounce-${identity}@lists.example.net` : address;
  const recipients = recipientsOf(random);
  const [to = ''] = recipients;
  const uid = `C${Math.floor(random() * 2 ** 48).toString(36)}`;
  const subject =
    random() < 0.3 ? `Re: Bestellung "A${identity}", Größe ${sender % 60}` : `Weekly report ${sender}`;
  return {
    _time: time,
    _raw: `${time}\t${uid}\t${src}\t${40_000 + (sender % 20_000)}\t2001:db8:1::25\t25\t1\thost${identity}.example.com\t${mailfrom}\t${recipients.join(',')}\t${subject}\t250 2.0.0 Ok: queued as ${uid}`,
    host: 'sensor1',
    index: 'mail',
    source: '/var/log/zeek/smtp.log',
    sourcetype: 'zeek:smtp:tsv',
    uid,
    src,
    src_port: String(40_000 + (sender % 20_000)),
    dest: `2001:db8:1::${25 + (sender % 3)}`,
    dest_port: '25',
    helo: `host${identity}.example.com`,
    mailfrom,
    recipient: recipients,
    recipient_count: String(recipients.length),
    from: `"User ${identity}" <${address}>`,
    to,
    reply_to: random() < 0.1 ? address : '',
    msg_id: `<${uid}@mail.example.com>`,
    subject,
    last_reply: random() < 0.04 ? '550 5.1.1 User unknown' : `250 2.0.0 Ok: queued as ${uid}`,
    path: ['2001:db8:1::25', src],
    user_agent: 'Example Mailer 7.2',
    tls: 'F',
  };
}

function recipientsOf(random: () => number): string[] {
  const count = random() < MULTIVALUED_SHARE ? 2 + Math.floor(random() * 4) : 1;
  return Array.from({ length: count }, () => `rcpt${Math.floor(random() * RECIPIENTS)}@example.org`);
}

/** A header of the fields and, behind all of them, their `__mv_` twins, as splunkd writes it. */
export function headerOf(fields: readonly string[]): string {
  return `${[...fields, ...fields.map((field) => `__mv_${field}`)].map(cell).join(',')}\n`;
}

/** The row of an event under that header; fields that it lacks are empty. */
export function rowOf(event: Event, fields: readonly string[]): string {
  let plain = '';
  let multivalue = '';
  for (const field of fields) {
    const value = event[field] ?? '';
    plain += `${cell(typeof value === 'string' ? value : value.join('\n'))},`;
    const isSeveral = typeof value !== 'string' && value.length > 1;
    multivalue += isSeveral
      ? `,"${value
          .map((one) => `$${one.replaceAll('$', '$$$$')}$`)
          .join(';')
          .replaceAll('"', '""')}"`
      : ',';
  }
  return `${plain}${multivalue.slice(1)}\n`;
}

function cell(text: string): string {
  return /^[A-Za-z0-9]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}
