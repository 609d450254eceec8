import { HOUR, SECOND } from '../calendar';
import { type Host, makeDomain } from '../company/outside';
import { bring, proofOf } from '../letters';
import { arrive } from '../mail/arrival';
import { bodyParts, compose, mailbox } from '../mail/message';
import type { Fates } from '../mail/outbound';
import { FATES, SENT } from '../mail/remote';
import { Draws } from '../random';
import type { Case } from '../truth';
import { type Actor, daysOf, duringWork, type Planned, type World } from '../world';
import { machine } from './machines';

const BOUNCE_SHARE = 0.015;

/** The company's own newsletter, each copy with a return address of its own, on one morning in three. */
export function ownNewsletter(world: World, draws: Draws): Planned[] {
  const { company } = world;
  const client = machine(world, 'news', 90);
  const truth = world.truth.open({
    kind: 'benign_newsletter',
    technique: 'one subject to many customers, return addresses numbered',
    entity: client.address,
    entityType: 'host',
    others: [`news@${company.domain}`],
  });
  const isShort = daysOf(world).length < 4;
  const offset = isShort ? 0 : draws.between(0, 2);
  const mornings = daysOf(world).filter((_, number) => number % 3 === offset);
  return mornings.map((day, issue) => {
    const time = day + 10 * HOUR + draws.between(0, 3_600) * SECOND;
    return { time, run: () => sendIssue(world, draws, { time, issue, client, truth }) };
  });
}

interface Issue {
  readonly time: number;
  readonly issue: number;
  readonly client: Host;
  readonly truth: Case;
}

function sendIssue(
  { company, network, outside, seed, strength }: World,
  draws: Draws,
  { time, issue, client, truth }: Issue,
): void {
  const readers = draws.some(outside.people, Math.round(25 * strength) + company.people.length);
  let at = time;
  for (const [number, { address }] of readers.entries()) {
    at += draws.between(150, 2_500) * 1_000;
    const message = compose(network.ids, {
      time: at,
      zone: company.zone,
      sender: `bounces+${issue}-${number}@${company.domain}`,
      from: mailbox(`${company.name} News`, `news@${company.domain}`),
      to: [address],
      recipients: [address],
      subject: `${company.name} news, issue ${issue + 14}`,
      userAgent: 'ListMailer 3.9',
      parts: bodyParts(new Draws(seed, 'issue', issue), 4_000, 1),
    });
    const isGone = draws.chance(BOUNCE_SHARE);
    const fates: Fates = () => (isGone ? FATES.noSuchUser : SENT);
    arrive(network, {
      time: at,
      client,
      server: 'smtp',
      helo: client.name,
      letters: [{ message, fates }],
      truth,
    });
  }
}

const SENDERS = ['Weekly Trade Digest', 'Cloud Offers', 'Webinar Team', 'Travel Deals'];

/** Newsletters that the staff gets from one sender for hire, with return addresses that are not the From's. */
export function foreignNewsletters(world: World, draws: Draws): Actor {
  const { network, company, outside } = world;
  const service = makeDomain(draws, 'mailing-service.example', outside.addresses.partner(), 1);
  const truth = world.truth.open({
    kind: 'benign_newsletter',
    technique: 'mail of a sender for hire: From and return address differ',
    entity: service.server.address,
    entityType: 'address',
    others: [service.name],
  });
  const send = (own: Draws, time: number): void => {
    const name = own.one(SENDERS);
    const from = `news@${name.toLowerCase().replaceAll(' ', '-')}.example`;
    const { address } = own.one(company.people);
    const message = compose(network.ids, {
      time,
      zone: 0,
      sender: `bounce-${own.hex(10)}=${address.replace('@', '=')}@${service.name}`,
      from: mailbox(name, from),
      replyTo: `reply-${own.hex(6)}@${service.name}`,
      recipients: [address],
      subject: `${name}: ${own.one(['top stories', 'your weekly summary', 'last places', 'new this week'])}`,
      parts: bodyParts(own, 3_000, 1),
      proof: { ...proofOf(own, service), dmarc: 'none' },
    });
    bring(world, service, [{ message }], { time, truth });
  };
  return duringWork(world, 2 + company.people.length * 0.6, send);
}
