import type { Keys } from './columns';
import { type Client, Clients } from './relay/clients';
import { type Leg, LegTable } from './relay/leg-table';
import { OUTCOMES } from './relay/outcome';
import { type Reading, type RelayBatch, RowReader } from './relay/row-reader';
import { firstFrom, SecondLegs } from './relay/second-legs';
import { faultsOfOwnOrganisation } from './spoof/own-organisation';

export type { RelayBatch } from './relay/row-reader';

export interface RelayOptions {
  readonly ownDomains?: readonly string[];
  readonly ownNetworks?: readonly string[];
}

/** One client outside at one own server; the names are those of the command's output, times are epoch seconds. */
export interface RelayRow {
  readonly src: string;
  readonly server: string;
  readonly attempts: number;
  readonly denied: number;
  readonly accepted: number;
  readonly confirmed: number;
  readonly allowed: number;
  readonly foreign_recipients: number;
  readonly forms: readonly string[];
  readonly senders: readonly string[];
  readonly first_time: number | undefined;
  readonly last_time: number | undefined;
  readonly relay_score: number;
  readonly verdict: string;
  readonly reasons: readonly string[];
}

type AttemptReading = Extract<Reading, { kind: 'attempt' }>;

/** A log-in within this time of a message, before or after, shows that the client is a user's. */
const LOGIN_SECONDS = 3600;
const SHOWN_SENDERS = 20;
const IS_LOGGED = 1;
const IS_SUBMISSION = 2;
const FORM_STEP = 4;

/**
 * Notices mail of strangers to strangers at an own server, and whether the server handed it on.
 * It matters because a server that relays is used within hours, ends on blocklists, and its own mail no longer arrives.
 * It is wrong about clients that log in on port 25 where no server log says so, and about domains and partners nobody named.
 * It needs the own domains, envelopes and replies; the second leg makes proof of it. Rows may come in any order.
 * It keeps 50 bytes and 4 a recipient of the messages that strangers send to strangers and of those that leave the house, and
 * matches them at the end.
 */
export class Relay {
  readonly #reader: RowReader;
  readonly #attempts = new LegTable();
  /** Of each attempt its forms, whether a server logged it, whether it came on a submission port. */
  readonly #marks: number[] = [];
  readonly #sent = new LegTable();
  readonly #logins = new Map<number, number[]>();
  #sources: Keys | undefined;
  #senders: Keys | undefined;

  constructor({ ownDomains = [], ownNetworks = [] }: RelayOptions = {}) {
    const faults = faultsOfOwnOrganisation(ownDomains, ownNetworks);
    if (faults.length > 0) throw new Error(faults.join('; '));
    this.#reader = new RowReader(ownDomains, ownNetworks);
  }

  /** Takes the rows of one batch. */
  add(batch: RelayBatch): void {
    this.#sources = batch.sources ?? this.#sources;
    this.#senders = batch.senders ?? this.#senders;
    for (let row = 0; row < batch.rows; row++) {
      const reading = this.#reader.read(batch, row);
      if (reading !== undefined) this.#keep(reading);
    }
  }

  /** One row for each client and server with an attempt, the worst first. */
  summary(): RelayRow[] {
    const names = this.#reader.serverNames();
    return this.#clients()
      .judged()
      .map((client) => this.#row(client, names[client.server]!))
      .sort(
        (left, right) =>
          right.relay_score - left.relay_score ||
          right.attempts - left.attempts ||
          compare(`${left.src} ${left.server}`, `${right.src} ${right.server}`),
      );
  }

  #keep(reading: Reading): void {
    if (reading.kind === 'login') {
      const times = this.#logins.get(reading.source);
      if (times === undefined) this.#logins.set(reading.source, [reading.time]);
      else times.push(reading.time);
    } else if (reading.kind === 'sent') this.#sent.add(reading.leg);
    else {
      this.#attempts.add(reading.leg);
      this.#marks.push(marksOf(reading));
    }
  }

  #clients(): Clients {
    for (const times of this.#logins.values()) times.sort((left, right) => left - right);
    const seconds = new SecondLegs(this.#sent, this.#taken());
    const passedOn = this.#passedOn();
    const clients = new Clients();
    for (let place = 0; place < this.#attempts.size; place++) {
      const leg = this.#attempts.get(place);
      const marks = this.#marks[place]!;
      const isLogged = (marks & IS_LOGGED) !== 0;
      const isSeen = passedOn.seen.has(messageOf(leg));
      if (isLogged && isSeen) continue;
      const isTaken = leg.outcome >= OUTCOMES.taken;
      const gap = isTaken ? seconds.secondsAfter(leg) : undefined;
      clients.add({
        leg,
        forms: Math.floor(marks / FORM_STEP),
        isOwnSender: this.#isOwnSender(leg),
        isAllowed: (marks & IS_SUBMISSION) !== 0 || this.#isLoggedIn(leg),
        isConfirmed:
          gap !== undefined ||
          leg.outcome === OUTCOMES.passedOn ||
          (isTaken && passedOn.confirmed.has(messageOf(leg))),
        seconds: gap,
      });
    }
    return clients;
  }

  *#taken(): Iterable<Leg> {
    for (let place = 0; place < this.#attempts.size; place++) {
      const leg = this.#attempts.get(place);
      if (leg.outcome >= OUTCOMES.taken) yield leg;
    }
  }

  /** The messages that a sensor saw, which the server's log tells of a second time, and those that a log says went on. */
  #passedOn(): { readonly seen: ReadonlySet<string>; readonly confirmed: ReadonlySet<string> } {
    const seen = new Set<string>();
    const confirmed = new Set<string>();
    for (let place = 0; place < this.#attempts.size; place++) {
      const leg = this.#attempts.get(place);
      if (leg.message === 0) continue;
      const isLogged = (this.#marks[place]! & IS_LOGGED) !== 0;
      if (!isLogged) seen.add(messageOf(leg));
      if (isLogged && leg.outcome === OUTCOMES.passedOn) confirmed.add(messageOf(leg));
    }
    return { seen, confirmed };
  }

  #isLoggedIn({ source, time }: Leg): boolean {
    const next = firstFrom(this.#logins.get(source) ?? [], time - LOGIN_SECONDS);
    return next !== undefined && next <= time + LOGIN_SECONDS;
  }

  #isOwnSender({ sender }: Leg): boolean {
    return sender >= 0 && this.#reader.isOwnAddress(this.#senders!.text(sender));
  }

  #row({ source, senders, profile, judgement, firstTime, lastTime }: Client, server: string): RelayRow {
    const { attempts, denied, accepted, confirmed, allowed, foreignRecipients, forms } = profile;
    return {
      src: this.#sources!.text(source),
      server,
      attempts,
      denied,
      accepted,
      confirmed,
      allowed,
      foreign_recipients: foreignRecipients,
      forms,
      senders: [...senders]
        .map((id) => this.#senders!.text(id))
        .sort(compare)
        .slice(0, SHOWN_SENDERS),
      first_time: firstTime,
      last_time: lastTime,
      relay_score: judgement.score,
      verdict: judgement.verdict,
      reasons: judgement.reasons,
    };
  }
}

function marksOf({ forms, isLogged, isSubmission }: AttemptReading): number {
  return forms * FORM_STEP + (isLogged ? IS_LOGGED : 0) + (isSubmission ? IS_SUBMISSION : 0);
}

function messageOf({ source, message }: Leg): string {
  return `${source} ${message}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
