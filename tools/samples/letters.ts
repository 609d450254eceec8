import { mailDate } from './calendar';
import type { Domain, Host, Outsider } from './company/outside';
import type { Person } from './company/people';
import { DAY_NAMES, MONTH_NAMES, PROJECTS, SUBJECTS } from './company/words';
import { arrive } from './mail/arrival';
import {
  attachment,
  bodyParts,
  compose,
  type Draft,
  type Message,
  mailbox,
  type Part,
  type Proof,
} from './mail/message';
import { SUITES } from './mail/session';
import type { Arrival, Letter } from './mail/visit';
import type { Draws } from './random';
import type { Case } from './truth';
import type { World } from './world';

const FILE_STEMS = [
  'Report',
  'Offer',
  'Plan',
  'Contract',
  'Figures',
  'Photo',
  'Minutes',
  'Invoice',
  'Draft',
  'Notes',
];

/** A subject as people write them. */
export function subjectOf(draws: Draws): string {
  return draws.one(SUBJECTS).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'n') return String(draws.between(1_000, 99_999));
    if (name === 'day') return draws.one(DAY_NAMES);
    return name === 'month' ? draws.one(MONTH_NAMES) : draws.one(PROJECTS);
  });
}

/** A file name as people give them. */
export function fileName(draws: Draws, extension: string): string {
  const middle = draws.one([
    '',
    '_final',
    ' v2',
    ` ${draws.between(2023, 2026)}`,
    `-${draws.between(1, 400)}`,
  ]);
  return `${draws.one(FILE_STEMS)}${middle}.${extension}`;
}

/** The parts of an ordinary message: a text, and files of these kinds now and then. */
export function ordinaryParts(draws: Draws, extensions: readonly string[]): Part[] {
  const parts = bodyParts(draws, draws.skewed(180, 6_000));
  if (!draws.chance(0.22)) return parts;
  const files = Array.from({ length: draws.skewed(1, 4) }, () => draws.one(extensions));
  return [...parts, ...files.map((extension) => attachment(draws, extension, fileName(draws, extension)))];
}

/** What the checks find out about mail that a domain's own server sends. */
export function proofOf(draws: Draws, domain: Domain): Proof {
  return {
    spf: draws.chance(0.96) ? 'Pass' : 'None',
    dkim: domain.hasDkim ? 'pass' : 'none',
    dmarc: domain.hasDmarc ? 'pass' : 'none',
    score: Math.round((draws.unit() * 4 - 2.5) * 100) / 100,
  };
}

/** Where a person writes from. */
export interface Place {
  readonly client: Host;
  readonly helo: string;
}

/** A person's desk. */
export function deskOf({ desk, userAgent }: Person): Place {
  const helo = userAgent.startsWith('Microsoft')
    ? desk.name.slice(0, desk.name.indexOf('.'))
    : `[${desk.address}]`;
  return { client: desk, helo };
}

/** A person's home or phone. */
export function homeOf({ home }: Person): Place {
  return { client: home, helo: home.address.includes(':') ? `[IPv6:${home.address}]` : `[${home.address}]` };
}

/** Details of a submission that are seldom other than usual. */
export interface Submission extends Place {
  readonly time: number;
  readonly truth?: Case | undefined;
  readonly letter?: Omit<Letter, 'message'>;
  readonly port?: 587 | 465;
  readonly security?: 'plain' | 'starttls';
}

/** Lets a person hand a message to the submission server after logging in. */
export function submit({ network }: World, person: Person, message: Message, submission: Submission): void {
  const { time, client, helo, truth, letter, port = 587 } = submission;
  arrive(network, {
    time,
    client,
    server: 'smtp',
    port,
    helo,
    security: port === 465 ? 'implicit' : (submission.security ?? 'starttls'),
    login: { user: person.address, method: 'PLAIN' },
    letters: [{ message, ...letter }],
    truth,
  });
}

/** A message that a person of the company writes. */
export function writtenBy(
  world: World,
  person: Person,
  draft: Partial<Draft> & Pick<Draft, 'time' | 'recipients' | 'subject' | 'parts'>,
): Message {
  return compose(world.network.ids, {
    zone: person.site.zone,
    sender: person.address,
    from: mailbox(person.name, person.address),
    userAgent: person.userAgent,
    ...draft,
  });
}

/** A message that somebody outside writes. */
export function writtenOutside(
  world: World,
  draws: Draws,
  { name, address, domain, userAgent }: Outsider,
  draft: Partial<Draft> & Pick<Draft, 'time' | 'recipients' | 'subject' | 'parts'>,
): Message {
  const client = `192.168.${draws.between(0, 20)}.${draws.between(2, 250)}`;
  const date = mailDate(draft.time, domain.zone);
  const text = `from [${client}] (unknown [${client}]) by ${domain.server.name} with ESMTPSA id ${world.network.ids.hex(10)}; ${date}`;
  return compose(world.network.ids, {
    zone: domain.zone,
    sender: address,
    from: mailbox(name, address),
    userAgent,
    received: [{ text, address: client }],
    proof: proofOf(draws, domain),
    ...draft,
  });
}

/** Lets a domain's server bring letters to the company. */
export function bring(
  { network }: World,
  domain: Pick<Domain, 'server' | 'tls'>,
  letters: readonly Letter[],
  rest: Pick<Arrival, 'time'> & Partial<Arrival>,
): void {
  arrive(network, {
    client: domain.server,
    server: 'mx',
    helo: domain.server.name,
    security: domain.tls === 'none' ? 'plain' : 'starttls',
    ...(domain.tls !== 'none' && { suite: SUITES[domain.tls] }),
    letters,
    ...rest,
  });
}
