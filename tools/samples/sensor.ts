import type { Identifiers } from './identifiers';
import type { Value } from './logs/columns';
import type { LogSink } from './logs/sink';
import type { RowWriter } from './logs/zeek';
import type { Session, Transaction } from './mail/session';
import { Draws } from './random';
import type { Case } from './truth';
import {
  connValues,
  extracted,
  failedValues,
  fileValues,
  pathOf,
  STARTTLS_REPLIES,
  sslValues,
} from './zeek-rows';

/** The ends of a connection. */
type End = 'client' | 'clientPort' | 'server' | 'port';

type SensorLog = 'smtp' | 'files' | 'conn' | 'ssl';

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
    this.#write('conn', session.time, [...connection, ...connValues(session)], session.truth);
    if (session.suite) {
      const time = session.time + this.#draws.between(60_000, 190_000);
      this.#write('ssl', time, [...connection, ...sslValues(session)], session.truth);
    }
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
    const fuids = message?.parts.map((part, place) => {
      const fuid = this.#ids.zeek('F');
      const values = [fuid, ...connection, ...fileValues(part, place, session.client.address)];
      this.#write('files', time + 3_000 * (place + 1), values, session.truth);
      return fuid;
    });
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
      fuids ?? [],
      false,
    ];
    this.#write('smtp', time, [...connection, ...row], session.truth);
  }

  /** Writes a connection that was tried and not made: `S0` when nothing came back, `REJ` when it was refused. */
  seeFailed(session: Pick<Session, 'time' | 'truth' | End>, state: 'S0' | 'REJ'): void {
    const uid = this.#ids.zeek('C');
    const { client, clientPort, server, port, time, truth } = session;
    truth?.session(uid);
    const ends = [uid, client.address, clientPort, server.address, port];
    this.#write('conn', time, [...ends, ...failedValues(session, state)], truth);
  }
}
