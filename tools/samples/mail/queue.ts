import { mailDate, SECOND } from '../calendar';
import { amavisLine, delayText, type Queued } from './filters';
import { CLEAN, compose, domainOf, localPart, type Message } from './message';
import { isOwn, type Network, processOf, say, sayDovecot } from './network';
import { type Fates, type Outcome, sendOut } from './outbound';
import { enqueue, isMailbox, queueId, remove, sayUnknown } from './queue-lines';

/** Hands a message through amavis, which gives it back to the server under a second id. */
function filterOnce(network: Network, queued: Queued): void {
  const { server, message, id, truth } = queued;
  const start = queued.time + 6_000;
  const back = start + network.draws.between(200, 1_500) * 1_000;
  const backId = queueId(network, back);
  const smtpd = processOf(network, server.short, 'postfix/smtpd');
  say(network, smtpd, back - 2_000, 'connect from localhost[127.0.0.1]', truth);
  say(network, smtpd, back - 1_000, `${backId}: client=localhost[127.0.0.1], orig_queue_id=${id}`, truth);
  const client = { name: 'localhost', address: '127.0.0.1' };
  const again: Queued = { ...queued, id: backId, time: back, arrived: back, origin: 'filter', client };
  enqueue(network, again);
  amavisLine(network, queued, back + 9_000, backId);
  say(
    network,
    smtpd,
    back + 10_000,
    'disconnect from localhost[127.0.0.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
    truth,
  );
  const process = processOf(network, server.short, 'postfix/smtp');
  for (const recipient of message.recipients) {
    const delays = `${delayText(start - queued.arrived)}/0.01/0.01/${delayText(back - start)}`;
    const text = `${id}: to=<${recipient}>, relay=127.0.0.1[127.0.0.1]:10024, delay=${delayText(back - queued.arrived)}, delays=${delays}, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as ${backId})`;
    say(network, process, back + 11_000, text, truth);
  }
  remove(network, queued, back + 12_000);
  route(network, again, undefined);
}

/** Brings a message to all its recipients, from where it stands in a queue. */
export function deliver(network: Network, queued: Queued, fates?: Fates): void {
  const { company } = network;
  const isFiltered = queued.origin === 'outside' && company.filter === 'amavis';
  if (isFiltered) filterOnce(network, queued);
  else route(network, queued, fates);
}

function route(network: Network, queued: Queued, fates: Fates | undefined): void {
  const start = queued.time + 8_000;
  const { aliases } = network.company;
  const outside = new Map<string, string[]>();
  const bounced: Outcome['bounced'][number][] = [];
  let end = start;
  for (const recipient of queued.message.recipients) {
    if (!isOwn(network, recipient)) {
      const domain = domainOf(recipient);
      outside.set(domain, [...(outside.get(domain) ?? []), recipient]);
      continue;
    }
    const mailboxes = aliases.get(recipient) ?? [recipient];
    if (isMailbox(network, mailboxes[0]!)) {
      for (const mailbox of mailboxes) end = store(network, queued, mailbox, recipient, end);
    } else bounced.push(sayUnknown(network, queued, recipient, end));
  }
  let turn = 0;
  for (const recipients of outside.values()) {
    const outcome = sendOut(network, queued, recipients, start + turn++ * 40_000, fates);
    end = Math.max(end, outcome.end);
    bounced.push(...outcome.bounced);
  }
  if (bounced.length > 0) bounce(network, queued, bounced, end);
  remove(network, queued, end + 3_000);
}

/** Brings a message into a mailbox and does what its owner wants done then; gives back when that ended. */
function store(network: Network, queued: Queued, mailbox: string, recipient: string, start: number): number {
  const { server, id, message, truth } = queued;
  const { imap } = network.company.servers;
  const end = start + network.draws.between(20, 90) * 1_000;
  const session = network.ids.text(11);
  const original = mailbox === recipient ? '' : ` orig_to=<${recipient}>,`;
  const delays = `${delayText(start - queued.arrived)}/0.01/0.01/${delayText(end - start)}`;
  const text = `${id}: to=<${mailbox}>,${original} relay=${imap.name}[${imap.address}]:24, delay=${delayText(end - queued.arrived)}, delays=${delays}, dsn=2.0.0, status=sent (250 2.0.0 <${mailbox}> ${session} Saved)`;
  const prefix = `lmtp(${mailbox})<${network.draws.between(1_000, 64_000)}><${session}>: sieve: msgid=<${message.id}>:`;
  sayDovecot(network, end - 2_000, `${prefix} stored mail into mailbox 'INBOX'`, truth);
  say(network, processOf(network, server.short, 'postfix/lmtp'), end, text, truth);
  handOn(network, queued, mailbox, prefix, end);
  answerAbsent(network, queued, mailbox, prefix, end);
  return end;
}

