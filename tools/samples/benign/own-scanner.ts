import { HOUR, SECOND } from '../calendar';
import { arrive } from '../mail/arrival';
import { bodyParts, compose } from '../mail/message';
import type { Draws } from '../random';
import { daysOf, type Planned, type World } from '../world';
import { machine } from './machines';

const GREETINGS = ['nessus', 'mail.nessus.org', 'nmap.scanme.org', 'localhost', 'scanner.example.com'];
const TARGETS = ['nobody@example.com', 'postmaster@example.net', 'test@example.org'];

/** The company's own vulnerability scanner, one night a week: greetings of scanners, relay tests, bad syntax. */
export function ownScanner(world: World, draws: Draws): Planned[] {
  const { network, company, truth, known } = world;
  const client = machine(world, 'vulnscan', 200);
  known.scanners.add(client.address);
  return daysOf(world)
    .filter((_, number) => number % 7 === 0)
    .map((day) => {
      const time = day + draws.between(2, 4) * HOUR + draws.between(0, 3_000) * SECOND;
      const run = (): void => {
        const opened = truth.open({
          kind: 'benign_vulnerability_scan',
          technique: 'the company scans its own servers',
          entity: client.address,
          entityType: 'host',
        });
        let at = time;
        for (let turn = 0; turn < 24; turn++) {
          at += draws.between(1, 25) * SECOND;
          const message = compose(network.ids, {
            time: at,
            zone: company.zone,
            sender: draws.one(['', 'scanner@example.com', `postmaster@${company.domain}`]),
            recipients: [draws.one(TARGETS)],
            subject: 'Relay test',
            parts: bodyParts(draws, 60, 0),
          });
          const refusal = draws.one(['relay', 'relay', 'syntax', 'badHelo'] as const);
          const server = draws.one(['mx', 'backup'] as const);
          const ending = draws.one(['quit', 'lost'] as const);
          const helo = draws.one(GREETINGS);
          arrive(network, {
            time: at,
            client,
            server,
            helo,
            ending,
            letters: [{ message, refusal }],
            truth: opened,
          });
        }
      };
      return { time, run };
    });
}
