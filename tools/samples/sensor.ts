import { isInside } from './company/company';
import type { Identifiers } from './identifiers';
import type { Value } from './logs/columns';
import type { LogSink } from './logs/sink';
import { type RowWriter, seconds } from './logs/zeek';
import type { Message, Part } from './mail/message';
import type { Session, Transaction } from './mail/session';
import { Draws } from './random';
import type { Case } from './truth';

type SensorLog = 'smtp' | 'files' | 'conn' | 'ssl';

const PACKET_BYTES = 1400;
const HEADER_BYTES = 52;
const STARTTLS_REPLIES = ['220 2.0.0 Ready to start TLS', '220 2.0.0 SMTP server ready', '220 TLS go ahead'];

const PLAIN_ADDRESS = /^[^<,:\s@]+@[^>,;:\s@]+$/;

/** The addresses that Zeek finds in the argument of MAIL or RCPT (Zeek, base/utils/email.zeek): texts without `@` are none. */
function extracted(recipients: readonly string[]): readonly string[] {
  if (recipients.every((recipient) => PLAIN_ADDRESS.test(recipient))) return recipients;
  const found = recipients.flatMap((recipient) => [
    ...`<${recipient}>`.matchAll(/(?:^|[<,:\s])([^<,:\s@]+@[^>,;\s]+)(?=[>,;\s]|$)/g),
  ]);
  return [...new Set(found.map(([, address]) => address!.replaceAll(/[<>,:;\s]/g, '')))];
}

/** Addresses a message came along: server, client, then what its Received headers name. */
function pathOf({ server, client }: Session, message: Message | undefined): string[] {
  const path = [server.address, client.address];
  for (const { address } of message?.received ?? []) if (path.at(-1) !== address) path.push(address);
  return path;
}

/** Zeek at the company's border and mail segment: what it writes of the sessions it sees. */
export class Sensor {
  /** Sessions that showed no mail for STARTTLS, and messages that were seen whole. */
  readonly counts = { sessions: 0, hidden: 0, readable: 0 };
  readonly #logs: Readonly<Record<SensorLog, LogSink>>;
  readonly #rows: Readonly<Record<SensorLog, RowWriter>>;
  readonly #ids: Identifiers;
  readonly #draws: Draws;

  constructor(
    logs: Readonly<Record<SensorLog, LogSink>>,
    rows: Readonly<Record<SensorLog, RowWriter>>,
    ids: Identifiers,
    seed: number,
  ) {
    this.#logs = logs;
    this.#rows = rows;
    this.#ids = ids;
    this.#draws = new Draws(seed, 'sensor');
  }

  /** Writes the rows of a session and gives back its uid. */
  see(session: Session): string {
    const uid = this.#ids.zeek('C');
    this.counts.sessions++;
    session.truth?.session(uid);
    const { client, clientPort, server, port } = session;
    const connection = [uid, client.address, clientPort, server.address, port];
    this.#conn(session, connection);
    if (session.security !== 'plain') this.#ssl(session, connection);
    if (session.security === 'starttls') this.#hidden(session, connection);
    if (session.security === 'plain') this.#transactions(session, connection);
    return uid;
  }

