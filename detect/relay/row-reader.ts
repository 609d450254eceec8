import type { KeyLists, Keys, Text } from '../columns';
import { IdMemo } from '../id-memo';
import { parseAddress } from '../spoof/networks';
import { OwnOrganisation } from '../spoof/own-organisation';
import type { Leg } from './leg-table';
import { isRelayRefusal, isTaken, OUTCOMES, type Outcome } from './outcome';
import { type RecipientFacts, RecipientKinds } from './recipients';
import { textHash } from './text-hash';

/** Messages, and log-ins among them; a property is left out where no field yields it. */
export interface RelayBatch {
  readonly rows: number;
  readonly times?: Float64Array;
  readonly sources?: Keys;
  readonly servers?: Keys;
  readonly ports?: Float64Array;
  /** The own server whose log a message was put together from. */
  readonly loggers?: Keys;
  readonly senders?: Keys;
  readonly recipients?: KeyLists;
  /** Recipients before aliases were resolved. */
  readonly originals?: Keys;
  readonly actions?: Keys;
  readonly replies?: Text;
  readonly messageIds?: Text;
  readonly subjects?: Text;
}

/** What a row is: a stranger's attempt, mail on its way out, a log-in. */
export type Reading =
  | {
      readonly kind: 'attempt';
      readonly leg: Leg;
      readonly forms: number;
      readonly isLogged: boolean;
      readonly isSubmission: boolean;
    }
  | { readonly kind: 'sent'; readonly leg: Leg }
  | { readonly kind: 'login'; readonly source: number; readonly time: number };

const UNKNOWN = 0;
const OUTSIDE = 1;
const INSIDE = 2;
/** Clients log in there before they send (RFC 6409, RFC 8314); 2525 is what providers offer beside them. */
const SUBMISSION_PORTS = new Set([465, 587, 2525]);

const textOf = (keys: Keys | undefined, row: number): string | undefined => {
  const id = keys?.ids[row] ?? -1;
  return id < 0 ? undefined : keys!.text(id);
};

/** Reads rows as far as they concern relaying. */
export class RowReader {
  readonly #own: OwnOrganisation;
  readonly #recipients: RecipientKinds;
  readonly #sources = new IdMemo((text) => this.#placeOf(text));
  readonly #servers = new IdMemo((text) => this.#placeOf(text));
  readonly #serverNumbers = new Map<string, number>();

  constructor(ownDomains: readonly string[], ownNetworks: readonly string[]) {
    this.#own = new OwnOrganisation(ownDomains, ownNetworks);
    this.#recipients = new RecipientKinds(ownDomains);
  }

  /** What a row says, undefined where it has nothing to do with relaying. */
  read(batch: RelayBatch, row: number): Reading | undefined {
    const source = batch.sources?.ids[row] ?? -1;
    if (source < 0) return undefined;
    const place = this.#sources.get(batch.sources!, source);
    if (place === INSIDE) return this.#readSent(batch, row, source);
    if (place === UNKNOWN) return undefined;
    const action = textOf(batch.actions, row);
    if (action === 'success') return { kind: 'login', source, time: timeOf(batch, row) };
    return this.#readAttempt(batch, row, source, action);
  }

  /** Names of the servers by the numbers in legs. */
  serverNames(): string[] {
    return [...this.#serverNumbers.keys()];
  }

  isOwnAddress(address: string): boolean {
    return this.#recipients.isOwn(address);
  }

  #readSent(batch: RelayBatch, row: number, source: number): Reading | undefined {
    const server = batch.servers?.ids[row] ?? -1;
    if (server < 0 || this.#servers.get(batch.servers!, server) !== OUTSIDE) return undefined;
    const { foreign } = this.#recipients.of(batch.recipients, row);
    if (foreign.length === 0) return undefined;
    return { kind: 'sent', leg: this.#leg(batch, row, { source, foreign, outcome: OUTCOMES.unknown }) };
  }

  #readAttempt(
    batch: RelayBatch,
    row: number,
    source: number,
    action: string | undefined,
  ): Reading | undefined {
    const isLogged = (batch.loggers?.ids[row] ?? -1) >= 0;
    const server = batch.servers?.ids[row] ?? -1;
    const place = server < 0 ? UNKNOWN : this.#servers.get(batch.servers!, server);
    if ((!isLogged && place === OUTSIDE) || this.#isAlias(batch, row)) return undefined;
    const facts = this.#recipients.of(batch.recipients, row);
    const reply = batch.replies?.(row);
    const taken = isTaken(action, reply, batch.subjects?.(row) !== undefined);
    const isDenied = taken === false && reply !== undefined && isRelayRefusal(reply);
    const forms = facts.forms | (isDenied ? this.#recipients.formsIn(reply) : 0);
    if (facts.foreign.length === 0 && !isDenied && forms === 0) return undefined;
    const outcome = outcomeOf(taken, isDenied, facts, isLogged && place === OUTSIDE);
    const leg = this.#leg(batch, row, { source, foreign: facts.foreign, outcome });
    const isSubmission = !isLogged && SUBMISSION_PORTS.has(batch.ports?.[row] ?? 0);
    return { kind: 'attempt', leg, forms, isLogged, isSubmission };
  }

  /** Whether the recipient is what an own address was an alias of: forwarding is no relaying. */
  #isAlias({ originals }: RelayBatch, row: number): boolean {
    const originally = textOf(originals, row);
    return originally?.split(';').some((address) => this.#recipients.isOwn(address.trim())) ?? false;
  }

  #leg(
    batch: RelayBatch,
    row: number,
    { source, foreign, outcome }: { source: number; foreign: readonly number[]; outcome: Outcome },
  ): Leg {
    return {
      time: timeOf(batch, row),
      source,
      sender: batch.senders?.ids[row] ?? -1,
      message: textHash(batch.messageIds?.(row)),
      subject: textHash(batch.subjects?.(row)),
      server: this.#serverNumber(textOf(batch.loggers, row) ?? textOf(batch.servers, row) ?? 'unknown'),
      outcome,
      recipients: foreign,
    };
  }

  #serverNumber(name: string): number {
    const known = this.#serverNumbers.get(name);
    if (known !== undefined) return known;
    this.#serverNumbers.set(name, this.#serverNumbers.size);
    return this.#serverNumbers.size - 1;
  }

  #placeOf(text: string): number {
    if (parseAddress(text) === undefined) return UNKNOWN;
    return this.#own.isOutside(text) ? OUTSIDE : INSIDE;
  }
}

function timeOf({ times }: RelayBatch, row: number): number {
  return times?.[row] ?? Number.NaN;
}

function outcomeOf(
  taken: boolean | undefined,
  isDenied: boolean,
  { foreign, hasOwn }: RecipientFacts,
  isPassedOn: boolean,
): Outcome {
  if (isDenied) return OUTCOMES.denied;
  if (taken === undefined) return OUTCOMES.unknown;
  if (!taken) return OUTCOMES.refused;
  if (foreign.length === 0) return OUTCOMES.unknown;
  if (isPassedOn) return OUTCOMES.passedOn;
  return hasOwn ? OUTCOMES.mixed : OUTCOMES.taken;
}
