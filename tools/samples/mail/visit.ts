import type { Server } from '../company/company';
import type { Host } from '../company/outside';
import type { Case } from '../truth';
import type { Message } from './message';
import { type Network, type Process, processOf, say } from './network';
import type { Fates } from './outbound';
import type { Refusal } from './refusals';
import { type Security, SUITES, type TlsSuite, type Transaction } from './session';

/** A message brought to one of the company's servers. */
export interface Letter {
  readonly message: Message;
  /** Why the server does not take it. */
  readonly refusal?: Refusal;
  /** Recipients that are refused while the others are taken. */
  readonly unknown?: readonly string[];
  /** How foreign servers take it later. */
  readonly fates?: Fates;
  /** The client goes away once its recipients are taken. */
  readonly isDropped?: boolean;
  /** Stays in the queue: whoever brings it delivers it later. */
  readonly isHeld?: boolean;
}

/** A connection to one of the company's servers, with what it brings. */
export interface Arrival {
  readonly time: number;
  readonly client: Host;
  readonly server: 'mx' | 'backup' | 'smtp';
  readonly port?: 25 | 587 | 465;
  readonly helo: string;
  readonly security?: Security;
  readonly suite?: TlsSuite;
  readonly login?: { readonly user: string; readonly method: string };
  readonly letters: readonly Letter[];
  readonly ending?: 'quit' | 'lost';
  readonly truth?: Case | undefined;
}

/** A connection while it goes on. */
export interface Visit {
  readonly arrival: Arrival;
  readonly server: Server;
  readonly smtpd: Process;
  readonly counts: Record<'mail' | 'rcpt' | 'rcptAll' | 'data' | 'dataAll', number>;
  readonly transactions: Transaction[];
  time: number;
}

/** Postfix's name for its server on a port. */
export const PROGRAMS = {
  25: 'postfix/smtpd',
  587: 'postfix/submission/smtpd',
  465: 'postfix/smtps/smtpd',
} as const;

/** How an arrival is encrypted, if it is. */
export function suiteOf({ security = 'plain', suite }: Arrival): TlsSuite | undefined {
  return security === 'plain' ? undefined : (suite ?? SUITES['TLSv1.3']);
}

/** A client as Postfix writes it. */
export const nameOf = ({ client }: Arrival): string => `${client.name}[${client.address}]`;

/** Envelope and greeting as they end a refusal. */
export function envelopeText({ arrival }: Visit, from: string, to: string): string {
  return `from=<${from}> to=<${to}> proto=ESMTP helo=<${arrival.helo}>`;
}

const part = (name: string, done: number, all: number): string[] =>
  all === 0 ? [] : [`${name}=${done === all ? all : `${done}/${all}`}`];

/** The counts of commands that Postfix writes at the end of a session. */
export function commandCounts({ arrival, counts }: Visit): string {
  const { security = 'plain', login, ending = 'quit' } = arrival;
  const isStarted = security === 'starttls';
  const all: readonly (readonly [string, number, number])[] = [
    ['ehlo', isStarted ? 2 : 1, isStarted ? 2 : 1],
    ['starttls', isStarted ? 1 : 0, isStarted ? 1 : 0],
    ['auth', login ? 1 : 0, login ? 1 : 0],
    ['mail', counts.mail, counts.mail],
    ['rcpt', counts.rcpt, counts.rcptAll],
    ['data', counts.data, counts.dataAll],
    ['quit', ending === 'quit' ? 1 : 0, ending === 'quit' ? 1 : 0],
  ];
  const done = all.reduce((sum, [, count]) => sum + count, 0);
  const tried = all.reduce((sum, [, , count]) => sum + count, 0);
  return [
    ...all.flatMap(([name, ok, count]) => part(name, ok, count)),
    ...part('commands', done, tried),
  ].join(' ');
}

/** Writes postscreen's lines. */
export function screen(network: Network, { arrival, server }: Visit, port: number): void {
  const screener = processOf(network, server.short, 'postfix/postscreen');
  const from = `[${arrival.client.address}]:${port}`;
  say(network, screener, arrival.time, `CONNECT from ${from} to [${server.address}]:25`, arrival.truth);
  const verdict = network.draws.chance(0.75) ? 'PASS OLD' : 'PASS NEW';
  say(network, screener, arrival.time + 2_000, `${verdict} ${from}`, arrival.truth);
}

/** Writes the line of an encrypted connection. */
export function sayTls(network: Network, { arrival, smtpd }: Visit, suite: TlsSuite): void {
  const text = `Anonymous TLS connection established from ${nameOf(arrival)}: ${suite.version} with cipher ${suite.cipher} (${suite.bits}/${suite.bits} bits)`;
  say(network, smtpd, arrival.time + 60_000, text, arrival.truth);
}
