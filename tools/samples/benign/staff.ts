import { HOUR, hourShare, MINUTE } from '../calendar';
import type { Outsider } from '../company/outside';
import type { Person, Site } from '../company/people';
import {
  bring,
  deskOf,
  fileName,
  homeOf,
  ordinaryParts,
  type Place,
  subjectOf,
  submit,
  writtenBy,
  writtenOutside,
} from '../letters';
import { logIn } from '../mail/logins';
import { attachment, bodyParts } from '../mail/message';
import type { Draws } from '../random';
import { type Actor, moments, type Span, type World } from '../world';

/** Messages and log-ins of one person on a working day. */
const PER_DAY = { received: 9, sent: 5, internal: 3, reading: 5 };
const REPLY_SHARE = 0.45;
const REMEMBERED = 3_000;
const COMMON_FILES = ['pdf', 'docx', 'xlsx', 'jpg', 'png', 'ics', 'zip'];

/** A message that somebody may answer. */
interface Thread {
  readonly person: Person;
  readonly other: Outsider;
  readonly id: string;
  readonly subject: string;
  readonly time: number;
}

const answered = (subject: string): string => (/^Re: /i.test(subject) ? subject : `Re: ${subject}`);

/** The staff at their ordinary work: mail with people outside and among themselves, and reading it. */
class Staff implements Actor {
  readonly #world: World;
  readonly #sites: readonly { readonly site: Site; readonly people: readonly Person[] }[];
  readonly #threads: Thread[] = [];
  #turn = 0;

  constructor(world: World) {
    this.#world = world;
    const { sites, people } = world.company;
    this.#sites = sites
      .map((site) => ({ site, people: people.filter((person) => person.site === site) }))
      .filter((entry) => entry.people.length > 0);
  }

  act(span: Span): void {
    for (const { site, people } of this.#sites) {
      const share = hourShare(span.start, site.zone) * ((span.end - span.start) / HOUR);
      const expected = people.length * share;
      const pick = (): Person => this.#active(span.draws, people);
      for (const time of moments(span, expected * PER_DAY.received)) this.#receive(span.draws, pick(), time);
      for (const time of moments(span, expected * PER_DAY.sent)) this.#send(span.draws, pick(), time);
      for (const time of moments(span, expected * PER_DAY.internal)) this.#tell(span.draws, pick(), time);
      for (const time of moments(span, expected * PER_DAY.reading)) this.#read(span.draws, pick(), time);
    }
  }

  #active(draws: Draws, people: readonly Person[]): Person {
    const [one, other] = [draws.one(people), draws.one(people)];
    return draws.unit() * (one.activity + other.activity) < one.activity ? one : other;
  }

  #thread(draws: Draws, time: number): Thread | undefined {
    if (this.#threads.length === 0 || !draws.chance(REPLY_SHARE)) return undefined;
    const found = draws.one(this.#threads);
    return found.time < time - 2 * MINUTE ? found : undefined;
  }

  #remember(thread: Thread): void {
    this.#threads[this.#turn++ % REMEMBERED] = thread;
  }

  #contact(draws: Draws, person: Person): Outsider {
    return this.#world.outside.people[draws.one(person.contacts)]!;
  }

  #receive(draws: Draws, someone: Person, time: number): void {
    const thread = this.#thread(draws, time);
    const person = thread?.person ?? someone;
    const other = thread?.other ?? this.#contact(draws, person);
    const cc = draws.chance(0.12) ? [draws.one(this.#world.company.people).address] : [];
    const subject = thread ? answered(thread.subject) : subjectOf(draws);
    const message = writtenOutside(this.#world, draws, other, {
      time,
      recipients: [...new Set([person.address, ...cc])],
      to: [person.address],
      cc,
      subject,
      parts: ordinaryParts(draws, COMMON_FILES),
      ...(thread && { inReplyTo: thread.id }),
    });
    this.#remember({ person, other, id: message.id, subject, time });
    bring(this.#world, other.domain, [{ message }], { time });
  }

  #place(draws: Draws, person: Person): Place {
    return draws.chance(0.92) ? deskOf(person) : homeOf(person);
  }

  #send(draws: Draws, someone: Person, time: number): void {
    const thread = this.#thread(draws, time);
    const person = thread?.person ?? someone;
    const other = thread?.other ?? this.#contact(draws, person);
    const more = draws.chance(0.15) ? [this.#contact(draws, person).address] : [];
    const subject = thread ? answered(thread.subject) : subjectOf(draws);
    const message = writtenBy(this.#world, person, {
      time,
      recipients: [...new Set([other.address, ...more])],
      subject,
      parts: ordinaryParts(draws, person.department.files),
      ...(thread && { inReplyTo: thread.id }),
    });
    this.#remember({ person, other, id: message.id, subject, time });
    const port = draws.chance(0.15) ? 465 : 587;
    submit(this.#world, person, message, { time, port, ...this.#place(draws, person) });
  }

  #tell(draws: Draws, person: Person, time: number): void {
    const { people, domain } = this.#world.company;
    const isList = draws.chance(0.06);
    const recipients = isList
      ? [`${person.department.name}@${domain}`]
      : [...new Set(Array.from({ length: draws.skewed(1, 5) }, () => draws.one(people).address))];
    const extension = draws.one(person.department.files);
    const parts = isList
      ? [...bodyParts(draws, 900), attachment(draws, extension, fileName(draws, extension))]
      : ordinaryParts(draws, person.department.files);
    const message = writtenBy(this.#world, person, { time, recipients, subject: subjectOf(draws), parts });
    submit(this.#world, person, message, { time, ...this.#place(draws, person) });
  }

  #read(draws: Draws, person: Person, time: number): void {
    const { client } = this.#place(draws, person);
    logIn(this.#world.network, {
      time,
      user: person.address,
      client,
      length: draws.skewed(20, 1_500) * 1_000_000,
    });
  }
}

/** Makes the staff. */
export function staff(world: World): Actor {
  return new Staff(world);
}
