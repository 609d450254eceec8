import { DAY, HOUR, hourShare, MINUTE, midnight } from './calendar';
import type { Company } from './company/company';
import type { Outside } from './company/outside';
import type { Person } from './company/people';
import type { Network } from './mail/network';
import type { Draws } from './random';
import type { Truth } from './truth';

/** Everything a story is told with. */
export interface World {
  readonly seed: number;
  readonly company: Company;
  readonly outside: Outside;
  readonly network: Network;
  readonly truth: Truth;
  /** What the company has lists of. */
  readonly known: {
    readonly scanners: Set<string>;
    readonly badDomains: Set<string>;
    readonly badAddresses: Set<string>;
  };
  /** People that one case more is about than about the others. */
  readonly taken: Set<Person>;
  /** How strong incidents and machines are, 1 being usual. */
  readonly strength: number;
  /** Share of foreign servers that use STARTTLS. */
  readonly tls: number;
  readonly from: number;
  readonly to: number;
}

/** A stretch of the time that is told; actors draw from numbers of their own for it. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly draws: Draws;
}

/** Somebody or something that sends mail all the time, made once for a world. */
export interface Actor {
  /** Tells what happens in a stretch of time; no line of it may be older than the stretch. */
  act(span: Span): void;
}

/** Makes an actor for a world, with draws for what stays the same. */
export type ActorMaker = (world: World, draws: Draws) => Actor;

export const SPAN_LENGTH = 10 * MINUTE;

/** Moments within a span, so many as are expected by chance. */
export function moments({ start, end, draws }: Span, expected: number): number[] {
  return Array.from(
    { length: draws.count(expected) },
    () => start + Math.floor(draws.unit() * (end - start)),
  );
}

/** Something that begins at a time; what it causes is no older. */
export interface Planned {
  readonly time: number;
  run(): void;
}

/** Plans what happens at certain times in a world. */
export type Planner = (world: World, draws: Draws) => Planned[];

/** Midnights of the days of a world, in the company's zone; days that lie in it by half at least. */
export function daysOf({ from, to, company }: World): number[] {
  const days: number[] = [];
  for (let day = midnight(from + DAY / 2, company.zone); day + DAY / 2 <= to; day += DAY) days.push(day);
  return days;
}

/** What happens so often on a working day, as the hours of the company have it. */
export function duringWork(
  { company }: World,
  perDay: number,
  tell: (draws: Draws, time: number) => void,
): Actor {
  const act = (span: Span): void => {
    const share = hourShare(span.start, company.zone) * ((span.end - span.start) / HOUR);
    for (const time of moments(span, perDay * share)) tell(span.draws, time);
  };
  return { act };
}

/** Several actors as one. */
export function together(actors: readonly Actor[]): Actor {
  return {
    act(span) {
      for (const actor of actors) actor.act(span);
    },
  };
}

/** A person that no more cases are about than about anybody else. */
export function victimOf({ company, taken }: World, draws: Draws): Person {
  if (taken.size === company.people.length) taken.clear();
  const person = draws.one(company.people.filter((one) => !taken.has(one)));
  taken.add(person);
  return person;
}

/** How many there are of something that an incident has between low and high of, by the strength of the world. */
export function amountOf({ strength }: World, draws: Draws, low: number, high: number): number {
  return Math.max(Math.min(low, 12), Math.round(draws.between(low, high) * strength));
}
