import { MINUTE, SECOND } from '../calendar';
import type { Domain } from '../company/outside';
import { delayText, type Queued } from './filters';
import { domainOf } from './message';
import { clientPort, type Network, type Process, processOf, say } from './network';
import { dsnOf, FATES, type Fate, SENT, takenReply } from './remote';
import { SUITES } from './session';

/** Tells how the server of a recipient will take it. */
export type Fates = (recipient: string) => Fate;

/** What became of a message at the foreign servers. */
export interface Outcome {
  readonly end: number;
  readonly bounced: readonly { readonly recipient: string; readonly text: string }[];
}

const DEFERRED_SHARE = 0.006;

function filled(reply: string, queued: Queued, recipient: string): string {
  const about: Record<string, string> = {
    to: recipient,
    ip: queued.server.address,
    domain: domainOf(queued.message.sender),
  };
  return reply.replaceAll(/\{(\w+)\}/g, (_, name: string) => about[name] ?? '');
}

/** A message on its way to one foreign server. */
interface Leg {
  readonly queued: Queued;
  readonly domain: Domain;
  readonly start: number;
  readonly process: Process;
}

interface Answer {
  readonly recipient: string;
  readonly fate: Fate;
  readonly reply: string;
}

function answersOf(network: Network, leg: Leg, recipients: readonly string[], fates: Fates): Answer[] {
  const taken = takenReply(network, leg.domain, leg.start);
  return recipients.map((recipient) => {
    const fate = fates(recipient);
    const reply = fate.reply === undefined ? taken : filled(fate.reply, leg.queued, recipient);
    return { recipient, fate, reply };
  });
}

function seeLeg(
  network: Network,
  { queued, domain, start }: Leg,
  answers: readonly Answer[],
  end: number,
): void {
  const { server, message, truth } = queued;
  const isPastRecipients = answers.some(({ fate }) => fate.stage !== 'RCPT TO');
  const reply = answers.find(({ fate }) => !isPastRecipients || fate.stage !== 'RCPT TO')!.reply;
  const suite = domain.tls === 'none' ? undefined : SUITES[domain.tls];
  network.sensor.see({
    time: start,
    length: end - start,
    client: server,
    clientPort: clientPort(network),
    server: domain.server,
    port: 25,
    helo: server.name,
    security: suite ? 'starttls' : 'plain',
    ...(suite && { suite }),
    transactions: [
      {
        sender: message.sender,
        recipients: answers.map(({ recipient }) => recipient),
        reply,
        ...(isPastRecipients && { message }),
      },
    ],
    ending: 'quit',
    truth,
  });
}

function sayAnswers(network: Network, leg: Leg, answers: readonly Answer[], end: number): void {
  const { queued, domain, start, process } = leg;
  const host = `${domain.server.name}[${domain.server.address}]`;
  for (const { recipient, fate, reply } of answers) {
    const delays = [start - queued.arrived, 12_000, 190_000, end - start].map(delayText).join('/');
    const status =
      fate.status === 'sent'
        ? `sent (${reply})`
        : `${fate.status} (host ${host} said: ${reply} (in reply to ${fate.stage} command))`;
    const text = `${queued.id}: to=<${recipient}>, relay=${host}:25, delay=${delayText(end - queued.arrived)}, delays=${delays}, dsn=${dsnOf(reply)}, status=${status}`;
    say(network, process, end + 1_000, text, queued.truth);
  }
}

function unreachable(
  network: Network,
  queued: Queued,
  recipients: readonly string[],
  start: number,
): Outcome {
  const process = processOf(network, queued.server.short, 'postfix/smtp');
  const end = start + 30_000;
  const bounced = recipients.map((recipient) => {
    const name = domainOf(recipient);
    const text = `Host or domain name not found. Name service error for name=${name} type=AAAA: Host not found`;
    const line = `${queued.id}: to=<${recipient}>, relay=none, delay=${delayText(end - queued.arrived)}, delays=${delayText(start - queued.arrived)}/0.01/0.02/0, dsn=5.4.4, status=bounced (${text})`;
    say(network, process, end, line, queued.truth);
    return { recipient, text };
  });
  return { end, bounced };
}

/** Sends a message to the recipients at one domain; deferred ones are tried once more. */
export function sendOut(
  network: Network,
  queued: Queued,
  recipients: readonly string[],
  start: number,
  fates: Fates = () => (network.draws.chance(DEFERRED_SHARE) ? FATES.busy : SENT),
): Outcome {
  const domain = network.outside.domains.get(domainOf(recipients[0]!));
  if (!domain) return unreachable(network, queued, recipients, start);
  const leg: Leg = {
    queued,
    domain,
    start,
    process: processOf(network, queued.server.short, 'postfix/smtp'),
  };
  const suite = domain.tls === 'none' ? undefined : SUITES[domain.tls];
  if (suite) {
    const trust = domain.server.name.length % 2 === 0 ? 'Trusted' : 'Untrusted';
    const text = `${trust} TLS connection established to ${domain.server.name}[${domain.server.address}]:25: ${suite.version} with cipher ${suite.cipher} (${suite.bits}/${suite.bits} bits)`;
    say(network, leg.process, start + 120_000, text, queued.truth);
  }
  const answers = answersOf(network, leg, recipients, fates);
  const end = start + 400_000 + Math.floor(queued.message.bytes / 8) + network.draws.skewed(0, 2 * SECOND);
  seeLeg(network, leg, answers, end);
  sayAnswers(network, leg, answers, end);
  const bounced = answers
    .filter(({ fate }) => fate.status === 'bounced')
    .map(({ recipient, reply }) => ({ recipient, text: reply }));
  const waiting = answers.filter(({ fate }) => fate.status === 'deferred').map(({ recipient }) => recipient);
  if (waiting.length === 0) return { end: end + 2_000, bounced };
  const again = sendOut(network, queued, waiting, end + network.draws.between(5, 16) * MINUTE, () => SENT);
  return { end: again.end, bounced: [...bounced, ...again.bounced] };
}
