import { SECOND } from '../calendar';
import { bodyParts } from '../mail/message';
import { amountOf } from '../world';
import type { Incident } from './incident';
import { babble, badHost, badMessage, freshDomain, knock, SPAMMY } from './strangers';

/** Recipients with which a server is asked whether it would hand mail on. */
function relayVariants(domain: string, server: string, target: string): string[] {
  const [user, host] = target.split('@');
  return [
    target,
    `${user}%${host}@${domain}`,
    `"${target}"`,
    `@${server}:${target}`,
    `${host}!${user}`,
    `${target}@${server}`,
  ];
}

/** Somebody who asks whether the server hands mail on to others: it does not. */
export const OPEN_RELAY_ATTEMPT: Incident = {
  hours: [0, 22],
  lasts: 1,
  plant(world, draws, start) {
    const client = badHost(world, draws);
    const truth = world.truth.open({
      kind: 'open_relay_attempt',
      technique: 'one recipient written in many ways',
      entity: client.address,
      entityType: 'address',
    });
    const target = `${babble(draws, 5, 8)}@${draws.one(world.outside.freeMail).name}`;
    const { domain, servers } = world.company;
    let time = start;
    for (let round = draws.between(1, 3); round > 0; round--) {
      for (const recipient of relayVariants(domain, servers.mx.name, target)) {
        time += draws.between(1, 30) * SECOND;
        const sender = draws.one([`test@${freshDomain(draws)}`, `postmaster@${domain}`, '']);
        const message = badMessage(world, draws, {
          time,
          sender,
          recipients: [recipient],
          subject: 'relay test',
        });
        const ending = draws.one(['quit', 'lost', 'lost'] as const);
        knock(world, client, [{ message, refusal: 'relay' }], {
          time,
          helo: draws.one(['User', target.slice(target.indexOf('@') + 1)]),
          ending,
          truth,
        });
      }
    }
  },
};

/** Somebody for whom the server does hand mail on: the second leg follows. */
export const OPEN_RELAY_SUCCESS: Incident = {
  hours: [0, 22],
  lasts: 1,
  plant(world, draws, start) {
    const { company, outside, truth: all } = world;
    const client = badHost(world, draws);
    const truth = all.open({
      kind: 'open_relay_success',
      technique: 'a misconfigured server hands on mail of strangers to strangers',
      entity: client.address,
      entityType: 'address',
      others: [company.servers.mx.address],
    });
    const sender = draws.one([`offer@${freshDomain(draws)}`, `sales@${company.domain}`]);
    const parts = bodyParts(draws, 800, 1);
    let time = start;
    for (let left = amountOf(world, draws, 5, 30); left > 0; left--) {
      time += draws.between(2, 60) * SECOND;
      const recipients = draws.some(outside.people, draws.between(1, 6)).map(({ address }) => address);
      const message = badMessage(world, draws, {
        time,
        sender,
        recipients,
        to: recipients.slice(0, 1),
        subject: 'Best prices',
        parts,
        proof: SPAMMY,
      });
      knock(world, client, [{ message }], { time, helo: babble(draws, 4, 8), truth });
    }
  },
};
