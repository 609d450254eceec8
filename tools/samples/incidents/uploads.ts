import { MINUTE } from '../calendar';
import { type Domain, type Host, makeDomain } from '../company/outside';
import { clientPort } from '../mail/network';
import { SUITES } from '../mail/session';
import type { Draws } from '../random';
import type { Case } from '../truth';
import { amountOf, victimOf, type World } from '../world';
import type { Incident } from './incident';
import { freshDomain } from './strangers';

/** Bytes a second that an office line takes. */
const LINE_SPEED = 2_500_000;
/** Of mail programs, the share that is set to TLS from the first byte on. */
const IMPLICIT_SHARE = 0.6;

/** A letter handed to a provider outside: nothing of it is seen but its size. */
export interface Upload {
  readonly client: Host;
  readonly provider: Pick<Domain, 'server' | 'tls'>;
  readonly time: number;
  readonly bytes: number;
  readonly truth: Case;
}

/** Lets a host inside hand a letter to a mail provider outside, encrypted. */
export function upload(
  { network }: World,
  draws: Draws,
  { client, provider, time, bytes, truth }: Upload,
): void {
  const { server, tls } = provider;
  const isImplicit = draws.chance(IMPLICIT_SHARE);
  network.sensor.see({
    time,
    length: 900_000 + Math.floor((bytes / LINE_SPEED) * 1_000_000),
    client,
    clientPort: clientPort(network),
    server,
    port: isImplicit ? 465 : 587,
    ...(!isImplicit && { helo: `[${client.address}]` }),
    security: isImplicit ? 'implicit' : 'starttls',
    suite: SUITES[tls === 'none' ? 'TLSv1.2' : tls],
    serverName: server.name,
    transactions: [],
    ending: 'quit',
    talkBytes: bytes,
    answerBytes: 900,
    truth,
  });
}

/** Files that leave past the own servers, to a private provider that nobody else here uses. */
export const ENCRYPTED_UPLOAD: Incident = {
  hours: [8, 20],
  lasts: 2,
  plant(world, draws, start) {
    const { desk } = victimOf(world, draws);
    const provider = makeDomain(draws, freshDomain(draws), world.outside.addresses.partner(), 1);
    const truth = world.truth.open({
      kind: 'encrypted_upload',
      technique: 'large letters through the encrypted port of a private provider',
      entity: desk.address,
      entityType: 'host',
      others: [provider.server.address],
    });
    let time = start;
    for (let left = amountOf(world, draws, 3, 10); left > 0; left--) {
      time += draws.between(1, 9) * MINUTE;
      upload(world, draws, {
        client: desk,
        provider,
        time,
        bytes: draws.between(2_500_000, 18_000_000),
        truth,
      });
    }
  },
};
