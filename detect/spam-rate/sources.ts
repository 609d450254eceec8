import type { KeyLists, Keys, Text } from '../columns';
import { DistinctCounts } from '../distinct-counts';
import { wholeNumbers } from '../growing-column';
import { IdMemo } from '../id-memo';
import { isInjection, isScannerHelo, isScannerSender } from './scanner-signs';
import type { Peak } from './sliding-window';
import type { SourceProfile } from './verdict';

/** What a batch tells about its messages beside time and group; a property is left out where no field yields it. */
export interface MessageColumns {
  readonly recipients?: KeyLists;
  /** Number of recipients of a message that does not list them, NaN where unknown. */
  readonly recipientCounts?: Float64Array;
  readonly senders?: Keys;
  readonly helos?: Keys;
  readonly servers?: Keys;
  readonly replies?: Text;
}

const LARGEST_COUNT = 0x7fffffff;

const flag = (isTrue: (text: string) => boolean) => new IdMemo((text) => (isTrue(text) ? 1 : 0));

/** Counts per source, kept in columns; different values are counted exactly. */
export class Sources {
  readonly #counts = {
    messages: wholeNumbers(),
    openMessages: wholeNumbers(),
    recipients: wholeNumbers(),
    messagesWithHelo: wholeNumbers(),
    failed: wholeNumbers(),
    scannerMessages: wholeNumbers(),
    injections: wholeNumbers(),
    acceptedInjections: wholeNumbers(),
  };
  readonly #distinct = {
    recipients: new DistinctCounts(),
    senders: new DistinctCounts(),
    senderDomains: new DistinctCounts(),
    helos: new DistinctCounts(),
    servers: new DistinctCounts(),
  };
  readonly #domainIds = new Map<string, number>();
  readonly #domainOfSender = new IdMemo((sender) => this.#domainId(sender));
  readonly #scannerSenders = flag(isScannerSender);
  readonly #scannerHelos = flag(isScannerHelo);
  readonly #injectedSenders = flag(isInjection);
  readonly #injectedRecipients = flag(isInjection);

  /** Counts one message for a source and gives back its number of recipients, 0 where it tells none. */
  add(source: number, row: number, batch: MessageColumns): number {
    const sender = batch.senders?.ids[row] ?? -1;
    const helo = batch.helos?.ids[row] ?? -1;
    const server = batch.servers?.ids[row] ?? -1;
    const listed = this.#addRecipients(source, row, batch.recipients);
    const recipients = listed > 0 ? listed : countOf(batch.recipientCounts?.[row]);
    const counts = this.#counts;
    counts.messages.add(source, 1);
    counts.recipients.add(source, recipients);
    if (sender >= 0) this.#addSender(source, batch.senders!, sender);
    if (helo >= 0) {
      counts.messagesWithHelo.add(source, 1);
      this.#distinct.helos.add(source, helo);
    }
    if (server >= 0) this.#distinct.servers.add(source, server);
    if (sender >= 0 || recipients > 0) counts.openMessages.add(source, 1);
    if (this.#isScanner(batch, sender, helo)) counts.scannerMessages.add(source, 1);
    this.#addOutcome(source, batch.replies?.(row), this.#isInjected(row, batch, sender));
    return recipients;
  }

  /** All that was counted of one source, beside the peak that was found elsewhere. */
  profile(source: number, peak: Peak): SourceProfile {
    const counts = this.#counts;
    const distinct = this.#distinct;
    return {
      messages: counts.messages.get(source),
      openMessages: counts.openMessages.get(source),
      recipients: counts.recipients.get(source),
      distinctRecipients: distinct.recipients.get(source),
      distinctSenders: distinct.senders.get(source),
      distinctSenderDomains: distinct.senderDomains.get(source),
      distinctHelos: distinct.helos.get(source),
      messagesWithHelo: counts.messagesWithHelo.get(source),
      distinctServers: distinct.servers.get(source),
      failed: counts.failed.get(source),
      scannerMessages: counts.scannerMessages.get(source),
      injections: counts.injections.get(source),
      acceptedInjections: counts.acceptedInjections.get(source),
      peakMessages: peak.messages,
      peakRecipients: peak.recipients,
    };
  }

  #addRecipients(source: number, row: number, lists: KeyLists | undefined): number {
    if (lists === undefined) return 0;
    const end = lists.offsets[row + 1]!;
    const { recipients } = this.#distinct;
    for (let at = lists.offsets[row]!; at < end; at++) recipients.add(source, lists.ids[at]!);
    return end - lists.offsets[row]!;
  }

  #addSender(source: number, senders: Keys, sender: number): void {
    this.#distinct.senders.add(source, sender);
    this.#distinct.senderDomains.add(source, this.#domainOfSender.get(senders, sender));
  }

  #addOutcome(source: number, reply: string | undefined, isInjected: boolean): void {
    const first = reply?.[0];
    if (first === '4' || first === '5') this.#counts.failed.add(source, 1);
    if (!isInjected) return;
    this.#counts.injections.add(source, 1);
    if (first === '2') this.#counts.acceptedInjections.add(source, 1);
  }

  #isScanner({ senders, helos }: MessageColumns, sender: number, helo: number): boolean {
    if (helo >= 0 && this.#scannerHelos.get(helos!, helo) === 1) return true;
    return sender >= 0 && this.#scannerSenders.get(senders!, sender) === 1;
  }

  #isInjected(row: number, { senders, recipients }: MessageColumns, sender: number): boolean {
    if (sender >= 0 && this.#injectedSenders.get(senders!, sender) === 1) return true;
    if (recipients === undefined) return false;
    for (let at = recipients.offsets[row]!; at < recipients.offsets[row + 1]!; at++) {
      if (this.#injectedRecipients.get(recipients, recipients.ids[at]!) === 1) return true;
    }
    return false;
  }

  #domainId(sender: string): number {
    const end = sender.endsWith('>') ? -1 : undefined;
    const domain = sender.slice(sender.lastIndexOf('@') + 1, end).toLowerCase();
    const known = this.#domainIds.get(domain);
    if (known !== undefined) return known;
    this.#domainIds.set(domain, this.#domainIds.size);
    return this.#domainIds.size - 1;
  }
}

function countOf(value: number | undefined): number {
  return value !== undefined && value > 0 ? Math.min(Math.trunc(value), LARGEST_COUNT) : 0;
}
