import type { KeyLists, Keys, Text } from '../columns';
import { wholeNumbers } from '../growing-column';
import { IdMemo } from '../id-memo';
import { PairSet } from '../pair-set';
import { isBareMessageId, isHeloOfSender, isPersonalHelo } from './bot-signs';
import type { SourceProfile } from './profile';
import { isInjection, isScannerHelo, isScannerSender } from './scanner-signs';
import type { Peak } from './sliding-window';

/** What a batch tells about its messages beside time and group; a property is left out where no field yields it. */
export interface MessageColumns {
  readonly recipients?: KeyLists;
  /** Number of recipients of a message that does not list them, NaN where unknown. */
  readonly recipientCounts?: Float64Array;
  readonly senders?: Keys;
  readonly helos?: Keys;
  readonly servers?: Keys;
  readonly messageIds?: Text;
  /** First byte of the last reply of each message, 0 where it shows none. */
  readonly replies?: Uint8Array;
}

const LARGEST_COUNT = 0x7fffffff;

/** The numbers of one source lie side by side, in two lines of the processor's cache. */
const WORDS = 32;
const MESSAGES = 0;
const OPEN_MESSAGES = 1;
const RECIPIENTS = 2;
const MESSAGES_WITH_HELO = 3;
const FAILED = 4;
const SCANNER_MESSAGES = 5;
const INJECTIONS = 6;
const ACCEPTED_INJECTIONS = 7;
const SENDER_DOMAINS = 8;
/** Of these the number of different values and, one word on, the last value and one: most messages repeat it. */
const SENDERS = 9;
const HELOS = 11;
const SERVERS = 13;
const REJECTED = 15;
const SENDERS_AS_HELO = 16;
const MESSAGE_IDS = 17;
const BARE_MESSAGE_IDS = 18;

const SUCCESS = 0x32;
const TRANSIENT_FAILURE = 0x34;
const PERMANENT_FAILURE = 0x35;

const SCANNER_SENDER = 1;
const INJECTED_SENDER = 2;