function handOn(network: Network, queued: Queued, mailbox: string, prefix: string, time: number): void {
  const forward = network.forwards.get(mailbox);
  if (!forward || time < forward.since) return;
  const { imap, smtp } = network.company.servers;
  sayDovecot(network, time, `${prefix} forwarded to <${forward.to}>`, forward.truth);
  const { message } = queued;
  const received = {
    text: `from ${imap.name} (${imap.name} [${imap.address}]) by ${smtp.name} (Postfix) with ESMTP; ${mailDate(time, network.company.zone)}`,
    address: imap.address,
  };
  const copy: Message = {
    ...message,
    recipients: [forward.to],
    received: [received, ...message.received],
  };
  const at = time + network.draws.between(1, 4) * SECOND;
  send(network, copy, at, forward.truth);
}

function answerAbsent(
  network: Network,
  { message }: Queued,
  mailbox: string,
  prefix: string,
  time: number,
): void {
  const absence = network.absences.get(mailbox);
  if (!absence || time < absence.since || time > absence.until || message.sender === '') return;
  // Answers go once to a sender, and never to automatic mail (RFC 5230).
  const isAutomatic = /^(noreply|no-reply|bounce|news|root|monitor|scan|mailer)/.test(message.sender);
  if (isAutomatic || absence.answered.has(message.sender)) return;
  absence.answered.add(message.sender);
  sayDovecot(network, time, `${prefix} sent vacation response to <${message.sender}>`, absence.truth);
  const answer = compose(network.ids, {
    time,
    zone: network.company.zone,
    sender: '',
    from: mailbox,
    recipients: [message.sender],
    inReplyTo: message.id,
    subject: `Out of office: ${message.subject}`,
    id: `dovecot-sieve-${network.ids.hex(12)}@${network.company.servers.imap.name}`,
    parts: [{ mime: 'text/plain', bytes: 300, content: mailbox }],
  });
  send(network, answer, time + SECOND, absence.truth);
}

/** Sends a message that one of the company's own machines makes, through the server for outgoing mail. */
function send(network: Network, message: Message, time: number, truth: Queued['truth']): void {
  const { smtp, imap } = network.company.servers;
  const id = queueId(network, time);
  const smtpd = processOf(network, smtp.short, 'postfix/smtpd');
  say(network, smtpd, time - 2_000, `connect from ${imap.name}[${imap.address}]`, truth);
  say(network, smtpd, time - 1_000, `${id}: client=${imap.name}[${imap.address}]`, truth);
  const queued: Queued = {
    server: smtp,
    id,
    message,
    time,
    arrived: time,
    client: imap,
    origin: 'inside',
    truth,
  };
  enqueue(network, queued);
  say(
    network,
    smtpd,
    time + 5_000,
    `disconnect from ${imap.name}[${imap.address}] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5`,
    truth,
  );
  deliver(network, queued);
}

/** Tells a sender that mail could not be delivered; nobody is told about bounces. */
function bounce(network: Network, queued: Queued, bounced: Outcome['bounced'], time: number): void {
  const { server, message, truth } = queued;
  if (message.sender === '') return;
  const id = queueId(network, time + 1_000);
  const bouncer = processOf(network, server.short, 'postfix/bounce');
  say(network, bouncer, time + 1_500, `${queued.id}: sender non-delivery notification: ${id}`, truth);
  const notice = compose(network.ids, {
    time,
    zone: network.company.zone,
    sender: '',
    from: `MAILER-DAEMON@${server.name} (Mail Delivery System)`,
    recipients: [message.sender],
    subject: 'Undelivered Mail Returned to Sender',
    id: `${network.ids.text(12)}@${server.name}`,
    parts: [
      { mime: 'text/plain', bytes: 500 + bounced.length * 200, content: id },
      { mime: 'message/delivery-status', bytes: 400, content: id },
      { mime: 'message/rfc822', bytes: Math.min(message.bytes, 50_000), content: message.id },
    ],
    proof: CLEAN,
  });
  const client = { name: 'localhost', address: '127.0.0.1' };
  const made: Queued = {
    server,
    id,
    message: notice,
    time: time + 1_200,
    arrived: time + 1_000,
    client,
    origin: 'local',
    truth,
  };
  enqueue(network, made);
  // A bounce that cannot be delivered either ends here.
  if (localPart(message.sender) !== '') deliver(network, made);
}
