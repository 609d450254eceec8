import { delayText, type Queued } from './filters';
import { type Network, processOf, say } from './network';
import type { Outcome } from './outbound';

/** Puts a message into a server's queue: the lines of cleanup and of the queue manager. */
export function enqueue(network: Network, queued: Queued): void {
  const { server, id, message, time, truth } = queued;
  if (queued.origin !== 'filter') truth?.message(message.id);
  truth?.queued(id);
  // A message without a Message-ID has an empty one here.
  const cleanup = processOf(network, server.short, 'postfix/cleanup');
  say(network, cleanup, time, `${id}: message-id=<${message.id}>`, truth);
  const manager = { host: server.short, program: 'postfix/qmgr', pid: 812 };
  const text = `${id}: from=<${message.sender}>, size=${message.bytes}, nrcpt=${message.recipients.length} (queue active)`;
  say(network, manager, time + 4_000, text, truth);
}

/** A new queue id at a server. */
export function queueId({ ids, company }: Network, time: number): string {
  return ids.queue(time, company.queueIds);
}

/** Writes that a message left its queue. */
export function remove(network: Network, { server, id, truth }: Queued, time: number): void {
  say(network, { host: server.short, program: 'postfix/qmgr', pid: 812 }, time, `${id}: removed`, truth);
}

/** Senders of machines, whose mailboxes exist though no person reads them. */
const SERVICE = /^(orders|support|news|bounces\+[\d-]+|monitor|root|scan-[\w-]+)@/;

/** Whether mail to an own address can be stored. */
export function isMailbox({ company }: Network, address: string): boolean {
  return company.mailboxes.has(address) || SERVICE.test(address);
}

/** Writes that nobody has a mailbox of this address, and gives back what its sender is told. */
export function sayUnknown(
  network: Network,
  queued: Queued,
  recipient: string,
  time: number,
): Outcome['bounced'][number] {
  const { server, id, truth } = queued;
  const { imap } = network.company.servers;
  const host = `${imap.name}[${imap.address}]`;
  const text = `550 5.1.1 <${recipient}> User doesn't exist: ${recipient}`;
  const delay = delayText(time - queued.arrived);
  const line = `${id}: to=<${recipient}>, relay=${host}:24, delay=${delay}, delays=${delay}/0.01/0.01/0, dsn=5.1.1, status=bounced (host ${host} said: ${text} (in reply to RCPT TO command))`;
  say(network, processOf(network, server.short, 'postfix/lmtp'), time, line, truth);
  return { recipient, text };
}
