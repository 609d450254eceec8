import { type Domain, makeDomain } from '../company/outside';
import { bring, ordinaryParts, subjectOf, writtenOutside } from '../letters';
import type { Received } from '../mail/message';
import type { Draws } from '../random';
import { type Actor, duringWork, type World } from '../world';

function passed({ server }: Domain, from: Domain): Received {
  return {
    text: `from ${from.server.name} (${from.server.name} [${from.server.address}]) by ${server.name} (Postfix) with ESMTPS`,
    address: from.server.address,
  };
}

/** A mailing list outside: From is its members', the return address its own, signatures broken. */
export function mailingList(world: World, draws: Draws): Actor {
  const { outside, company } = world;
  const list = makeDomain(draws, 'lists.example.org', outside.addresses.partner(), 0.5);
  const truth = world.truth.open({
    kind: 'benign_mailing_list',
    technique: 'From of members, return address and server of the list, signatures broken',
    entity: list.server.address,
    entityType: 'address',
    others: ['trade-talk@lists.example.org'],
  });
  const members = draws.some(company.people, 2 + Math.floor(company.people.length / 12));
  return duringWork(world, 6 + company.people.length * 0.05, (own, time) => {
    const author = own.one(outside.people);
    const recipients = own
      .some(members, own.between(1, Math.min(20, members.length)))
      .map(({ address }) => address);
    const message = writtenOutside(world, own, author, {
      time,
      sender: 'trade-talk-bounces@lists.example.org',
      recipients,
      to: ['trade-talk@lists.example.org'],
      subject: `[trade-talk] ${own.chance(0.5) ? 'Re: ' : ''}${subjectOf(own)}`,
      parts: ordinaryParts(own, ['pdf', 'txt']),
      received: [passed(list, author.domain)],
      proof: { spf: 'Pass', dkim: 'fail', dmarc: author.domain.hasDmarc ? 'fail' : 'none', score: 0.4 },
    });
    bring(world, list, [{ message }], { time, truth });
  });
}

/** Old addresses of some people, whose server hands mail on under the sender's own name: SPF fails. */
export function forwards(world: World, draws: Draws): Actor {
  const { outside, company } = world;
  const old = makeDomain(draws, 'alumni.example.net', outside.addresses.partner(), 0.5);
  const truth = world.truth.open({
    kind: 'benign_forward',
    technique: 'mail handed on with its return address, which breaks SPF',
    entity: old.server.address,
    entityType: 'address',
  });
  const people = draws.some(company.people, 1 + Math.floor(company.people.length / 20));
  return duringWork(world, 4 + company.people.length * 0.04, (own, time) => {
    const author = own.one(outside.people);
    const person = own.one(people);
    const alias = `${person.user}@alumni.example.net`;
    const message = writtenOutside(world, own, author, {
      time,
      recipients: [person.address],
      to: [alias],
      subject: subjectOf(own),
      parts: ordinaryParts(own, ['pdf', 'jpg']),
      received: [passed(old, author.domain)],
      proof: { spf: own.chance(0.5) ? 'Fail' : 'Softfail', dkim: 'pass', dmarc: 'pass', score: 0.2 },
    });
    bring(world, old, [{ message }], { time, truth });
  });
}
