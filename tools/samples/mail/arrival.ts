import { mailDate } from '../calendar';
import { authenticationLines, type Queued, rspamdLine, spfLine } from './filters';
import type { Message } from './message';
import { clientPort, type Network, processOf, say } from './network';
import { deliver } from './queue';
import { enqueue, queueId } from './queue-lines';
import { REFUSALS, type Refusal, refusalText } from './refusals';
import type { Transaction } from './session';
import {
  type Arrival,
  commandCounts,
  envelopeText,
  type Letter,
  nameOf,
  PROGRAMS,
  sayTls,
  screen,
  suiteOf,
  type Visit,
} from './visit';

function refuse(network: Network, visit: Visit, letter: Letter, recipient: string, refusal: Refusal): string {
  const { arrival } = visit;
  const { sender } = letter.message;
  const about = {
    to: recipient,
    from: sender,
    helo: arrival.helo,
    ip: arrival.client.address,
    user: arrival.login?.user ?? '',
  };
  const reply = refusalText(refusal, about);
  const text = `NOQUEUE: reject: RCPT from ${nameOf(arrival)}: ${reply}; ${envelopeText(visit, sender, recipient)}`;
  say(network, visit.smtpd, visit.time, text, arrival.truth);
  visit.time += 3_000;
  return reply;
}

function refuseContent(network: Network, visit: Visit, letter: Letter, id: string, refusal: Refusal): string {
  const { arrival, server } = visit;
  const { message } = letter;
  const { text } = REFUSALS[refusal];
  const cleanup = processOf(network, server.short, 'postfix/cleanup');
  const line = `${id}: milter-reject: END-OF-MESSAGE from ${nameOf(arrival)}: ${text.slice(4)}; ${envelopeText(visit, message.sender, message.recipients[0]!)}`;
  say(network, cleanup, visit.time - 20_000, `${id}: message-id=<${message.id}>`, arrival.truth);
  say(network, cleanup, visit.time, line, arrival.truth);
  arrival.truth?.queued(id);
  arrival.truth?.message(message.id);
  return text;
}

function stamped(network: Network, visit: Visit, message: Message, id: string): Message {
  const { arrival, server } = visit;
  const { client, helo, security = 'plain', login } = arrival;
  const suffix = `${security === 'plain' ? '' : 'S'}${login ? 'A' : ''}`;
  const address = client.address.includes(':') ? `IPv6:${client.address}` : client.address;
  const date = mailDate(visit.time, network.company.zone);
  const text = `from ${helo} (${client.name} [${address}]) by ${server.name} (Postfix) with ESMTP${suffix} id ${id}; ${date}`;
  return { ...message, received: [{ text, address: client.address }, ...message.received] };
}

function sayClient(network: Network, visit: Visit, id: string): void {
  const { login, truth } = visit.arrival;
  const sasl = login ? `, sasl_method=${login.method}, sasl_username=${login.user}` : '';
  say(network, visit.smtpd, visit.time, `${id}: client=${nameOf(visit.arrival)}${sasl}`, truth);
}

function sayChecks(network: Network, queued: Queued, helo: string, isOutside: boolean): void {
  if (!isOutside) {
    const dkim = processOf(network, queued.server.short, 'opendkim');
    const domain = network.company.domain;
    const text = `${queued.id}: DKIM-Signature field added (s=mail, d=${domain})`;
    say(network, dkim, queued.time + 2_000, text, queued.truth);
    return;
  }
  authenticationLines(network, queued);
  if (network.company.filter === 'rspamd')
    rspamdLine(network, { ...queued, time: queued.time + 3_000 }, helo);
}

