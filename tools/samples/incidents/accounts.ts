import { MINUTE, SECOND } from '../calendar';
import type { Person } from '../company/people';
import { bring, deskOf, ordinaryParts, subjectOf, submit, writtenBy, writtenOutside } from '../letters';
import { logIn } from '../mail/logins';
import { attachment, bodyParts } from '../mail/message';
import { FATES, SENT } from '../mail/remote';
import type { Draws } from '../random';
import type { Case } from '../truth';
import { amountOf, victimOf, type World } from '../world';
import type { Incident } from './incident';
import { breakIn } from './passwords';
import { babble, badHost, freeMailbox } from './strangers';

const LURES = ['Shared document', 'Unpaid invoice', 'Please review', 'Secure message'];

function sendAsVictim(
  world: World,
  draws: Draws,
  victim: Person,
  client: { address: string; name: string },
  start: number,
  truth: Case,
): void {
  const { outside, company } = world;
  const lure = draws.one(LURES);
  const replyTo = `${babble(draws, 7, 10)}@${draws.one(outside.freeMail).name}`;
  const page = attachment(draws, 'html', `${lure.replaceAll(' ', '_')}.html`);
  let time = start;
  for (let left = amountOf(world, draws, 25, 80); left > 0; left--) {
    time += draws.between(2, 25) * SECOND;
    const isInside = draws.chance(0.2);
    const recipients = isInside
      ? [draws.one(company.people).address]
      : draws.some(outside.people, draws.between(1, 4)).map(({ address }) => address);
    const message = writtenBy(world, victim, {
      time,
      recipients: isInside || draws.chance(0.8) ? recipients : recipients.map((address) => `x${address}`),
      to: [victim.address],
      replyTo,
      subject: `${lure} ${draws.between(1_000, 9_999)}`,
      userAgent: 'Roundcube Webmail/1.4.1',
      originatingIp: client.address,
      parts: [...bodyParts(draws, 600, 1), page],
    });
    const fates = () => draws.one([SENT, SENT, SENT, SENT, FATES.noSuchUser, FATES.spam, FATES.listed]);
    submit(world, victim, message, { time, client, helo: 'localhost', truth, letter: { fates } });
  }
}

/** Guesses, a log-in that works from a new place, then mail as the person never sends it. */
export const STOLEN_ACCOUNT: Incident = {
  hours: [0, 20],
  lasts: 3,
  plant(world, draws, start) {
    const victim = victimOf(world, draws);
    const client = badHost(world, draws);
    const truth = world.truth.open({
      kind: 'stolen_account',
      technique: 'guesses, log-in from a new place, many new recipients, new Reply-To, bounces',
      entity: victim.address,
      entityType: 'user',
      others: [client.address],
    });
    const time = breakIn(world, draws, victim, client, start, truth);
    sendAsVictim(world, draws, victim, client, time + draws.between(1, 30) * MINUTE, truth);
  },
};

/** A rule that hands on everything a person gets to a mailbox outside. */
export const AUTO_FORWARDING: Incident = {
  hours: [0, 9],
  lasts: 12,
  plant(world, draws, start) {
    const { network, outside, truth: all } = world;
    const person = victimOf(world, draws);
    const to = freeMailbox(world, draws);
    const client = badHost(world, draws);
    const truth = all.open({
      kind: 'auto_forwarding',
      technique: 'a mailbox hands on everything to a free mailbox',
      entity: person.address,
      entityType: 'user',
      others: [to, client.address],
    });
    logIn(network, { time: start, user: person.address, client, length: 20 * SECOND, truth });
    network.forwards.set(person.address, { to, since: start + MINUTE, truth });
    // However little mail the person gets by chance, some comes.
    for (let left = amountOf(world, draws, 6, 14); left > 0; left--) {
      const time = start + 2 * MINUTE + draws.between(0, 10 * 3_600) * SECOND;
      const author = draws.one(outside.people);
      const message = writtenOutside(world, draws, author, {
        time,
        recipients: [person.address],
        subject: subjectOf(draws),
        parts: ordinaryParts(draws, ['pdf', 'xlsx']),
      });
      bring(world, author.domain, [{ message }], { time });
    }
  },
};

/** One message to very many, all of them in Bcc. */
export const MASS_MAILING: Incident = {
  hours: [8, 18],
  lasts: 1,
  plant(world, draws, start) {
    const { company, outside, truth: all } = world;
    const person = victimOf(world, draws);
    const truth = all.open({
      kind: 'mass_mailing',
      technique: 'one message to very many in Bcc',
      entity: person.address,
      entityType: 'user',
    });
    let time = start;
    for (let left = draws.between(1, 3); left > 0; left--) {
      time += draws.between(1, 5) * MINUTE;
      const count = Math.min(
        outside.people.length,
        amountOf(world, draws, 50, 110 + Math.min(300, company.people.length)),
      );
      const message = writtenBy(world, person, {
        time,
        recipients: draws.some(outside.people, count).map(({ address }) => address),
        to: [person.address],
        subject: draws.one(['Private sale', 'My new book', 'Petition', 'Flat to let']),
        parts: bodyParts(draws, 1_500, 1),
      });
      submit(world, person, message, { time, ...deskOf(person), truth });
    }
  },
};

/** Malware at a desk that writes to all whom its user knows, with the user's own mail program: no new place, no guess. */
export const RECIPIENT_SPIKE: Incident = {
  hours: [9, 17],
  lasts: 1,
  isChange: true,
  plant(world, draws, start) {
    const { outside, truth: all } = world;
    const person = victimOf(world, draws);
    const truth = all.open({
      kind: 'recipient_spike',
      technique: 'a few letters to many known people each, from the own desk',
      entity: person.address,
      entityType: 'user',
      others: [person.desk.address],
    });
    const lure = draws.one(LURES);
    let time = start;
    for (let left = amountOf(world, draws, 4, 10); left > 0; left--) {
      time += draws.between(20, 300) * SECOND;
      const message = writtenBy(world, person, {
        time,
        recipients: draws.some(outside.people, draws.between(7, 14)).map(({ address }) => address),
        subject: lure,
        parts: bodyParts(draws, 700, 1),
      });
      submit(world, person, message, { time, ...deskOf(person), truth });
    }
  },
};
