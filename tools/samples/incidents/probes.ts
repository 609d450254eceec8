import { SECOND } from '../calendar';
import type { Host } from '../company/outside';
import { clientPort, processOf, say } from '../mail/network';
import type { Draws } from '../random';
import type { Case } from '../truth';
import { amountOf, type World } from '../world';
import type { Incident } from './incident';
import { babble, badHost, badMessage, freshDomain, knock } from './strangers';

const SCANNER_HELOS = [
  'nmap.scanme.org',
  'masscan',
  'zgrab',
  'User',
  'ylmf-pc',
  'openvas',
  'localhost',
  'scan.example.com',
];
/** Exim's expansions and shell commands, as attackers write them into recipients. */
const INJECTIONS = [
  'root+:"|sleep 5 #"',
  'root+$' + '{run{sleep 5}}@localhost',
  '$' + '{run{/bin/true}}@localhost',
  ';for i in 0 1 2 3;do read r;done;sh;exit 0;@example.org',
];

function greetOnly(world: World, draws: Draws, client: Host, time: number, truth: Case): void {
  const { network, company } = world;
  const server = draws.one([company.servers.mx, company.servers.backup, company.servers.smtp]);
  const smtpd = processOf(network, server.short, 'postfix/smtpd');
  const from = `${client.name}[${client.address}]`;
  const [command, text] = draws.one([
    ['EHLO', 'ehlo=1 quit=1 commands=2'],
    ['UNKNOWN', 'unknown=0/2 commands=0/2'],
    ['VRFY', 'ehlo=1 vrfy=0/3 commands=1/4'],
    ['CONNECT', 'commands=0/0'],
  ] as const);
  say(network, smtpd, time, `connect from ${from}`, truth);
  if (command === 'UNKNOWN')
    say(network, smtpd, time + 60_000, `warning: non-SMTP command from ${from}: GET / HTTP/1.1`, truth);
  if (command !== 'EHLO')
    say(network, smtpd, time + 90_000, `lost connection after ${command} from ${from}`, truth);
  say(network, smtpd, time + 91_000, `disconnect from ${from} ${text}`, truth);
  network.sensor.see({
    time,
    length: 90_000,
    client,
    clientPort: clientPort(network),
    server,
    port: 25,
    helo: draws.one(SCANNER_HELOS),
    security: 'plain',
    transactions: [],
    ending: command === 'EHLO' ? 'quit' : 'lost',
    truth,
  });
}

/** A scanner outside that looks at the mail servers. */
export const EXTERNAL_SCAN: Incident = {
  hours: [0, 22],
  lasts: 1,
  plant(world, draws, start) {
    const client = badHost(world, draws);
    const truth = world.truth.open({
      kind: 'external_scan',
      technique: 'greetings of scanners, connections that say nothing',
      entity: client.address,
      entityType: 'address',
    });
    const helo = draws.one(SCANNER_HELOS);
    let time = start;
    for (let left = amountOf(world, draws, 15, 50); left > 0; left--) {
      time += draws.between(1, 40) * SECOND;
      if (draws.chance(0.55)) {
        greetOnly(world, draws, client, time, truth);
        continue;
      }
      const message = badMessage(world, draws, {
        time,
        sender: 'scan@example.com',
        recipients: ['nobody@example.org'],
        subject: 'test',
      });
      const refusal = draws.one(['relay', 'badHelo', 'syntax', 'unknownDomain'] as const);
      const server = draws.one(['mx', 'backup'] as const);
      knock(world, client, [{ message, refusal }], { time, helo, server, ending: 'lost', truth });
    }
  },
};

/** Shell commands in the envelope, of which some are taken. */
export const ENVELOPE_INJECTION: Incident = {
  hours: [0, 22],
  lasts: 1,
  plant(world, draws, start) {
    const client = badHost(world, draws);
    const truth = world.truth.open({
      kind: 'envelope_injection',
      technique: 'shell commands as recipients',
      entity: client.address,
      entityType: 'address',
    });
    let time = start;
    for (let left = amountOf(world, draws, 3, 12); left > 0; left--) {
      time += draws.between(1, 20) * SECOND;
      const message = badMessage(world, draws, {
        time,
        sender: `root@[${client.address}]`,
        recipients: [draws.one(INJECTIONS)],
        subject: 'test',
      });
      const refusal = draws.one(['syntax', 'relay', 'unknownUser'] as const);
      const letter = draws.chance(0.5) ? { message, isDropped: true } : { message, refusal };
      knock(world, client, [letter], { time, helo: 'example.com', ending: 'lost', truth });
    }
  },
};

/** Somebody who tries names until the server takes one. */
export const RECIPIENT_HARVEST: Incident = {
  hours: [0, 22],
  lasts: 2,
  plant(world, draws, start) {
    const { company } = world;
    const client = badHost(world, draws);
    const truth = world.truth.open({
      kind: 'recipient_harvest',
      technique: 'guessed recipients, most of them unknown',
      entity: client.address,
      entityType: 'address',
    });
    const gap = draws.between(5, 90);
    let time = start;
    for (let left = amountOf(world, draws, 8, 25); left > 0; left--) {
      time += draws.between(1, gap) * SECOND;
      const guesses = Array.from(
        { length: draws.between(2, 8) },
        () => `${babble(draws, 4, 8)}@${company.domain}`,
      );
      const message = badMessage(world, draws, {
        time,
        sender: `${babble(draws, 5, 8)}@${freshDomain(draws)}`,
        recipients: guesses,
        subject: 'hello',
      });
      knock(world, client, [{ message, refusal: 'unknownUser' }], {
        time,
        helo: babble(draws, 5, 9),
        ending: draws.one(['quit', 'lost'] as const),
        truth,
      });
    }
  },
};