function accept(network: Network, visit: Visit, letter: Letter, recipients: readonly string[]): string {
  const { arrival, server } = visit;
  const { client, truth, helo } = arrival;
  const isOutside = arrival.server !== 'smtp';
  const id = queueId(network, visit.time);
  const base = {
    server,
    id,
    client,
    truth,
    arrived: visit.time,
    origin: isOutside ? 'outside' : 'inside',
  } as const;
  const seen: Queued = { ...base, time: visit.time, message: { ...letter.message, recipients } };
  if (isOutside) spfLine(network, seen, helo);
  visit.time += 1_000;
  sayClient(network, visit, id);
  visit.time += 40_000 + Math.floor(letter.message.bytes / 10);
  const message = stamped(network, visit, seen.message, id);
  const queued: Queued = { ...seen, message, time: visit.time };
  if (letter.refusal !== undefined) {
    if (isOutside && network.company.filter === 'rspamd') rspamdLine(network, queued, helo);
    const reply = refuseContent(network, visit, letter, id, letter.refusal);
    visit.time += 2_000;
    return reply;
  }
  enqueue(network, queued);
  sayChecks(network, { ...queued, time: visit.time + 1_000 }, helo, isOutside);
  if (!letter.isHeld) deliver(network, { ...queued, time: visit.time + 9_000 }, letter.fates);
  visit.time += 2_000;
  return `250 2.0.0 Ok: queued as ${id}`;
}

function take(network: Network, visit: Visit, letter: Letter): void {
  const { message, refusal, unknown = [] } = letter;
  const { counts, transactions } = visit;
  const isRefused = refusal !== undefined && REFUSALS[refusal].stage === 'RCPT';
  visit.time += network.draws.between(20, 120) * 1_000;
  let reply = '250 2.1.5 Ok';
  counts.mail++;
  counts.rcptAll += message.recipients.length;
  const taken = message.recipients.filter((recipient) => !isRefused && !unknown.includes(recipient));
  counts.rcpt += taken.length;
  for (const recipient of message.recipients) {
    if (isRefused) reply = refuse(network, visit, letter, recipient, refusal);
    else if (unknown.includes(recipient)) reply = refuse(network, visit, letter, recipient, 'unknownUser');
  }
  if (taken.length === 0) {
    transactions.push({ sender: message.sender, recipients: message.recipients, reply });
    return;
  }
  if (letter.isDropped) {
    sayClient(network, visit, queueId(network, visit.time));
    transactions.push({ sender: message.sender, recipients: message.recipients, reply: '250 2.1.5 Ok' });
    return;
  }
  counts.dataAll++;
  reply = accept(network, visit, letter, taken);
  if (refusal === undefined) counts.data++;
  transactions.push({ sender: message.sender, recipients: message.recipients, message, reply });
}

/** Lets a connection come to one of the company's servers: lines of the mail log, what the sensor sees, and delivery of what was taken. Gives back how each letter was answered. */
export function arrive(network: Network, arrival: Arrival): readonly Transaction[] {
  const server = network.company.servers[arrival.server];
  const { time, client, truth, port = 25, security = 'plain', ending = 'quit' } = arrival;
  const smtpd = processOf(network, server.short, PROGRAMS[port]);
  const counts = { mail: 0, rcpt: 0, rcptAll: 0, data: 0, dataAll: 0 };
  const visit: Visit = { arrival, server, smtpd, counts, transactions: [], time: time + 90_000 };
  const suite = suiteOf(arrival);
  const fromPort = clientPort(network);
  if (arrival.server !== 'smtp') screen(network, visit, fromPort);
  say(network, smtpd, time + 5_000, `connect from ${nameOf(arrival)}`, truth);
  if (suite) sayTls(network, visit, suite);
  for (const letter of arrival.letters) take(network, visit, letter);
  visit.time += 4_000;
  if (ending === 'lost')
    say(network, smtpd, visit.time, `lost connection after RCPT from ${nameOf(arrival)}`, truth);
  say(network, smtpd, visit.time + 500, `disconnect from ${nameOf(arrival)} ${commandCounts(visit)}`, truth);
  network.sensor.see({
    time,
    length: visit.time - time,
    client,
    clientPort: fromPort,
    server,
    port,
    helo: arrival.helo,
    security,
    ...(suite && { suite }),
    ...(arrival.server === 'smtp' && { serverName: server.name }),
    transactions: visit.transactions,
    ending,
    truth,
  });
  return visit.transactions;
}
