import { SECOND } from '../calendar';
import type { Host } from '../company/outside';
import type { Person } from '../company/people';
import { ordinaryParts, subjectOf, submit, writtenBy } from '../letters';
import { failSubmission, logIn } from '../mail/logins';
import { bodyParts, mailbox } from '../mail/message';
import type { Draws } from '../random';
import type { Case } from '../truth';
import { type Actor, duringWork, together, victimOf, type World } from '../world';

const WRONG_PASSWORD_SHARE = 0.04;

interface Visitors {
  readonly people: readonly Person[];
  readonly client: Host;
  readonly truth: Case;
}

/** People who read and write from one address that is not the company's. */
function actorOf(world: World, groups: readonly Visitors[], perDay: number): Actor {
  const { network, outside } = world;
  const visit = (draws: Draws, { people, client, truth }: Visitors, time: number): void => {
    const person = draws.one(people);
    truth.other(person.address);
    if (draws.chance(WRONG_PASSWORD_SHARE)) {
      failSubmission(network, {
        time,
        users: [person.address],
        client,
        helo: '[192.168.1.7]',
        method: 'PLAIN',
        truth,
      });
    }
    if (draws.chance(0.6)) {
      logIn(network, {
        time: time + SECOND,
        user: person.address,
        client,
        length: draws.skewed(30, 900) * SECOND,
        truth,
      });
      return;
    }
    const message = writtenBy(world, person, {
      time,
      recipients: [draws.one(outside.people).address],
      subject: subjectOf(draws),
      parts: ordinaryParts(draws, person.department.files),
    });
    submit(world, person, message, { time: time + 5 * SECOND, client, helo: '[192.168.1.7]', truth });
  };
  const actors = groups.map((group) =>
    duringWork(world, perDay * group.people.length, (draws, time) => visit(draws, group, time)),
  );
  return together(actors);
}

/** Some people on the road, each from an address of a hotel or train. */
export function roaming(world: World, draws: Draws): Actor {
  const { company, truth } = world;
  const groups = Array.from({ length: 2 + Math.floor(company.people.length / 25) }, (_, place) => {
    const person = victimOf(world, draws);
    const client = { address: `2001:db8:c:${(place + 1).toString(16)}::d${draws.hex(3)}`, name: 'unknown' };
    const head = { kind: 'benign_roaming', technique: 'log-ins and mail from a place never seen before' };
    const opened = truth.open({
      ...head,
      entity: person.address,
      entityType: 'user',
      others: [client.address],
    });
    return { people: [person], client, truth: opened };
  });
  return actorOf(world, groups, 5);
}

/** A rented office whose people all come from one address. */
export function natOffice(world: World, draws: Draws): Actor {
  const { company, truth } = world;
  const people = draws.some(company.people, Math.min(60, 4 + Math.floor(company.people.length / 8)));
  const client = { address: '192.0.2.130', name: 'gw.office-hub.example.net' };
  const opened = truth.open({
    kind: 'benign_nat_office',
    technique: 'many users behind one address',
    entity: client.address,
    entityType: 'address',
  });
  return actorOf(world, [{ people, client, truth: opened }], 5);
}

/** A shop system outside that hands in mail of many senders with one log-in. */
export function submissionGateway(world: World, draws: Draws): Actor {
  const { company, outside, truth } = world;
  const client = { address: outside.addresses.partner(), name: 'out.shop-service.example' };
  const account = victimOf(world, draws);
  const opened = truth.open({
    kind: 'benign_submission_gateway',
    technique: 'one log-in, many senders, from outside',
    entity: client.address,
    entityType: 'address',
    others: [account.address],
  });
  return duringWork(world, 15 + company.people.length * 0.2, (own, time) => {
    const person = own.one(company.people);
    const message = writtenBy(world, person, {
      time,
      from: mailbox(`${person.name} via Shop`, person.address),
      recipients: [own.one(outside.people).address],
      subject: `Your cart ${own.between(10_000, 99_999)}`,
      userAgent: 'ShopMail 2.0',
      parts: bodyParts(own, 900, 1),
    });
    submit(world, account, message, { time, client, helo: client.name, truth: opened });
  });
}
