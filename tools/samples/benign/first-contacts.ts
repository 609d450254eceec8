import { MINUTE, SECOND } from '../calendar';
import { makeDomain } from '../company/outside';
import { bring, deskOf, ordinaryParts, subjectOf, submit, writtenBy, writtenOutside } from '../letters';
import { FATES } from '../mail/remote';
import type { Draws } from '../random';
import { type Actor, duringWork, type World } from '../world';

/** Senders not seen before, who are told to come again, and do. */
export function greylisting(world: World, draws: Draws): Actor {
  const { outside, company, truth } = world;
  const newcomers = Array.from({ length: 12 }, (_, number) => {
    const domain = makeDomain(draws, `newcomer${number}.example`, outside.addresses.partner(), 0.3);
    const userAgent = 'Apple Mail (2.3774.400.31)';
    const opened = truth.open({
      kind: 'benign_greylisting',
      technique: 'refused for a while and tried again',
      entity: domain.server.address,
      entityType: 'address',
    });
    return { author: { name: 'Sales Desk', address: `contact@${domain.name}`, domain, userAgent }, opened };
  });
  return duringWork(world, 5 + company.people.length * 0.05, (own, time) => {
    const { author, opened } = own.one(newcomers);
    const message = writtenOutside(world, own, author, {
      time,
      recipients: [own.one(company.people).address],
      subject: subjectOf(own),
      parts: ordinaryParts(own, ['pdf']),
    });
    bring(world, author.domain, [{ message, refusal: 'greylisted' }], { time, truth: opened });
    const again = time + own.between(5, 40) * MINUTE;
    bring(world, author.domain, [{ message }], { time: again, truth: opened });
  });
}

/** Mistyped addresses: the foreign server does not know them, and the sender is told. */
export function mistyped(world: World): Actor {
  const { outside, company, truth } = world;
  const opened = truth.open({
    kind: 'benign_bounces',
    technique: 'mistyped recipients of ordinary people',
    entity: company.domain,
    entityType: 'domain',
  });
  return duringWork(world, 2 + company.people.length * 0.06, (own, time) => {
    const person = own.one(company.people);
    const { address } = own.one(outside.people);
    const recipient = `${address[0]}${address}`;
    const message = writtenBy(world, person, {
      time,
      recipients: [recipient],
      subject: subjectOf(own),
      parts: ordinaryParts(own, person.department.files),
    });
    const letter = { fates: () => FATES.noSuchUser };
    submit(world, person, message, { time, ...deskOf(person), truth: opened, letter });
  });
}

/** Mail from outside to people who left, refused at once. */
export function formerStaff(world: World): Actor {
  const { outside, company, truth } = world;
  const opened = truth.open({
    kind: 'benign_bounces',
    technique: 'mail to people who left',
    entity: `former.colleague@${company.domain}`,
    entityType: 'user',
  });
  return duringWork(world, 3 + company.people.length * 0.04, (own, time) => {
    const author = own.one(outside.people);
    const message = writtenOutside(world, own, author, {
      time: time - own.between(1, 20) * SECOND,
      recipients: [`former.colleague@${company.domain}`],
      subject: subjectOf(own),
      parts: ordinaryParts(own, ['pdf']),
    });
    bring(world, author.domain, [{ message, refusal: 'unknownUser' }], { time, truth: opened });
  });
}
