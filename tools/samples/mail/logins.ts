import { SECOND } from '../calendar';
import type { Host } from '../company/outside';
import type { Case } from '../truth';
import { clientPort, type Network, processOf, say, sayDovecot } from './network';
import { type Security, SUITES } from './session';
import { PROGRAMS } from './visit';

/** A log-in to read mail. */
export interface MailboxLogin {
  readonly time: number;
  readonly user: string;
  readonly client: Host;
  readonly service?: 'imap' | 'pop3';
  readonly security?: 'implicit' | 'plain';
  /** Why it fails; it works when absent. */
  readonly failure?: 'Password mismatch' | 'unknown user';
  /** Passwords tried. */
  readonly attempts?: number;
  /** How long it stays. */
  readonly length?: number;
  readonly truth?: Case | undefined;
}

const PORTS = { imap: { implicit: 993, plain: 143 }, pop3: { implicit: 995, plain: 110 } } as const;

function sayFailure(network: Network, login: MailboxLogin, ends: string, end: number): void {
  const { time, user, client, service = 'imap', failure, attempts = 1, truth } = login;
  const worker = network.draws.between(1_000, 64_000);
  for (let turn = 0; turn < attempts; turn++) {
    const at = time + 200_000 + Math.floor(((end - time - 300_000) * turn) / attempts);
    const text = `auth-worker(${worker}): conn unix:auth-worker (pid=${worker - 7},uid=112): auth-worker<${turn + 1}>: sql(${user},${client.address}): ${failure}`;
    sayDovecot(network, at, text, truth);
  }
  const tried = `auth failed, ${attempts} attempts in ${Math.round((end - time) / SECOND)} secs`;
  sayDovecot(network, end, `${service}-login: Disconnected: Connection closed (${tried}): ${ends}`, truth);
}

function saySuccess(network: Network, login: MailboxLogin, ends: string, session: string, end: number): void {
  const { draws } = network;
  const { user, service = 'imap', truth, time } = login;
  const pid = draws.between(1_000, 64_000);
  sayDovecot(
    network,
    time + 150_000,
    `${service}-login: Login: ${ends.replace(', session', `, mpid=${pid}, session`)}`,
    truth,
  );
  const counts = `in=${draws.between(80, 2_000)} out=${draws.skewed(900, 400_000)}`;
  const rest =
    service === 'imap'
      ? `Disconnected: Logged out ${counts} deleted=0 expunged=0 trashed=0 hdr_count=${draws.between(0, 30)} hdr_bytes=${draws.between(0, 9_000)} body_count=${draws.between(0, 9)} body_bytes=${draws.skewed(0, 300_000)}`
      : `Disconnected: Logged out top=0/0, retr=${draws.between(0, 9)}/${draws.skewed(0, 90_000)}, del=0/${draws.between(1, 90)}, size=${draws.between(9_000, 9_000_000)}`;
  sayDovecot(network, end, `${service}(${user})<${pid}><${session}>: ${rest}`, truth);
}

/** Lets somebody log in to Dovecot, or fail to: its lines, and the encrypted connection the sensor sees. */
export function logIn(network: Network, login: MailboxLogin): void {
  const { time, user, client, service = 'imap', security = 'implicit', failure, truth } = login;
  const { imap } = network.company.servers;
  const session = network.ids.text(12);
  const { attempts = 1, length = failure ? (1 + attempts * 2) * SECOND : 30 * SECOND } = login;
  const end = time + length + network.draws.between(100, 900) * 1_000;
  const tls = security === 'implicit' ? ', TLS' : '';
  const ends = `user=<${user}>, method=PLAIN, rip=${client.address}, lip=${imap.address}${tls}, session=<${session}>`;
  if (failure) sayFailure(network, login, ends, end);
  else saySuccess(network, login, ends, session, end);
  network.sensor.see({
    time,
    length: end - time,
    client,
    clientPort: clientPort(network),
    server: imap,
    port: PORTS[service][security],
    security,
    ...(security === 'implicit'
      ? { suite: SUITES['TLSv1.3'], serverName: imap.name }
      : { service: service === 'pop3' ? 'pop3' : 'imap' }),
    transactions: [],
    ending: 'quit',
    talkBytes: network.draws.between(200, 3_000),
    answerBytes: network.draws.skewed(900, 400_000),
    truth,
  });
}

/** Tries to log in to the submission service. */
export interface SubmissionFailure {
  readonly time: number;
  readonly users: readonly string[];
  readonly client: Host;
  readonly helo: string;
  readonly port?: 25 | 587 | 465;
  readonly method?: 'PLAIN' | 'LOGIN' | 'CRAM-MD5';
  readonly security?: Security;
  /** The connection is dropped after AUTH, and nothing says whose password failed. */
  readonly isLost?: boolean;
  readonly truth?: Case | undefined;
}

/** Lets log-ins to the submission service fail, one for each user named: Postfix's lines and what the sensor sees. */
export function failSubmission(network: Network, failure: SubmissionFailure): void {
  const {
    time,
    users,
    client,
    helo,
    port = 587,
    method = 'LOGIN',
    security = 'starttls',
    isLost = false,
  } = failure;
  const { smtp } = network.company.servers;
  const { truth } = failure;
  const smtpd = processOf(network, smtp.short, PROGRAMS[port]);
  const from = `${client.name}[${client.address}]`;
  say(network, smtpd, time, `connect from ${from}`, truth);
  if (security !== 'plain') {
    const text = `Anonymous TLS connection established from ${from}: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)`;
    say(network, smtpd, time + 60_000, text, truth);
  }
  let at = time + 300_000;
  for (const user of isLost ? [] : users) {
    const text = `warning: ${from}: SASL ${method} authentication failed: (reason unavailable), sasl_username=${user}`;
    say(network, smtpd, at, text, truth);
    at += network.draws.between(300, 2_500) * 1_000;
  }
  const tried = isLost ? 1 : users.length;
  const hello = security === 'starttls' ? 'ehlo=2 starttls=1' : 'ehlo=1';
  const done = security === 'starttls' ? 3 : 1;
  if (isLost || users.length > 1) say(network, smtpd, at, `lost connection after AUTH from ${from}`, truth);
  const isQuit = !isLost && users.length === 1;
  const rest = isQuit ? `quit=1 commands=${done + 1}/${done + 2}` : `commands=${done}/${done + tried}`;
  say(network, smtpd, at + 400, `disconnect from ${from} ${hello} auth=0/${tried} ${rest}`, truth);
  network.sensor.see({
    time,
    length: at - time,
    client,
    clientPort: clientPort(network),
    server: smtp,
    port,
    helo,
    security,
    ...(security !== 'plain' && { suite: SUITES['TLSv1.3'], serverName: smtp.name }),
    transactions: [],
    ending: isQuit ? 'quit' : 'lost',
    talkBytes: 90 + tried * 60,
    truth,
  });
}
