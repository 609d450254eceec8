import { SECOND } from '../calendar';
import { makeDomain } from '../company/outside';
import { subjectOf } from '../letters';
import { bodyParts, mailbox } from '../mail/message';
import type { Letter } from '../mail/visit';
import type { Draws } from '../random';
import type { CaseHead } from '../truth';
import type { World } from '../world';
import type { Incident } from './incident';
import { lookAlike } from './look-alikes';
import {
  ALIGNED,
  babble,
  badHost,
  badMessage,
  claimedHop,
  FORGED,
  freshDomain,
  hiredSecurity,
  knock,
  SPAMMY,
} from './strangers';

const REQUESTS = [
  'Urgent payment',
  'Are you at your desk?',
  'Change of bank details',
  'Gift cards needed today',
  'Quick favour',
];
const NOTICES = [
  'Your password expires today',
  'Document shared with you',
  'New sign-in',
  'Salary statement',
  'Mailbox full',
];

/** What is forged about the mail of one incident. */
interface Forgery {
  readonly head: Omit<CaseHead, 'kind'>;
  readonly helo: string;
  readonly sender: string;
  readonly from: string;
  readonly replyTo?: string;
  readonly subject: string;
  readonly inReplyTo?: string;
  readonly id?: string;
  readonly proof: typeof FORGED;
  readonly refusals?: readonly Letter['refusal'][];
}

/** An incident of mail to a few people under a forged identity. */
function forgery(
  kind: string,
  reach: readonly [low: number, high: number],
  make: (world: World, draws: Draws, address: string) => Forgery,
): Incident {
  return {
    hours: [6, 17],
    lasts: 1,
    plant(world, draws, start) {
      const client = badHost(world, draws);
      const { head, helo, refusals = [], ...draft } = make(world, draws, client.address);
      const truth = world.truth.open({ kind, ...head });
      const security = hiredSecurity(world, draws);
      truth.other(client.address);
      let time = start;
      for (const { address } of draws.some(world.company.people, draws.between(...reach))) {
        time += draws.between(3, 240) * SECOND;
        const message = badMessage(world, draws, {
          ...draft,
          time,
          recipients: [address],
          parts: bodyParts(draws, draws.between(200, 1_200)),
          received: draws.chance(0.5) ? claimedHop(draws, time, helo) : [],
        });
        const refusal = refusals.length > 0 ? draws.one(refusals) : undefined;
        knock(world, client, [{ message, ...(refusal && { refusal }) }], { time, helo, truth, ...security });
      }
    },
  };
}

/** Mail from outside that claims to be of the company. */
export const OWN_DOMAIN_SPOOF = forgery('own_domain_spoof', [3, 12], (world, draws) => {
  const { company } = world;
  const isEnvelope = draws.chance(0.6);
  const address = draws.one([`it-support@${company.domain}`, draws.one(company.people).address]);
  return {
    head: {
      technique: isEnvelope ? 'own domain in From and return address' : 'own domain in From alone',
      entity: address,
      entityType: 'user',
    },
    helo: draws.one([company.domain, `mail.${freshDomain(draws)}`, babble(draws, 5, 9)]),
    sender: isEnvelope ? address : `bounce@${freshDomain(draws)}`,
    from: mailbox('IT Support', address),
    subject: draws.one(NOTICES),
    proof: FORGED,
    refusals: isEnvelope ? [undefined, undefined, 'spf'] : [],
  };
});

/** Mail of a domain that looks like the company's or a partner's. */
export const LOOKALIKE_PHISH = forgery('lookalike_phish', [2, 10], (world, draws) => {
  const { company, outside } = world;
  const model = draws.chance(0.6) ? company.domain : draws.one(outside.partners).name;
  const { domain, technique } = lookAlike(draws, model.replace(/\.test$/, '.example'), (name) =>
    outside.domains.has(name),
  );
  const sender = `${draws.one(['accounts', 'hr', 'helpdesk', 'billing'])}@${domain}`;
  return {
    head: { technique, entity: domain, entityType: 'domain', note: `looks like ${model}` },
    helo: `mail.${domain}`,
    sender,
    from: mailbox('Accounts', sender),
    subject: draws.one(NOTICES),
    proof: ALIGNED,
  };
});

