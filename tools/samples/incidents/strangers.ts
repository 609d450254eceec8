import { mailDate } from '../calendar';
import type { Domain, Host } from '../company/outside';
import { STEMS, TRADES } from '../company/words';
import { arrive } from '../mail/arrival';
import { bodyParts, compose, type Draft, type Message, type Proof, type Received } from '../mail/message';
import { clientPort } from '../mail/network';
import { takenReply } from '../mail/remote';
import type { Arrival, Letter } from '../mail/visit';
import type { Draws } from '../random';
import type { Case } from '../truth';
import type { World } from '../world';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** What checks find about mail that claims to be of a domain it is not of. */
export const FORGED: Proof = { spf: 'Fail', dkim: 'none', dmarc: 'fail', score: 5.1 };
/** What checks find about mail of a domain that somebody made for the purpose. */
export const ALIGNED: Proof = { spf: 'Pass', dkim: 'pass', dmarc: 'pass', score: 1.9 };
/** What checks find about plain spam. */
export const SPAMMY: Proof = { spf: 'Softfail', dkim: 'none', dmarc: 'none', score: 8.7 };

/** A machine of somebody with bad intent. */
export function badHost({ outside }: World, draws: Draws): Host {
  const address = outside.addresses.hostile();
  const tail = address.replaceAll(/[.:]+/g, '-');
  const name = draws.one([
    'unknown',
    'unknown',
    `host-${tail}.dynamic.example.net`,
    `vps-${tail}.hosting.example`,
  ]);
  return { address, name };
}

/** A domain nobody has seen before. */
export function freshDomain(draws: Draws): string {
  return `${draws.one(STEMS)}-${draws.one(TRADES)}${draws.between(10, 999)}.${draws.one(['example', 'test'])}`;
}

/** Letters at random. */
export function babble(draws: Draws, low: number, high: number): string {
  return draws.text(LETTERS, draws.between(low, high));
}

/** A message of somebody with bad intent; the envelope sender is the From when nothing else is said. */
export function badMessage(
  { network, company }: World,
  draws: Draws,
  draft: Partial<Draft> & Pick<Draft, 'time' | 'sender' | 'recipients' | 'subject'>,
): Message {
  return compose(network.ids, {
    zone: draws.one([0, 60, 180, 480, -300, company.zone]),
    parts: bodyParts(draws, draws.between(250, 2_500)),
    proof: SPAMMY,
    ...draft,
  });
}

/** Of those with bad intent, the share that use STARTTLS where the others do: botnets hardly ever, hired servers often. */
const BAD_TLS_SHARE = 0.5;

/** How a server that somebody hired encrypts: not at all, or so that Zeek sees nothing. */
export function hiredSecurity({ tls }: World, draws: Draws): Pick<Arrival, 'security'> {
  return draws.chance(tls * BAD_TLS_SHARE) ? { security: 'starttls' } : {};
}

/** Lets a machine bring letters to the company's first mail server. */
export function knock(
  { network }: World,
  client: Host,
  letters: readonly Letter[],
  rest: Pick<Arrival, 'time' | 'helo' | 'truth'> & Partial<Arrival>,
): void {
  arrive(network, { client, server: 'mx', letters, ...rest });
}

/** A message on its way from a machine inside straight to a foreign server. */
export interface Direct {
  readonly client: Host;
  readonly domain: Domain;
  readonly helo: string;
  readonly message: Message;
  readonly time: number;
  readonly truth: Case;
  /** The server's refusal; it takes the message when absent. */
  readonly refusal?: string;
}

/** Lets a machine inside bring a message to a foreign server by itself: only the sensor sees it. */
export function sendDirect(
  { network }: World,
  { client, domain, helo, message, time, truth, refusal }: Direct,
): void {
  const reply = refusal ?? takenReply(network, domain, time);
  if (refusal === undefined) truth.message(message.id);
  network.sensor.see({
    time,
    length: 900_000 + message.bytes * 10,
    client,
    clientPort: clientPort(network),
    server: domain.server,
    port: 25,
    helo,
    security: 'plain',
    transactions: [
      {
        sender: message.sender,
        recipients: message.recipients,
        reply,
        ...(refusal === undefined && { message }),
      },
    ],
    ending: refusal === undefined ? 'quit' : 'lost',
    truth,
  });
}

/** A Received header that a message claims to have. */
export function claimedHop(draws: Draws, time: number, by: string): readonly Received[] {
  const address = `192.168.${draws.between(0, 5)}.${draws.between(2, 250)}`;
  return [{ text: `from [${address}] ([${address}]) by ${by} with ESMTPA; ${mailDate(time, 0)}`, address }];
}

/** A mailbox at a free provider that nobody has seen before. */
export function freeMailbox({ outside }: World, draws: Draws): string {
  return `${babble(draws, 6, 10)}${draws.between(1, 99)}@${draws.one(outside.freeMail).name}`;
}
