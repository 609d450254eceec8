import { MINUTE, SECOND } from '../calendar';
import { attachment, bodyParts, type Part } from '../mail/message';
import type { Draws } from '../random';
import { amountOf, type World } from '../world';
import type { Incident } from './incident';
import { ALIGNED, badHost, badMessage, FORGED, freshDomain, hiredSecurity, knock, SPAMMY } from './strangers';

/** A way to hide what a file is. */
interface Disguise {
  readonly technique: string;
  readonly make: (draws: Draws) => Part;
}

/** Ways to hide what a file is, each with how Zeek would still see its type. */
const DISGUISES: readonly Disguise[] = [
  {
    technique: 'double extension',
    make: (draws) => attachment(draws, 'exe', `Invoice_${draws.between(1_000, 9_999)}.pdf.exe`),
  },
  {
    technique: 'type mismatch',
    make: (draws) =>
      attachment(draws, draws.one(['exe', 'html']), `Statement_${draws.between(1_000, 9_999)}.pdf`),
  },
  {
    // U+202E turns the rest of the name round: the reader sees "…exe.docx" the other way.
    technique: 'right-to-left override',
    make: (draws) => attachment(draws, 'exe', `CV_${draws.between(10, 99)}_\u202excod.exe`),
  },
  {
    technique: 'macro document',
    make: (draws) => attachment(draws, 'docm', `Order_${draws.between(1_000, 9_999)}.docm`),
  },
  {
    technique: 'blanks before the extension',
    make: (draws) => attachment(draws, 'js', `Delivery note.pdf${' '.repeat(draws.between(12, 60))}.js`),
  },
  {
    technique: 'disk image',
    make: (draws) => attachment(draws, 'iso', `Documents_${draws.between(10, 99)}.iso`),
  },
  {
    technique: 'page of HTML',
    make: (draws) => attachment(draws, 'html', `Voicemail_${draws.between(100, 999)}.html`),
  },
];

const SUBJECTS = [
  'Overdue invoice {n}',
  'New order {n}',
  'Parcel {n} is waiting',
  'Payment advice {n}',
  'Scanned document {n}',
];

const subjectOf = (draws: Draws): string =>
  draws.one(SUBJECTS).replace('{n}', String(draws.between(10_000, 99_999)));

/** Dangerous files, of which each incident has one disguise. */
export const MALICIOUS_ATTACHMENT: Incident = {
  hours: [6, 17],
  lasts: 1,
  plant(world, draws, start) {
    // Few seeds would show every disguise if each incident had one at random: they take turns.
    for (const { technique, make } of draws.some(DISGUISES, 4))
      plantDisguise(world, draws, start, technique, make);
  },
};

function plantDisguise(
  world: World,
  draws: Draws,
  start: number,
  technique: string,
  make: Disguise['make'],
): void {
  const client = badHost(world, draws);
  const domain = freshDomain(draws);
  const truth = world.truth.open({
    kind: 'malicious_attachment',
    technique,
    entity: client.address,
    entityType: 'address',
    others: [domain],
  });
  const file = make(draws);
  const security = hiredSecurity(world, draws);
  let time = start + draws.between(0, 1_500) * SECOND;
  for (const { address } of draws.some(world.company.people, draws.between(1, 6))) {
    time += draws.between(5, 90) * SECOND;
    const message = badMessage(world, draws, {
      time,
      sender: `billing@${domain}`,
      from: `Accounts <billing@${domain}>`,
      recipients: [address],
      subject: subjectOf(draws),
      parts: [...bodyParts(draws, 500), file],
      proof: draws.one([ALIGNED, SPAMMY]),
    });
    const letter = draws.chance(0.15) ? { message, refusal: 'virus' as const } : { message };
    knock(world, client, [letter], { time, helo: `mail.${domain}`, truth, ...security });
  }
}

/** Mail whose link leads to a domain that is on a list. */
export const MALICIOUS_LINK: Incident = {
  hours: [6, 17],
  lasts: 1,
  plant(world, draws, start) {
    const client = badHost(world, draws);
    const domain = freshDomain(draws);
    world.known.badDomains.add(domain);
    const truth = world.truth.open({
      kind: 'malicious_link',
      technique: 'a text with a link to a domain on a list, sent from it',
      entity: domain,
      entityType: 'domain',
      others: [client.address],
      note: 'the link is in the line of rspamd where the company has it; the domain of the sender is in every log',
    });
    const security = hiredSecurity(world, draws);
    let time = start;
    for (const { address } of draws.some(world.company.people, draws.between(3, 12))) {
      time += draws.between(2, 200) * SECOND;
      const message = badMessage(world, draws, {
        time,
        sender: `no-reply@${domain}`,
        from: `Account Security <no-reply@${domain}>`,
        recipients: [address],
        subject: 'Your mailbox is almost full',
        proof: { ...ALIGNED, score: 8.4, listedLink: `login.${domain}` },
      });
      knock(world, client, [{ message }], { time, helo: `mail.${domain}`, truth, ...security });
    }
  },
};

/** Mail of domains or addresses that are on a list. */
function listedSender(kind: 'known_bad_domain' | 'known_bad_address'): Incident {
  return {
    hours: [0, 20],
    lasts: 3,
    plant(world, draws, start) {
      const client = badHost(world, draws);
      const domain = freshDomain(draws);
      const isDomain = kind === 'known_bad_domain';
      if (isDomain) world.known.badDomains.add(domain);
      else world.known.badAddresses.add(client.address);
      const truth = world.truth.open({
        kind,
        technique: isDomain ? 'sender under a listed domain' : 'client at a listed address',
        entity: isDomain ? domain : client.address,
        entityType: isDomain ? 'domain' : 'address',
      });
      let time = start;
      for (let left = amountOf(world, draws, 2, 8); left > 0; left--) {
        time += draws.between(1, 20) * MINUTE;
        const message = badMessage(world, draws, {
          time,
          sender: `info@mail.${domain}`,
          recipients: [draws.one(world.company.people).address],
          subject: 'A proposal for you',
          proof: FORGED,
        });
        knock(world, client, [{ message }], { time, helo: `mail.${domain}`, truth });
      }
    },
  };
}

export const KNOWN_BAD_DOMAIN = listedSender('known_bad_domain');
export const KNOWN_BAD_ADDRESS = listedSender('known_bad_address');
