import { HOUR, MINUTE, SECOND } from '../calendar';
import type { Domain, Outsider } from '../company/outside';
import { deskOf, ordinaryParts, subjectOf, submit, writtenBy } from '../letters';
import { FATES, type Fate } from '../mail/remote';
import type { Draws } from '../random';
import type { Case } from '../truth';
import { amountOf, victimOf, type World } from '../world';
import type { Incident } from './incident';

function writeTo(
  world: World,
  draws: Draws,
  to: Outsider,
  time: number,
  truth: Case,
  rest: { fate?: Fate; security?: 'plain' },
): string {
  const person = draws.one(world.company.people);
  const message = writtenBy(world, person, {
    time,
    recipients: [to.address],
    subject: subjectOf(draws),
    parts: ordinaryParts(draws, person.department.files),
  });
  const { fate, security } = rest;
  submit(world, person, message, {
    time,
    ...deskOf(person),
    truth,
    ...(security && { security }),
    ...(fate && { letter: { fates: () => fate } }),
  });
  return person.address;
}

/** Foreign servers that refuse the company's mail for what they think of it. */
function refusedOutside(kind: string, technique: string, fates: readonly Fate[]): Incident {
  return {
    hours: [8, 15],
    lasts: 4,
    plant(world, draws, start) {
      const { company, outside } = world;
      const truth = world.truth.open({
        kind,
        technique,
        entity: kind === 'blocklisted' ? company.servers.smtp.address : company.domain,
        entityType: kind === 'blocklisted' ? 'address' : 'domain',
      });
      let time = start;
      for (let left = amountOf(world, draws, 6, 20); left > 0; left--) {
        time += draws.between(30, 900) * SECOND;
        const to = draws.one(outside.people);
        truth.other(to.domain.name);
        writeTo(world, draws, to, time, truth, { fate: draws.one(fates) });
      }
    },
  };
}

export const BLOCKLISTED = refusedOutside(
  'blocklisted',
  'foreign servers say that the own server is on a blocklist',
  [FATES.listed, FATES.listedAtRecipient],
);

export const DMARC_REFUSED = refusedOutside(
  'dmarc_refused',
  'foreign servers say that own mail fails DMARC',
  [FATES.dmarc, FATES.dmarcBulk],
);

/** A partner's server whose encryption goes away: somebody between strips STARTTLS. */
export const TLS_DOWNGRADE: Incident = {
  hours: [8, 13],
  lasts: 6,
  plant(world, draws, start) {
    const { outside } = world;
    const encrypted = outside.people.filter(({ domain }) => domain.tls !== 'none');
    if (encrypted.length === 0) return;
    const to = draws.one(encrypted);
    const usual = to.domain;
    const truth = world.truth.open({
      kind: 'tls_downgrade',
      technique: 'a partner always reached with STARTTLS is reached without',
      entity: usual.name,
      entityType: 'domain',
      others: [usual.server.address],
      note: 'the first sessions, still encrypted, are counted too',
    });
    let time = start;
    for (let left = amountOf(world, draws, 4, 8); left > 0; left--) {
      time += draws.between(3, 15) * MINUTE;
      writeTo(world, draws, to, time, truth, {});
    }
    const stripped: Domain = { ...usual, tls: 'none' };
    outside.domains.set(usual.name, stripped);
    for (let left = amountOf(world, draws, 4, 12); left > 0; left--) {
      time += draws.between(2, 14) * MINUTE;
      writeTo(world, draws, to, Math.min(time, start + 5 * HOUR), truth, {});
    }
    outside.domains.set(usual.name, usual);
  },
};

/** Somebody whose mail program hands in mail, and the password, without encryption. */
export const PLAINTEXT_SUBMISSION: Incident = {
  hours: [8, 12],
  lasts: 6,
  plant(world, draws, start) {
    const { outside, truth: all } = world;
    const person = victimOf(world, draws);
    const truth = all.open({
      kind: 'plaintext_submission',
      technique: 'log-in and mail on port 587 without STARTTLS',
      entity: person.address,
      entityType: 'user',
      others: [person.desk.address],
    });
    let time = start;
    for (let left = amountOf(world, draws, 3, 10); left > 0; left--) {
      time += draws.between(5, 40) * MINUTE;
      const message = writtenBy(world, person, {
        time,
        recipients: [draws.one(outside.people).address],
        subject: subjectOf(draws),
        parts: ordinaryParts(draws, ['pdf']),
      });
      submit(world, person, message, { time, ...deskOf(person), security: 'plain', truth });
    }
  },
};
