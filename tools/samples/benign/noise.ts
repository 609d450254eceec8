import { anvilDate, DAY, HOUR, SECOND } from '../calendar';
import type { Host } from '../company/outside';
import { arrive } from '../mail/arrival';
import { failSubmission } from '../mail/logins';
import { bodyParts, compose, type Message } from '../mail/message';
import { clientPort, type Process, processOf, say } from '../mail/network';
import type { Draws } from '../random';
import type { Case } from '../truth';
import { type Actor, moments, type Span, type World } from '../world';

const LURES = [
  'Your package',
  'Loan approved',
  'Meet singles',
  'Crypto signal',
  'Cheap watches',
  'SEO offer',
];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A machine somewhere in the internet, another each time. */
function anybody(draws: Draws): Host {
  const address = `2001:db8:f${draws.hex(3)}:1${draws.hex(3)}::${draws.between(1, 9)}`;
  return { address, name: draws.chance(0.7) ? 'unknown' : `dyn-${draws.hex(4)}.pool.example.net` };
}

interface Noise {
  readonly world: World;
  readonly truth: Case;
  readonly draws: Draws;
  readonly time: number;
}

function spam({ world, draws, time }: Noise): Message {
  const word = draws.text(LETTERS, 7);
  return compose(world.network.ids, {
    time,
    zone: draws.one([0, 180, 480, -300]),
    sender: `${draws.text(LETTERS, 6)}@${word}.example`,
    recipients: [draws.one(world.company.people).address],
    subject: `${draws.one(LURES)} ${draws.between(10, 999)}`,
    parts: bodyParts(draws, draws.between(400, 2_000), 0.8),
    proof: { spf: 'Softfail', dkim: 'none', dmarc: 'none', score: 16 + draws.unit() * 9 },
  });
}

function refused(noise: Noise): void {
  const { world, draws, time, truth } = noise;
  const message = spam(noise);
  const refusal = draws.one(['spam', 'blocklisted', 'badHelo', 'unknownDomain', 'unknownUser'] as const);
  const recipients =
    refusal === 'unknownUser' ? [`${draws.text(LETTERS, 5)}@${world.company.domain}`] : message.recipients;
  arrive(world.network, {
    time,
    client: anybody(draws),
    server: draws.one(['mx', 'mx', 'mx', 'backup'] as const),
    helo: refusal === 'badHelo' ? draws.text(LETTERS, 6) : `${draws.text(LETTERS, 7)}.example`,
    letters: [{ message: { ...message, recipients }, refusal }],
    ending: draws.one(['quit', 'lost'] as const),
    truth,
  });
}

/** What postscreen turns away before a mail server talks to it. */
function screened({ world, draws, time, truth }: Noise): void {
  const { network, company } = world;
  const { mx } = company.servers;
  const client = anybody(draws);
  const port = clientPort(network);
  const screener = processOf(network, mx.short, 'postfix/postscreen');
  const from = `[${client.address}]:${port}`;
  const hello = `${draws.text(LETTERS, 6)}`;
  const [texts, length] = draws.one([
    [[`PREGREET ${hello.length + 7} after 0.09 from ${from}: EHLO ${hello}\\r\\n`], 400_000],
    [
      [
        `DNSBL rank ${draws.between(3, 9)} for ${from}`,
        `HANGUP after 1.2 from ${from} in tests after SMTP handshake`,
      ],
      7_300_000,
    ],
    [[`HANGUP after 0.4 from ${from} in tests before SMTP handshake`], 450_000],
  ] as const);
  say(network, screener, time, `CONNECT from ${from} to [${mx.address}]:25`, truth);
  for (const [turn, text] of texts.entries())
    say(network, screener, time + length - 20_000 + turn * 1_000, text, truth);
  say(network, screener, time + length, `DISCONNECT ${from}`, truth);
  network.sensor.see({
    time,
    length,
    client,
    clientPort: port,
    server: mx,
    port: 25,
    security: 'plain',
    transactions: [],
    ending: 'lost',
    truth,
  });
}

function guessed({ world, draws, time, truth }: Noise): void {
  const user = draws.chance(0.5)
    ? draws.one(['admin', 'info', 'test', 'scan'])
    : draws.one(world.company.people).user;
  failSubmission(world.network, {
    time,
    users: [`${user}@${world.company.domain}`],
    client: anybody(draws),
    helo: 'User',
    security: draws.one(['plain', 'starttls'] as const),
    truth,
  });
}

const KINDS = [refused, refused, refused, screened, screened, guessed] as const;

/** What every mail server in the internet hears all day, more or less of it by the seed. */
export function internetNoise(world: World, draws: Draws): Actor {
  const { truth: all, company, network, strength } = world;
  const truth = all.open({
    kind: 'background_noise',
    technique: 'single refused messages, probes and guesses from everywhere',
    entity: company.servers.mx.address,
    entityType: 'host',
    note: 'neither to be found nor a false alarm: bad, but not worth a finding',
  });
  const perDay = (30 * strength + company.people.length) * (0.3 + 2 * draws.unit());
  const anvil: Process = {
    host: company.servers.mx.short,
    program: 'postfix/anvil',
    pid: draws.between(900, 9_000),
  };
  const act = (span: Span): void => {
    for (const time of moments(span, (perDay * (span.end - span.start)) / DAY)) {
      span.draws.one(KINDS)({ world, truth, draws: span.draws, time });
    }
    if (span.start % HOUR !== 0) return;
    const at = anvilDate(span.start - 90 * SECOND, company.zone);
    const text = `statistics: max connection rate ${span.draws.between(1, 9)}/60s for (smtp:${anybody(span.draws).address}) at ${at}`;
    say(network, anvil, span.start + 5 * SECOND, text, undefined);
  };
  return { act };
}
