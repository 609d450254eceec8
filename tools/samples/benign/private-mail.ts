import { HOUR, MINUTE } from '../calendar';
import { type Domain, makeDomain } from '../company/outside';
import type { Person } from '../company/people';
import { upload } from '../incidents/uploads';
import type { Draws } from '../random';
import type { Case } from '../truth';
import { type Actor, duringWork, type Span, type World } from '../world';
import { machine } from './machines';

/** Of private letters, the share with photos. */
const PHOTO_SHARE = 0.15;
const CAMERA_HOURS = 3;

/** People whose mail program at the desk has a private mailbox as well, each at a provider of choice. */
export function privateMail(world: World, draws: Draws): Actor {
  const { company, outside, truth } = world;
  const users = draws
    .some(company.people, Math.max(4, Math.round(company.people.length * 0.25)))
    .map((person): { person: Person; provider: Domain; opened: Case } => {
      const provider = draws.one(outside.freeMail);
      const opened = truth.open({
        kind: 'benign_private_mail',
        technique: 'private letters at the desk, photos now and then, through a free provider',
        entity: person.desk.address,
        entityType: 'host',
        others: [provider.server.address],
      });
      return { person, provider, opened };
    });
  return duringWork(world, users.length * 1.5, (own, time) => {
    const { person, provider, opened } = own.one(users);
    const bytes = own.chance(PHOTO_SHARE) ? own.skewed(1_500_000, 14_000_000) : own.skewed(3_000, 90_000);
    upload(world, own, { client: person.desk, provider, time, bytes, truth: opened });
  });
}

/** A camera at the gate that mails its clips to the security firm's provider, some megabytes every day. */
export function camera(world: World, draws: Draws): Actor {
  const client = machine(world, 'camera', 95);
  const provider = makeDomain(draws, 'gate-watch.example', world.outside.addresses.partner(), 1);
  const truth = world.truth.open({
    kind: 'benign_camera',
    technique: 'clips through the encrypted port of a provider that no other host uses, every day',
    entity: client.address,
    entityType: 'host',
    others: [provider.server.address],
  });
  const act = ({ start, end, draws: own }: Span): void => {
    const every = CAMERA_HOURS * HOUR;
    const due = Math.ceil((start - 11 * MINUTE) / every) * every + 11 * MINUTE;
    if (due >= end) return;
    const bytes = own.between(400_000, 2_200_000);
    upload(world, own, { client, provider, time: due, bytes, truth });
  };
  return { act };
}
