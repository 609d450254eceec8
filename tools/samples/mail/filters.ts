import { HOUR, MINUTE, SECOND } from '../calendar';
import type { Server } from '../company/company';
import type { Host } from '../company/outside';
import type { Case } from '../truth';
import { domainOf, type Message } from './message';
import { type Network, processOf, say } from './network';

/** A message at one of the company's servers, under one queue id. */
export interface Queued {
  readonly server: Server;
  readonly id: string;
  readonly message: Message;
  readonly time: number;
  /** When the message came to the server. */
  readonly arrived: number;
  readonly client: Host;
  readonly origin: 'outside' | 'inside' | 'filter' | 'local';
  readonly truth?: Case | undefined;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  Pass: 'R_SPF_ALLOW(-0.20){+mx:c;}',
  Fail: 'R_SPF_FAIL(1.00){-all:c;}',
  Softfail: 'R_SPF_SOFTFAIL(0.00){~all:c;}',
  None: 'R_SPF_NA(0.00){no SPF record;}',
  pass: 'R_DKIM_ALLOW(-0.20){}',
  fail: 'R_DKIM_REJECT(1.00){}',
  none: 'R_DKIM_NA(0.00){}',
};

/** The SPF policy service's line on a sender. */
export function spfLine(
  network: Network,
  { server, message, client, time, truth }: Queued,
  helo: string,
): void {
  const { proof, sender } = message;
  const identity = sender === '' ? 'helo' : 'mailfrom';
  const text = `prepend Received-SPF: ${proof.spf} (mailfrom) identity=${identity}; client-ip=${client.address}; helo=${helo}; envelope-from=${sender === '' ? '<>' : sender}; receiver=<UNKNOWN>`;
  say(network, processOf(network, server.short, 'policyd-spf'), time, text, truth);
}

/** OpenDKIM's and OpenDMARC's lines on a message from outside. */
export function authenticationLines(network: Network, queued: Queued): void {
  const { server, message, id, time, truth, client } = queued;
  const domain = domainOf(message.from.replace(/>.*$/, ''));
  const dkim = processOf(network, server.short, 'opendkim');
  const dmarc = processOf(network, server.short, 'opendmarc');
  say(network, dkim, time, `${id}: ${client.name} [${client.address}] not internal`, truth);
  const signature = {
    pass: 'DKIM verification successful',
    fail: 'bad signature data',
    none: 'no signature data',
  };
  if (message.proof.dkim !== 'none')
    say(network, dkim, time + 1_200, `${id}: s=mail d=${domainOf(message.sender)} SSL`, truth);
  say(network, dkim, time + 1_400, `${id}: ${signature[message.proof.dkim]}`, truth);
  say(network, dmarc, time + 2_600, `${id}: ${domain} ${message.proof.dmarc}`, truth);
}

function rspamdSymbols({ spf, dkim, dmarc, score, listedLink }: Message['proof']): string {
  const policy = {
    pass: 'DMARC_POLICY_ALLOW(-0.50)',
    fail: 'DMARC_POLICY_REJECT(2.00)',
    none: 'DMARC_NA(0.00)',
  };
  const rest =
    score >= 6 ? [`BAYES_SPAM(${(score - 2).toFixed(2)}){99.98%;}`] : ['BAYES_HAM(-1.00){98.20%;}'];
  return [
    SYMBOLS[spf],
    SYMBOLS[dkim],
    `${policy[dmarc]}{}`,
    ...rest,
    ...(listedLink === undefined ? [] : [`DBL_PHISH(7.50){${listedLink}:url;}`]),
    'MIME_GOOD(-0.10){multipart/alternative;text/plain;}',
  ].join(',');
}

/** Rspamd's line on a message. */
export function rspamdLine(network: Network, queued: Queued, helo: string): void {
  const { message, id, client, time, truth, server } = queued;
  const { score } = message.proof;
  const [isRefused, isMarked] = [score >= 15, score >= 6];
  const action = isRefused ? 'reject' : isMarked ? 'add header' : 'no action';
  const tag = network.draws.hex(6);
  const text = [
    `<${tag}>; proxy; rspamd_task_write_log: id: <${message.id}>, qid: <${id}>, ip: ${client.address}, helo: <${helo}>`,
    `from: <${message.sender}>`,
    `(default: ${isRefused || isMarked ? 'T' : 'F'} (${action}): [${score.toFixed(2)}/15.00] [${rspamdSymbols(message.proof)}])`,
    `len: ${message.bytes}`,
    `time: ${network.draws.between(90, 900)}.${network.draws.between(100, 999)}ms`,
    `dns req: ${network.draws.between(8, 40)}`,
    `digest: <${network.draws.hex(32)}>`,
    `rcpts: <${message.recipients.join(',')}>`,
    `mime_rcpts: <${message.recipients.join(',')}>`,
  ].join(', ');
  say(network, processOf(network, server.short, 'rspamd'), time, text, truth);
}

/** amavis's line on a message that it handed back under another queue id. */
export function amavisLine(network: Network, queued: Queued, time: number, backId: string): void {
  const { message, id, client, truth, server } = queued;
  const { draws } = network;
  const { score } = message.proof;
  const verdict = score >= 6 ? 'SPAMMY {RelayedTaggedInbound}' : 'CLEAN {RelayedInbound}';
  const pid = draws.between(1_000, 30_000);
  const text = [
    `(${pid}-${draws.between(10, 30)}) Passed ${verdict}`,
    `[${client.address}]:${draws.between(32_768, 60_999)} [${client.address}] <${message.sender}> -> ${message.recipients.map((recipient) => `<${recipient}>`).join(',')}`,
    `Queue-ID: ${id}`,
    `Message-ID: <${message.id}>`,
    `mail_id: ${draws.text('abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789', 12)}`,
    `Hits: ${score.toFixed(3)}`,
    `size: ${message.bytes}`,
    `queued_as: ${backId}`,
    `${Math.round((time - queued.time) / 1000)} ms`,
  ].join(', ');
  say(network, { host: server.short, program: 'amavis', pid }, time, text, truth);
}

/** Seconds as Postfix writes delays: two significant digits. */
export function delayText(micros: number): string {
  const seconds = Math.max(0, micros) / SECOND;
  if (seconds < 0.01) return seconds < 0.005 ? '0' : '0.01';
  if (micros >= HOUR || seconds >= 10) return String(Math.round(seconds));
  return micros >= MINUTE ? seconds.toFixed(0) : String(Number(seconds.toPrecision(2)));
}