/** Counts per source; different values are counted exactly. */
export class Sources {
  readonly #numbers = wholeNumbers();
  readonly #senders = new PairSet();
  readonly #senderDomains = new PairSet();
  readonly #helos = new PairSet();
  readonly #servers = new PairSet();
  readonly #domains = new Map<string, number>();
  readonly #domainOf = new IdMemo((sender) => this.#domainId(sender));
  readonly #senderSigns = new IdMemo(
    (sender) => (isScannerSender(sender) ? SCANNER_SENDER : 0) + (isInjection(sender) ? INJECTED_SENDER : 0),
  );
  readonly #scannerHelos = new IdMemo((helo) => (isScannerHelo(helo) ? 1 : 0));
  readonly #personalHelos = new IdMemo((helo) => (isPersonalHelo(helo) ? 1 : 0));
  readonly #injectedRecipients = new Set<number>();
  #knownRecipients = 0;

  /** Looks at the recipients that are new, those with ids below the number given. */
  learn(recipients: Pick<KeyLists, 'text'>, distinct: number): void {
    for (; this.#knownRecipients < distinct; this.#knownRecipients++) {
      if (isInjection(recipients.text(this.#knownRecipients)))
        this.#injectedRecipients.add(this.#knownRecipients);
    }
  }

  /** Counts one message for a source and gives back its number of recipients, 0 where it tells none. */
  add(source: number, row: number, batch: MessageColumns): number {
    const base = source * WORDS;
    this.#numbers.reach(base + WORDS);
    const numbers = this.#numbers.values;
    const recipients = recipientsOf(row, batch);
    numbers[base + MESSAGES]!++;
    numbers[base + RECIPIENTS]! += recipients;
    const sender = batch.senders?.ids[row] ?? -1;
    const signs = sender < 0 ? 0 : this.#addSender(numbers, source, row, batch, sender);
    addMessageId(numbers, base, row, batch);
    const isScannerHelo = this.#addHelo(numbers, source, batch.helos, batch.helos?.ids[row] ?? -1);
    this.#meet(this.#servers, numbers, source, SERVERS, batch.servers?.ids[row] ?? -1);
    if (sender >= 0 || recipients > 0) numbers[base + OPEN_MESSAGES]!++;
    if (isScannerHelo || (signs & SCANNER_SENDER) !== 0) numbers[base + SCANNER_MESSAGES]!++;
    const isInjected = (signs & INJECTED_SENDER) !== 0 || this.#isInjected(row, batch.recipients);
    addOutcome(numbers, base, batch.replies?.[row] ?? 0, isInjected);
    return recipients;
  }

  /** All that was counted of one source, beside what was found elsewhere. */
  profile(source: number, peak: Peak, distinctRecipients: number): SourceProfile {
    const number = (word: number) => this.#numbers.get(source * WORDS + word);
    return {
      messages: number(MESSAGES),
      openMessages: number(OPEN_MESSAGES),
      recipients: number(RECIPIENTS),
      distinctRecipients,
      distinctSenders: number(SENDERS),
      distinctSenderDomains: number(SENDER_DOMAINS),
      distinctHelos: number(HELOS),
      messagesWithHelo: number(MESSAGES_WITH_HELO),
      distinctServers: number(SERVERS),
      failed: number(FAILED),
      rejected: number(REJECTED),
      sendersAsHelo: number(SENDERS_AS_HELO),
      messageIds: number(MESSAGE_IDS),
      bareMessageIds: number(BARE_MESSAGE_IDS),
      scannerMessages: number(SCANNER_MESSAGES),
      injections: number(INJECTIONS),
      acceptedInjections: number(ACCEPTED_INJECTIONS),
      peakMessages: peak.messages,
      peakRecipients: peak.recipients,
    };
  }

  /** The signs of the sender. */
  #addSender(
    numbers: Int32Array,
    source: number,
    row: number,
    { senders, helos }: MessageColumns,
    sender: number,
  ): number {
    if (this.#meet(this.#senders, numbers, source, SENDERS, sender)) {
      const domain = this.#domainOf.get(senders!, sender);
      if (this.#senderDomains.add(source, domain)) numbers[source * WORDS + SENDER_DOMAINS]!++;
      const helo = helos?.ids[row] ?? -1;
      const isPersonal = helo >= 0 && this.#personalHelos.get(helos!, helo) === 1;
      if (isPersonal && isHeloOfSender(helos!.text(helo), senders!.text(sender)))
        numbers[source * WORDS + SENDERS_AS_HELO]!++;
    }
    return this.#senderSigns.get(senders!, sender);
  }

  /** Whether it is the name of a scanner. */
  #addHelo(numbers: Int32Array, source: number, helos: Keys | undefined, helo: number): boolean {
    if (helo < 0) return false;
    numbers[source * WORDS + MESSAGES_WITH_HELO]!++;
    this.#meet(this.#helos, numbers, source, HELOS, helo);
    return this.#scannerHelos.get(helos!, helo) === 1;
  }

  /** Counts a value where it is new for the source, and tells whether it was. */
  #meet(seen: PairSet, numbers: Int32Array, source: number, word: number, value: number): boolean {
    const count = source * WORDS + word;
    const last = count + 1;
    if (value < 0 || numbers[last] === value + 1) return false;
    numbers[last] = value + 1;
    if (!seen.add(source, value)) return false;
    numbers[count]!++;
    return true;
  }

  #isInjected(row: number, recipients: KeyLists | undefined): boolean {
    if (recipients === undefined || this.#injectedRecipients.size === 0) return false;
    const end = recipients.offsets[row + 1]!;
    for (let at = recipients.offsets[row]!; at < end; at++) {
      if (this.#injectedRecipients.has(recipients.ids[at]!)) return true;
    }
    return false;
  }

  #domainId(sender: string): number {
    const end = sender.endsWith('>') ? -1 : undefined;
    const domain = sender.slice(sender.lastIndexOf('@') + 1, end).toLowerCase();
    const known = this.#domains.get(domain);
    if (known !== undefined) return known;
    this.#domains.set(domain, this.#domains.size);
    return this.#domains.size - 1;
  }
}

function addMessageId(
  numbers: Int32Array,
  base: number,
  row: number,
  { messageIds, helos }: MessageColumns,
): void {
  const messageId = messageIds?.(row);
  if (messageId?.includes('@') !== true) return;
  numbers[base + MESSAGE_IDS]!++;
  const helo = helos?.ids[row] ?? -1;
  if (isBareMessageId(messageId, helo < 0 ? '' : helos!.text(helo))) numbers[base + BARE_MESSAGE_IDS]!++;
}

function addOutcome(numbers: Int32Array, base: number, reply: number, isInjected: boolean): void {
  if (reply === PERMANENT_FAILURE) numbers[base + REJECTED]!++;
  if (reply === TRANSIENT_FAILURE || reply === PERMANENT_FAILURE) numbers[base + FAILED]!++;
  if (!isInjected) return;
  numbers[base + INJECTIONS]!++;
  if (reply === SUCCESS) numbers[base + ACCEPTED_INJECTIONS]!++;
}

function recipientsOf(row: number, { recipientCounts, recipients }: MessageColumns): number {
  const listed = recipients === undefined ? 0 : recipients.offsets[row + 1]! - recipients.offsets[row]!;
  if (listed > 0) return listed;
  const count = recipientCounts?.[row] ?? 0;
  return count > 0 ? Math.min(Math.trunc(count), LARGEST_COUNT) : 0;
}
