import { HOUR, MINUTE, SECOND } from '../calendar';
import type { Host } from '../company/outside';
import type { Person } from '../company/people';
import { failSubmission, logIn } from '../mail/logins';
import type { Draws } from '../random';
import type { Case } from '../truth';
import { amountOf, victimOf, type World } from '../world';
import type { Incident } from './incident';
import { babble, badHost } from './strangers';

const COMMON_USERS = [
  'admin',
  'info',
  'test',
  'sales',
  'office',
  'scanner',
  'postmaster',
  'backup',
  'support',
  'user',
];

/** Where passwords are tried: port, and how the connection is encrypted. */
const SERVICES = [
  [587, 'starttls'],
  [587, 'plain'],
  [465, 'implicit'],
  [25, 'plain'],
] as const;

/** One guess at the mail log-in or at the submission server. */
function guess(world: World, draws: Draws, user: string, client: Host, time: number, truth: Case): void {
  const { network, company } = world;
  const isKnown = company.people.some(({ address }) => address === user);
  if (draws.chance(0.35)) {
    const failure = isKnown ? 'Password mismatch' : 'unknown user';
    const service = draws.one(['imap', 'imap', 'pop3'] as const);
    logIn(network, { time, user, client, service, failure, attempts: draws.between(1, 2), truth });
    return;
  }
  const [port, security] = draws.one(SERVICES);
  failSubmission(network, {
    time,
    users: Array<string>(draws.between(1, 2)).fill(user),
    client,
    helo: draws.one(['ylmf-pc', 'User', `[${client.address}]`, babble(draws, 5, 8)]),
    port,
    method: draws.one(['LOGIN', 'PLAIN', 'CRAM-MD5'] as const),
    security,
    isLost: draws.chance(0.2),
    truth,
  });
}

const userAt = (draws: Draws, { company }: World): string =>
  draws.chance(0.7) ? draws.one(company.people).address : `${draws.one(COMMON_USERS)}@${company.domain}`;

/** Different user names: the company's and invented ones. */
function manyUsers(draws: Draws, { company }: World, count: number): string[] {
  const known = draws
    .some(company.people, Math.min(count, company.people.length))
    .map(({ address }) => address);
  const invented = Array.from({ length: Math.max(0, count - known.length) }, (_, number) => {
    const local = COMMON_USERS[number] ?? `${babble(draws, 1, 1)}.${babble(draws, 4, 8)}`;
    return `${local}@${company.domain}`;
  });
  return [...known, ...invented];
}

/** Many passwords for one user from one address. */
export const BRUTE_FORCE: Incident = {
  hours: [0, 22],
  lasts: 1,
  plant(world, draws, start) {
    const client = badHost(world, draws);
    const user = userAt(draws, world);
    const truth = world.truth.open({
      kind: 'brute_force',
      technique: 'many passwords for one user from one address',
      entity: client.address,
      entityType: 'address',
      others: [user],
    });
    const gap = draws.between(2, 12);
    let time = start;
    for (let left = amountOf(world, draws, 30, 120); left > 0; left--) {
      time += draws.between(1, gap) * SECOND;
      guess(world, draws, user, client, time, truth);
    }
  },
};

/** Two addresses at the same time that try few passwords for many users each. */
export const PASSWORD_SPRAY: Incident = {
  hours: [0, 20],
  lasts: 2,
  plant(world, draws, start) {
    for (let source = 0; source < 2; source++) {
      const client = badHost(world, draws);
      const users = manyUsers(draws, world, amountOf(world, draws, 15, 60));
      const truth = world.truth.open({
        kind: 'password_spray',
        technique: 'one or two passwords for many users from one address; two at once',
        entity: client.address,
        entityType: 'address',
      });
      const gap = draws.between(3, 40);
      let time = start + draws.between(0, 300) * SECOND;
      for (const user of users) {
        time += draws.between(1, gap) * SECOND;
        guess(world, draws, user, client, time, truth);
      }
    }
  },
};

/** Many addresses that try a password or two each. */
export const DISTRIBUTED_SPRAY: Incident = {
  hours: [0, 18],
  lasts: 4,
  plant(world, draws, start) {
    const { company } = world;
    const truth = world.truth.open({
      kind: 'distributed_spray',
      technique: 'many addresses, one or two guesses each',
      entity: company.domain,
      entityType: 'domain',
    });
    let time = start;
    for (let left = amountOf(world, draws, 25, 70); left > 0; left--) {
      const address = `2001:db8:bad:f${draws.hex(3)}::${draws.between(1, 9)}`;
      const client = { address, name: 'unknown' };
      truth.other(address);
      for (let turn = draws.between(1, 2); turn > 0; turn--) {
        time += draws.between(10, 400) * SECOND;
        guess(world, draws, userAt(draws, world), client, time, truth);
      }
    }
  },
};

/** A few guesses an hour, all day. */
export const LOW_AND_SLOW_GUESSING: Incident = {
  hours: [0, 6],
  lasts: 16,
  plant(world, draws, start) {
    const client = badHost(world, draws);
    const truth = world.truth.open({
      kind: 'low_and_slow_guessing',
      technique: 'many users in a day, at most two guesses each',
      entity: client.address,
      entityType: 'address',
    });
    const users = manyUsers(draws, world, amountOf(world, draws, 20, 40));
    let time = start;
    for (const user of users) {
      time += draws.between(12, 40) * MINUTE;
      if (time < start + 16 * HOUR) guess(world, draws, user, client, time, truth);
    }
  },
};

/** Guesses until one works; gives back when. */
export function breakIn(
  world: World,
  draws: Draws,
  person: Person,
  client: Host,
  start: number,
  truth: Case,
): number {
  let time = start;
  for (let left = amountOf(world, draws, 6, 40); left > 0; left--) {
    time += draws.between(2, 60) * SECOND;
    guess(world, draws, person.address, client, time, truth);
  }
  time += draws.between(20, 300) * SECOND;
  logIn(world.network, { time, user: person.address, client, length: 40 * SECOND, truth });
  return time + MINUTE;
}

/** Guesses until one works; nothing follows in these logs. */
export const SUCCESS_AFTER_FAILURES: Incident = {
  hours: [0, 20],
  lasts: 2,
  plant(world, draws, start) {
    const client = badHost(world, draws);
    const person = victimOf(world, draws);
    const truth = world.truth.open({
      kind: 'success_after_failures',
      technique: 'guesses from a new address, then a log-in that works',
      entity: person.address,
      entityType: 'user',
      others: [client.address],
    });
    breakIn(world, draws, person, client, start, truth);
  },
};