  #write(log: SensorLog, time: number, values: readonly Value[], truth: Case | undefined): void {
    this.#logs[log].add(time, this.#rows[log](values));
    truth?.line(log, time);
  }

  #hidden(session: Session, connection: readonly Value[]): void {
    this.counts.hidden++;
    const headers = Array<Value>(14).fill(undefined);
    const reply = STARTTLS_REPLIES[session.server.address.length % 3];
    const row = [1, session.helo, ...headers.slice(1), reply, pathOf(session, undefined), undefined];
    const time = session.time + this.#draws.between(20_000, 90_000);
    this.#write('smtp', time, [...connection, ...row, true, [], false], session.truth);
  }

  #transactions(session: Session, connection: readonly Value[]): void {
    const { transactions } = session;
    const step = Math.floor(session.length / (transactions.length + 1));
    let depth = 1;
    for (const [turn, transaction] of transactions.entries()) {
      const time = session.time + step * turn + this.#draws.between(10_000, 40_000);
      const isLast = turn === transactions.length - 1;
      const reply =
        transaction.message || !isLast || session.ending === 'lost' ? transaction.reply : '221 2.0.0 Bye';
      this.#transaction(session, connection, { ...transaction, reply }, time, depth);
      if (transaction.message) depth++;
    }
  }

  #transaction(
    session: Session,
    connection: readonly Value[],
    { sender, recipients, message, reply }: Transaction,
    time: number,
    depth: number,
  ): void {
    const fuids =
      message?.parts.map((part, place) => this.#file(session, connection, part, time, place)) ?? [];
    if (message) {
      this.counts.readable++;
      session.truth?.readable();
    }
    const received = message?.received.map(({ text }) => text) ?? [];
    const row = [
      depth,
      session.helo,
      sender === '' ? undefined : extracted([sender])[0],
      recipients.length > 0 ? extracted(recipients) : undefined,
      message?.date,
      message?.from,
      message && message.to.length > 0 ? message.to : undefined,
      message && message.cc.length > 0 ? message.cc : undefined,
      message?.replyTo,
      message && message.id !== '' ? `<${message.id}>` : undefined,
      message?.inReplyTo === undefined ? undefined : `<${message.inReplyTo}>`,
      message?.subject,
      message?.originatingIp,
      received.at(-1),
      received.at(-2),
      reply,
      pathOf(session, message),
      message?.userAgent,
      false,
      fuids,
      false,
    ];
    this.#write('smtp', time, [...connection, ...row], session.truth);
  }

  #file(
    { client, truth }: Session,
    connection: readonly Value[],
    part: Part,
    time: number,
    place: number,
  ): string {
    const fuid = this.#ids.zeek('F');
    const took = Math.floor(part.bytes / 12);
    const hashes = new Draws(part.content, part.bytes);
    const row = [
      fuid,
      ...connection,
      'SMTP',
      place + (part.name === undefined ? 2 : 1),
      ['MD5', 'SHA1'],
      part.mime,
      part.name,
      seconds(took),
      isInside(client.address),
      true,
      part.bytes,
      undefined,
      0,
      0,
      false,
      undefined,
      hashes.hex(32),
      hashes.hex(40),
      undefined,
      undefined,
      undefined,
      undefined,
    ];
    this.#write('files', time + 3_000 * (place + 1), row, truth);
    return fuid;
  }

  #conn(session: Session, connection: readonly Value[]): void {
    const { transactions, security, client, server, truth } = session;
    const bodies = transactions.reduce((sum, { message }) => sum + (message?.bytes ?? 0), 0);
    const hello = security === 'plain' ? 0 : 1_900;
    const sent = (session.talkBytes ?? 60 + transactions.length * 90) + bodies + hello;
    const answered = (session.answerBytes ?? 250 + transactions.length * 120) + hello * 2;
    const packetsOut = 6 + Math.ceil(sent / PACKET_BYTES);
    const packetsIn = 6 + Math.ceil(answered / PACKET_BYTES) + Math.floor(packetsOut / 4);
    const isClosed = session.ending === 'quit';
    const service = session.service ?? { plain: 'smtp', starttls: 'smtp,ssl', implicit: 'ssl' }[security];
    const row = [
      'tcp',
      service,
      seconds(session.length),
      sent,
      answered,
      isClosed ? 'SF' : 'RSTO',
      isInside(client.address),
      isInside(server.address),
      0,
      isClosed ? 'ShAdDaFf' : 'ShAdDaR',
      packetsOut,
      sent + packetsOut * HEADER_BYTES,
      packetsIn,
      answered + packetsIn * HEADER_BYTES,
      undefined,
    ];
    this.#write('conn', session.time, [...connection, ...row], truth);
  }

  /** Writes a connection that was tried and not made: `S0` when nothing came back, `REJ` when it was refused. */
  seeFailed(
    {
      time,
      client,
      clientPort,
      server,
      port,
      truth,
    }: Omit<Session, 'length' | 'transactions' | 'ending' | 'security'>,
    state: 'S0' | 'REJ',
  ): void {
    const uid = this.#ids.zeek('C');
    truth?.session(uid);
    const isRefused = state === 'REJ';
    const sides = [isInside(client.address), isInside(server.address)];
    const counts = isRefused ? [1, 60, 1, 40] : [3, 180, 0, 0];
    const lasted = isRefused ? ['0.004210', 0, 0] : [undefined, undefined, undefined];
    const history = isRefused ? 'Sr' : 'S';
    const ends = [uid, client.address, clientPort, server.address, port];
    const row = [...ends, 'tcp', undefined, ...lasted, state, ...sides, 0, history, ...counts, undefined];
    this.#write('conn', time, row, truth);
  }

  #ssl(session: Session, connection: readonly Value[]): void {
    const { suite, truth } = session;
    if (!suite) return;
    const isOld = suite.zeekVersion !== 'TLSv13';
    const certificate = isOld ? [new Draws('certificate', session.server.name).hex(64)] : undefined;
    const isSelfSigned = session.server.name.length % 5 === 0;
    const verdict = isSelfSigned ? 'self signed certificate' : 'ok';
    const row = [
      suite.zeekVersion,
      suite.zeekCipher,
      suite.curve === '' ? undefined : suite.curve,
      session.serverName,
      false,
      undefined,
      undefined,
      true,
      suite.history,
      certificate,
      isOld ? [] : undefined,
      isOld && session.serverName !== undefined ? true : undefined,
      isOld ? verdict : undefined,
    ];
    this.#write('ssl', session.time + this.#draws.between(60_000, 190_000), [...connection, ...row], truth);
  }
}
