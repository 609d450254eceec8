import { HOUR, SECOND } from '../calendar';
import { bodyParts } from '../mail/message';
import type { Draws } from '../random';
import { amountOf, victimOf, type World } from '../world';
import type { Incident } from './incident';
import { ALIGNED, babble, badHost, badMessage, freshDomain, knock, SPAMMY } from './strangers';

/** Neighbouring addresses that send a little each under names of their own. */
export const SNOWSHOE: Incident = {
  hours: [0, 16],
  lasts: 6,
  plant(world, draws, start) {
    const block = `2001:db8:5${draws.hex(2)}:${draws.between(1, 9)}`;
    const truth = world.truth.open({
      kind: 'snowshoe',
      technique: 'many neighbouring addresses, few messages each, one text',
      entity: `${block}::/64`,
      entityType: 'network',
    });
    const parts = bodyParts(draws, 1_100, 1);
    const subject = draws.one(['Lower your bills', 'Solar roof offer', 'Miracle diet', 'New loans']);
    for (let host = amountOf(world, draws, 14, 40); host > 0; host--) {
      const domain = freshDomain(draws);
      const client = { address: `${block}::${(host + 15).toString(16)}`, name: `mail.${domain}` };
      truth.other(client.address);
      for (let left = draws.between(1, 3); left > 0; left--) {
        const time = start + draws.between(0, 5 * 3_600) * SECOND;
        const message = badMessage(world, draws, {
          time,
          sender: `${babble(draws, 4, 7)}@${domain}`,
          recipients: [draws.one(world.company.people).address],
          subject: `${subject} ${babble(draws, 2, 4)}`,
          parts,
          proof: { ...ALIGNED, score: 5.2 },
        });
        knock(world, client, [{ message }], { time, helo: client.name, truth });
      }
    }
  },
};

const TEMPLATES = [
  'Invoice {n} from {w} is overdue',
  'Re: payment {n} ({w})',
  'Voicemail from {w}, {n} seconds',
  'Parcel {n}: {w} needs your address',
];

/** One template with other words and numbers each time, from many machines. */
export const CAMPAIGN: Incident = {
  hours: [4, 14],
  lasts: 4,
  plant(world, draws, start) {
    const template = draws.one(TEMPLATES);
    const truth = world.truth.open({
      kind: 'campaign',
      technique: 'one template with other words each time, from many machines',
      entity: template,
      entityType: 'template',
    });
    const userAgent = draws.one([
      'PHPMailer 6.1.4',
      'Microsoft Outlook Express 6.00.2900.2180',
      'The Bat! 4.0',
    ]);
    for (let left = amountOf(world, draws, 25, 60); left > 0; left--) {
      const client = badHost(world, draws);
      const domain = freshDomain(draws);
      const time = start + draws.between(0, 3 * 3_600) * SECOND;
      truth.other(client.address);
      const message = badMessage(world, draws, {
        time,
        sender: `${babble(draws, 5, 8)}@${domain}`,
        recipients: [draws.one(world.company.people).address],
        subject: template
          .replace('{n}', String(draws.between(100, 99_999)))
          .replace('{w}', babble(draws, 4, 9)),
        userAgent,
        parts: bodyParts(draws, 1_300 + draws.between(0, 60), 1),
        proof: SPAMMY,
      });
      knock(world, client, [{ message, ...(draws.chance(0.2) && { refusal: 'blocklisted' }) }], {
        time,
        helo: domain,
        truth,
      });
    }
  },
};

const WELCOMES = [
  'Welcome to {w}',
  'Please confirm your address',
  'Verify your account at {w}',
  'Thank you for subscribing to {w}',
  'Activate your {w} account',
];

function confirmation(world: World, draws: Draws, time: number, recipient: string): Parameters<typeof knock> {
  const word = babble(draws, 5, 9);
  const domain = `${word}.${draws.one(['example', 'test'])}`;
  const client = {
    address: `2001:db8:e:${draws.hex(4).replace(/^0+/, '') || '1'}::25`,
    name: `mail.${domain}`,
  };
  const message = badMessage(world, draws, {
    time,
    sender: `noreply@${domain}`,
    recipients: [recipient],
    subject: draws.one(WELCOMES).replace('{w}', word),
    parts: bodyParts(draws, 900, 1),
    proof: { ...ALIGNED, score: 0.3 },
  });
  const security = draws.chance(world.tls) ? { security: 'starttls' as const } : {};
  return [world, client, [{ message }], { time, helo: client.name, truth: undefined, ...security }];
}

/** Confirmations of services all over the world that somebody signed a person up for. */
export const EMAIL_BOMBING: Incident = {
  hours: [6, 18],
  lasts: 2,
  plant(world, draws, start) {
    const person = victimOf(world, draws);
    const truth = world.truth.open({
      kind: 'email_bombing',
      technique: 'confirmations of many services never seen before to one person',
      entity: person.address,
      entityType: 'user',
    });
    const lasts = draws.between(HOUR / 3, 1.5 * HOUR);
    for (let left = amountOf(world, draws, 70, 180); left > 0; left--) {
      const time = start + Math.floor(draws.unit() * lasts);
      const [, client, letters, rest] = confirmation(world, draws, time, person.address);
      knock(world, client, letters, { ...rest, truth });
    }
  },
};
