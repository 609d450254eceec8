import { HOUR, MINUTE, SECOND } from '../calendar';
import type { Person } from '../company/people';
import { deskOf, fileName, submit, writtenBy } from '../letters';
import { arrive } from '../mail/arrival';
import { failSubmission, logIn } from '../mail/logins';
import { attachment, bodyParts, compose } from '../mail/message';
import type { Draws } from '../random';
import { amountOf, daysOf, type Planned, victimOf, type World } from '../world';
import { machine } from './machines';

function onDays(world: World, every: number, plan: (day: number) => Planned): Planned[] {
  return daysOf(world)
    .filter((_, number) => number % every === 0)
    .map(plan);
}

/** A note to everybody, which those who are away answer. */
export function outOfOffice(world: World, draws: Draws): Planned[] {
  const { company, network, truth } = world;
  return onDays(world, 4, (day) => {
    const time = day + draws.between(9, 15) * HOUR + draws.between(0, 59) * MINUTE;
    const writer = victimOf(world, draws);
    const run = (): void => {
      const opened = truth.open({
        kind: 'benign_out_of_office',
        technique: 'a storm of answers of people who are away',
        entity: writer.address,
        entityType: 'user',
      });
      const away = draws.some(company.people, Math.ceil(Math.min(company.people.length, 200) * 0.25));
      for (const person of away.filter((other) => other !== writer)) {
        opened.other(person.address);
        network.absences.set(person.address, {
          since: time,
          until: time + 6 * HOUR,
          answered: new Set(),
          truth: opened,
        });
      }
      const message = writtenBy(world, writer, {
        time,
        recipients: [`all@${company.domain}`],
        subject: 'To everybody: the office is closed on Friday',
        parts: bodyParts(draws, 700, 1),
      });
      submit(world, writer, message, { time, ...deskOf(writer), truth: opened });
    };
    return { time, run };
  });
}

/** A phone that still has the password of last month. */
export function stalePassword(world: World, draws: Draws): Planned[] {
  const { network, truth } = world;
  return onDays(world, 3, (day) => {
    const person = victimOf(world, draws);
    const time = day + draws.between(7, 12) * HOUR;
    const run = (): void => {
      const opened = truth.open({
        kind: 'benign_stale_password',
        technique: 'one device of one user, the same failure at equal intervals',
        entity: person.address,
        entityType: 'user',
        others: [person.home.address],
      });
      for (let turn = amountOf(world, draws, 12, 40); turn > 0; turn--) {
        const at = time + turn * 15 * MINUTE + draws.between(0, 5) * SECOND;
        logIn(network, {
          time: at,
          user: person.address,
          client: person.home,
          failure: 'Password mismatch',
          truth: opened,
        });
      }
    };
    return { time, run };
  });
}

/** A morning on which passwords have run out: everybody fails once or twice at the own desk. */
export function passwordExpiry(world: World, draws: Draws): Planned[] {
  const { company, network, truth } = world;
  return onDays(world, 7, (day) => {
    const time = day + 8 * HOUR;
    const run = (): void => {
      const opened = truth.open({
        kind: 'benign_password_expiry',
        technique: 'many users fail once from their own desks, then succeed',
        entity: company.domain,
        entityType: 'domain',
      });
      for (const person of draws.some(
        company.people,
        Math.ceil(Math.min(400, company.people.length) * 0.3),
      )) {
        const at = time + draws.between(0, 90 * 60) * SECOND;
        const { client, helo } = deskOf(person);
        opened.other(person.address);
        failSubmission(network, {
          time: at,
          users: [person.address],
          client,
          helo,
          method: 'PLAIN',
          truth: opened,
        });
        logIn(network, { time: at + 40 * SECOND, user: person.address, client, truth: opened });
      }
    };
    return { time, run };
  });
}

function sendLarge(
  world: World,
  draws: Draws,
  person: Person,
  time: number,
  recipients: readonly string[],
): void {
  const opened = world.truth.open({
    kind: 'benign_large_mail',
    technique: 'large files to a partner one has always written to',
    entity: person.address,
    entityType: 'user',
    others: recipients,
  });
  for (let turn = amountOf(world, draws, 4, 9); turn > 0; turn--) {
    const at = time + turn * draws.between(2, 9) * MINUTE;
    const parts = [
      ...bodyParts(draws, 400),
      attachment(draws, 'pdf', fileName(draws, 'pdf'), draws.between(2_000_000, 9_000_000)),
    ];
    const message = writtenBy(world, person, {
      time: at,
      recipients,
      subject: `Case files, part ${turn + 1}`,
      parts,
    });
    submit(world, person, message, { time: at, ...deskOf(person), truth: opened });
  }
}

/** Somebody of the legal or finance department who sends a partner many large files. */
export function largeMail(world: World, draws: Draws): Planned[] {
  const { company, outside } = world;
  const people = company.people.filter(({ department }) => ['legal', 'finance'].includes(department.name));
  return onDays(world, 3, (day) => {
    const person = draws.one(people.length > 0 ? people : company.people);
    const recipient = outside.people[draws.one(person.contacts)]!.address;
    const time = day + draws.between(9, 14) * HOUR + draws.between(0, 59) * MINUTE;
    return { time, run: () => sendLarge(world, draws, person, time, [recipient]) };
  });
}

/** Alerts of a failing system to one mailbox. */
export function alertStorm(world: World, draws: Draws): Planned[] {
  const { company, network, truth } = world;
  const client = machine(world, 'monitor', 50);
  return onDays(world, 3, (day) => {
    const time = day + draws.between(0, 20) * HOUR + draws.between(0, 59) * MINUTE;
    const run = (): void => {
      const opened = truth.open({
        kind: 'benign_alert_storm',
        technique: 'one machine, one subject, one mailbox',
        entity: `root@${company.domain}`,
        entityType: 'user',
        others: [client.address],
      });
      for (let turn = amountOf(world, draws, 30, 90); turn > 0; turn--) {
        const at = time + turn * draws.between(4, 20) * SECOND;
        const message = compose(network.ids, {
          time: at,
          zone: company.zone,
          sender: `monitor@${company.domain}`,
          recipients: [`root@${company.domain}`],
          subject: `PROBLEM: disk on db${draws.between(1, 3)} is critical`,
          parts: bodyParts(draws, 300, 0),
        });
        arrive(network, {
          time: at,
          client,
          server: 'smtp',
          helo: client.name,
          letters: [{ message }],
          truth: opened,
        });
      }
    };
    return { time, run };
  });
}