/** A leader's name before somebody else's address. */
export const DISPLAY_NAME_FRAUD = forgery('display_name_fraud', [1, 6], (world, draws) => {
  const { company, outside } = world;
  const leader = draws.one(company.people.filter(({ isLeader }) => isLeader));
  const sender = `${draws.one(['ceo.office', 'private', 'director'])}${draws.between(1, 999)}@${draws.one(outside.freeMail).name}`;
  const isAddress = draws.chance(0.4);
  const name = isAddress ? `${leader.name} (${leader.address})` : leader.name;
  return {
    head: {
      technique: isAddress
        ? 'name and address of a leader as display name'
        : 'name of a leader as display name',
      entity: sender,
      entityType: 'user',
      others: [leader.address],
    },
    helo: `mail.${sender.slice(sender.indexOf('@') + 1)}`,
    sender,
    from: mailbox(name, sender),
    subject: draws.one(REQUESTS),
    proof: ALIGNED,
  };
});

/** From of somebody known, answers to a free mailbox. */
export const REPLY_TO_FRAUD = forgery('reply_to_fraud', [1, 8], (world, draws) => {
  const { outside } = world;
  const known = draws.one(outside.people.filter(({ domain }) => !outside.freeMail.includes(domain)));
  const replyTo = `${babble(draws, 6, 10)}${draws.between(10, 99)}@${draws.one(outside.freeMail).name}`;
  return {
    head: {
      technique: 'Reply-To at a free mailbox',
      entity: replyTo,
      entityType: 'user',
      others: [known.address],
    },
    helo: `web${draws.between(1, 99)}.hosting.example`,
    sender: draws.one([known.address, `www-data@web${draws.between(1, 99)}.hosting.example`]),
    from: mailbox(known.name, known.address),
    replyTo,
    subject: draws.one(REQUESTS),
    proof: { ...FORGED, score: 4.4 },
  };
});

/** An answer to a conversation that never was. */
export const FORGED_THREAD = forgery('forged_thread', [1, 8], (world, draws) => {
  const domain = makeDomain(draws, freshDomain(draws), world.outside.addresses.hostile(), 0);
  const known = draws.one(world.outside.people);
  const isInvented = draws.chance(0.5);
  const sender = `${known.address.slice(0, known.address.indexOf('@'))}@${domain.name}`;
  return {
    head: {
      technique: isInvented ? 'Re: with an invented In-Reply-To' : 'Re: without In-Reply-To',
      entity: sender,
      entityType: 'user',
      others: [known.address],
    },
    helo: domain.server.name,
    sender,
    from: mailbox(known.name, sender),
    subject: `${draws.one(['Re', 'RE', 'FW', 'Fwd'])}: ${subjectOf(draws)}`,
    ...(isInvented && { inReplyTo: `${draws.hex(16)}@${world.company.domain}` }),
    proof: { ...ALIGNED, score: 2.2 },
  };
});

/** From headers that break the grammar of addresses, and Message-IDs that are none. */
export const FORGED_HEADER = forgery('forged_header', [2, 12], (world, draws) => {
  const domain = freshDomain(draws);
  const sender = `${babble(draws, 5, 9)}@${domain}`;
  const other = `service@${draws.one(world.outside.partners).name}`;
  const forms = {
    'comma outside quotes': { from: `Prize, ${babble(draws, 4, 6)} <${sender}>` },
    'two addresses': { from: `Service <${other}>, <${sender}>` },
    'no blank before the address': { from: `Notice<${sender}>` },
    'Message-ID without a domain': { from: mailbox('Notice', sender), id: draws.hex(20) },
    'no Message-ID': { from: mailbox('Notice', sender), id: '' },
  };
  const [technique, form] = draws.one(Object.entries(forms));
  return {
    head: { technique, entity: sender, entityType: 'user' },
    helo: draws.one([domain, `ip-${draws.between(10, 99)}.cloud.example`]),
    sender: draws.chance(0.8) ? sender : '',
    subject: draws.one(NOTICES),
    proof: SPAMMY,
    ...form,
  };
});
