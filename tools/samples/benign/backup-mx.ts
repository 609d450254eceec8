import { HOUR, MINUTE, SECOND } from '../calendar';
import { ordinaryParts, subjectOf, writtenOutside } from '../letters';
import { arrive } from '../mail/arrival';
import { delayText } from '../mail/filters';
import type { Message } from '../mail/message';
import { type Network, processOf, say } from '../mail/network';
import { dsnOf } from '../mail/remote';
import type { Draws } from '../random';
import type { Case } from '../truth';
import { daysOf, type Planned, type World } from '../world';

/** A message that waits at the second server. */
interface Waiting {
  readonly message: Message;
  readonly id: string;
  readonly time: number;
}

function hold(world: World, draws: Draws, time: number, truth: Case): Waiting | undefined {
  const { network, company, outside } = world;
  const author = draws.one(outside.people);
  const { server } = author.domain;
  const message = writtenOutside(world, draws, author, {
    time,
    recipients: [draws.one(company.people).address],
    subject: subjectOf(draws),
    parts: ordinaryParts(draws, ['pdf', 'docx', 'jpg']),
  });
  const letters = [{ message, isHeld: true }];
  const [taken] = arrive(network, {
    time,
    client: server,
    server: 'backup',
    helo: server.name,
    letters,
    truth,
  });
  const id = /queued as (\S+)/.exec(taken!.reply)?.[1];
  return id === undefined ? undefined : { message, id, time };
}

function sayOutage(network: Network, { id, message, time }: Waiting, truth: Case): void {
  const { backup, mx } = network.company.servers;
  const process = processOf(network, backup.short, 'postfix/smtp');
  for (const recipient of message.recipients) {
    const text = `${id}: to=<${recipient}>, relay=none, delay=0.3, delays=0.2/0.01/0.09/0, dsn=4.4.1, status=deferred (connect to ${mx.name}[${mx.address}]:25: Connection refused)`;
    say(network, process, time + 700_000, text, truth);
  }
}

/** Hands over what waited, some messages a connection. */
function drain(network: Network, draws: Draws, waiting: readonly Waiting[], time: number, truth: Case): void {
  const { backup, mx } = network.company.servers;
  let at = time;
  for (let from = 0; from < waiting.length; ) {
    const batch = waiting.slice(from, from + draws.between(1, 6));
    const received = {
      text: `from ${backup.name} (${backup.name} [${backup.address}]) by ${mx.name} (Postfix) with ESMTP`,
      address: backup.address,
    };
    const letters = batch.map(({ message }) => ({
      message: {
        ...message,
        received: [received, ...message.received],
        proof: { ...message.proof, spf: 'Fail' as const },
      },
    }));
    const answers = arrive(network, {
      time: at,
      client: backup,
      server: 'mx',
      helo: backup.name,
      letters,
      truth,
    });
    const process = processOf(network, backup.short, 'postfix/smtp');
    for (const [turn, { id, message, time: since }] of batch.entries()) {
      const { reply } = answers[turn]!;
      const end = at + (turn + 1) * 300_000 + SECOND;
      const delay = delayText(end - since);
      const text = `${id}: to=<${message.recipients[0]}>, relay=${mx.name}[${mx.address}]:25, delay=${delay}, delays=${delay}/0.02/0.1/0.2, dsn=${dsnOf(reply)}, status=sent (${reply})`;
      say(network, process, end, text, truth);
      say(
        network,
        { host: backup.short, program: 'postfix/qmgr', pid: 812 },
        end + 2_000,
        `${id}: removed`,
        truth,
      );
    }
    from += batch.length;
    at += draws.between(1, 6) * SECOND;
  }
}

/** Outages of the first mail server, some days apart: mail waits at the second, which then hands it over in one burst. */
export function backupMx(world: World, draws: Draws): Planned[] {
  const { network, truth, company } = world;
  const { backup } = company.servers;
  return daysOf(world)
    .filter((_, number) => number % 5 === 0)
    .map((day) => {
      const time = day + draws.between(9, 14) * HOUR + draws.between(0, 59) * MINUTE;
      const run = (): void => {
        const opened = truth.open({
          kind: 'benign_backup_mx',
          technique: 'queue of the second server after an outage: a burst with old dates, SPF fails',
          entity: backup.address,
          entityType: 'host',
        });
        const lasts = draws.between(25, 70) * MINUTE;
        const count = 8 + Math.floor(company.people.length * 0.5);
        const times = Array.from({ length: count }, () => time + Math.floor(draws.unit() * lasts)).sort(
          (a, b) => a - b,
        );
        const waiting = times.flatMap((at) => hold(world, draws, at, opened) ?? []);
        for (const one of waiting) sayOutage(network, one, opened);
        drain(network, draws, waiting, time + lasts + MINUTE, opened);
      };
      return { time, run };
    });
}
