import { DAY, HOUR, hourShare, MINUTE, SECOND } from '../calendar';
import type { Host } from '../company/outside';
import { arrive } from '../mail/arrival';
import { compose } from '../mail/message';
import type { Draws } from '../random';
import type { Case } from '../truth';
import { type Actor, moments, type Span, together, type World } from '../world';
import { MACHINE_KINDS, type MachineKind } from './machine-kinds';

/** A server or appliance in the company's network for machines, by its number there. */
export function machine({ company }: World, name: string, number: number): Host {
  return { address: `10.${company.sites[0]!.network}.254.${number}`, name: `${name}.${company.domain}` };
}

function recipientOf(world: World, draws: Draws, { recipients }: MachineKind): string {
  const { company, outside } = world;
  if (recipients === 'customers') return draws.one(outside.people).address;
  if (recipients === 'staff') return draws.one(company.people).address;
  if (recipients === 'on-call') return `oncall@${outside.partners[0]!.name}`;
  return recipients === 'root' ? `root@${company.domain}` : `support@${company.domain}`;
}

/** The machines of one kind. */
class Machines implements Actor {
  readonly #world: World;
  readonly #kind: MachineKind;
  readonly #hosts: readonly Host[];
  readonly #truths: readonly Case[];

  constructor(world: World, kind: MachineKind, firstNumber: number) {
    this.#world = world;
    this.#kind = kind;
    this.#hosts = kind.hosts.map((name, place) => machine(world, name, firstNumber + place));
    this.#truths = this.#hosts.map(({ address }) =>
      world.truth.open({ kind: kind.kind, technique: kind.technique, entity: address, entityType: 'host' }),
    );
  }

  act(span: Span): void {
    for (const place of this.#hosts.keys()) {
      for (const time of this.#times(span, place)) this.#send(span.draws, place, time);
    }
  }

  #times(span: Span, place: number): number[] {
    const { everyMinutes, hours, perDay } = this.#kind;
    if (everyMinutes !== undefined) {
      const every = everyMinutes * MINUTE;
      const due = Math.ceil((span.start - place * 7 * MINUTE) / every) * every + place * 7 * MINUTE;
      return due < span.end ? [due + span.draws.between(0, 2 * SECOND)] : [];
    }
    const { company } = this.#world;
    const length = span.end - span.start;
    const share = hours === 'office' ? hourShare(span.start, company.zone) * (length / HOUR) : length / DAY;
    const expected =
      (perDay[0] * this.#world.strength + perDay[1] * company.people.length) / this.#hosts.length;
    return moments(span, expected * share);
  }

  #send(draws: Draws, place: number, time: number): void {
    const { network, company } = this.#world;
    const { sender, subjects, userAgent, parts } = this.#kind;
    const client = this.#hosts[place]!;
    const name = this.#kind.hosts[place]!;
    const fill = (text: string): string =>
      text.replace('{host}', name).replace('{n}', String(draws.between(10_000, 99_999)));
    const address = `${fill(sender)}@${company.domain}`;
    const message = compose(network.ids, {
      time,
      zone: company.zone,
      sender: address,
      recipients: [recipientOf(this.#world, draws, this.#kind)],
      subject: fill(draws.one(subjects)),
      id: `${network.ids.hex(14)}@${client.name}`,
      ...(userAgent !== undefined && { userAgent }),
      parts: parts(draws),
    });
    arrive(network, {
      time,
      client,
      server: 'smtp',
      helo: client.name,
      letters: [{ message }],
      truth: this.#truths[place],
    });
  }
}

/** Makes the machines of every kind. */
export function machines(world: World): Actor {
  const all = MACHINE_KINDS.map((kind, place) => new Machines(world, kind, 10 + place * 10));
  return together(all);
}
