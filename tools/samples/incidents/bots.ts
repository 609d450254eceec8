import { HOUR, MINUTE, SECOND } from '../calendar';
import { deskOf } from '../letters';
import { arrive } from '../mail/arrival';
import { bodyParts, messageId } from '../mail/message';
import { clientPort } from '../mail/network';
import { FATES, SENT } from '../mail/remote';
import type { Draws } from '../random';
import type { Case } from '../truth';
import { amountOf, victimOf, type World } from '../world';
import type { Incident } from './incident';
import { babble, badMessage, sendDirect } from './strangers';

const LURES = [
  'Claim your reward',
  'Cheap medicine',
  'You have won',
  'Work from home',
  'Account notice',
  'Hot offer',
];
const REFUSED = '554 5.7.1 Message refused, sender address looks forged';

/** One message of a bot: every one under another name. */
function spit(
  world: World,
  draws: Draws,
  client: { address: string; name: string },
  time: number,
  truth: Case,
): void {
  const { outside, network } = world;
  const victim = draws.one(outside.people);
  if (draws.chance(0.08)) {
    const server = victim.domain.server;
    network.sensor.seeFailed(
      { time, client, clientPort: clientPort(network), server, port: 25, truth },
      draws.one(['S0', 'REJ'] as const),
    );
    return;
  }
  const local = babble(draws, 5, 9);
  const message = badMessage(world, draws, {
    time,
    sender: `${local}@${draws.one(outside.freeMail).name}`,
    recipients: draws
      .some(
        outside.people.filter(({ domain }) => domain === victim.domain),
        draws.between(1, 3),
      )
      .map(({ address }) => address),
    subject: `${draws.one(LURES)} ${babble(draws, 4, 8)}`,
    id: draws.chance(0.8)
      ? `${draws.hex(12)}@${babble(draws, 4, 7)}`
      : messageId(network.ids, undefined, 'example.com'),
  });
  const helo = draws.chance(0.5) ? local : babble(draws, 4, 8);
  const refusal = draws.chance(0.25) ? { refusal: REFUSED } : {};
  sendDirect(world, { client, domain: victim.domain, helo, message, time, truth, ...refusal });
}

/** An infected desk computer that sends straight to foreign servers under ever other names. */
export const SPAM_BOT: Incident = {
  hours: [7, 20],
  lasts: 2,
  plant(world, draws, start) {
    const { desk } = victimOf(world, draws);
    const truth = world.truth.open({
      kind: 'spam_bot',
      technique: 'direct to foreign servers, name and sender change with every message',
      entity: desk.address,
      entityType: 'host',
    });
    const gap = draws.between(4, 45);
    let time = start;
    for (let left = amountOf(world, draws, 30, 90); left > 0; left--) {
      time += draws.between(1, gap * 2) * SECOND;
      spit(world, draws, desk, time, truth);
    }
  },
};

/** The same, a few messages an hour. */
export const LOW_AND_SLOW_SPAM: Incident = {
  hours: [0, 10],
  lasts: 12,
  plant(world, draws, start) {
    const { desk } = victimOf(world, draws);
    const truth = world.truth.open({
      kind: 'low_and_slow_spam',
      technique: 'direct to foreign servers, a few messages an hour',
      entity: desk.address,
      entityType: 'host',
    });
    const gap = draws.between(14, 30);
    const end = Math.min(start + draws.between(10, 12) * HOUR, world.to);
    for (let time = start; time < end; time += draws.between(gap, gap * 2) * MINUTE)
      spit(world, draws, desk, time, truth);
  },
};

/** A machine inside that floods the company's own server with one text. */
export const SPAM_RUN: Incident = {
  hours: [0, 22],
  lasts: 1,
  plant(world, draws, start) {
    const { company, outside, network } = world;
    const person = victimOf(world, draws);
    const { client, helo } = deskOf(person);
    const truth = world.truth.open({
      kind: 'spam_run',
      technique: 'one text to many through the own server without a log-in',
      entity: client.address,
      entityType: 'host',
    });
    const lure = draws.one(LURES);
    const parts = bodyParts(draws, 900, 1);
    let time = start;
    for (let left = amountOf(world, draws, 50, 140); left > 0; left--) {
      time += draws.between(300, 9_000) * 1_000;
      const message = badMessage(world, draws, {
        time,
        sender: `${babble(draws, 6, 8)}@${company.domain}`,
        recipients: draws.some(outside.people, draws.between(1, 5)).map(({ address }) => address),
        to: ['undisclosed-recipients:;'],
        subject: `${lure} ${draws.between(100, 999)}`,
        parts,
      });
      const fates = () => draws.one([SENT, SENT, SENT, FATES.noSuchUser, FATES.spam]);
      arrive(network, { time, client, server: 'smtp', helo, letters: [{ message, fates }], truth });
    }
  },
};

/** A machine inside that reports to a mailbox outside at equal intervals. */
export const BEACON: Incident = {
  hours: [0, 6],
  lasts: 16,
  plant(world, draws, start) {
    const { company, outside } = world;
    const { desk } = victimOf(world, draws);
    const domain = draws.one(outside.freeMail);
    const recipient = `${babble(draws, 8, 11)}@${domain.name}`;
    const truth = world.truth.open({
      kind: 'beacon',
      technique: 'small messages of one size at equal intervals, straight to a free mailbox',
      entity: desk.address,
      entityType: 'host',
      others: [recipient],
    });
    const every = draws.between(10, 50) * MINUTE;
    const jitter = draws.between(1, 40);
    const bytes = draws.between(300, 900);
    for (let time = start; time < Math.min(world.to, start + 16 * HOUR); time += every) {
      const at = time + draws.between(0, jitter) * SECOND;
      const message = badMessage(world, draws, {
        time: at,
        sender: `svc@${company.domain}`,
        recipients: [recipient],
        subject: draws.hex(8),
        parts: bodyParts(draws, bytes + draws.between(0, 4), 0),
      });
      sendDirect(world, { client: desk, domain, helo: 'localhost', message, time: at, truth });
    }
  },
};
