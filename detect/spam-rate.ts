import type { Keys } from './columns';
import { doubles, wholeNumbers } from './growing-column';
import { PairTable } from './pair-table';
import { Recipients } from './spam-rate/recipients';
import {
  countWindows,
  fixedPeakOf,
  type OrderedEvents,
  orderByGroupAndTime,
  type Peak,
  peakOf,
  type TimedEvents,
  type WindowCounts,
} from './spam-rate/sliding-window';
import { type MessageColumns, Sources } from './spam-rate/sources';
import { judgeSource, type SpamVerdict } from './spam-rate/verdict';

export interface SpamRateOptions {
  readonly windowSeconds: number;
  /** Most messages of a window that are no reason yet; without it the volume of messages alone never is one. */
  readonly limit?: number;
}

export interface SpamRateBatch extends MessageColumns {
  readonly rows: number;
  readonly times?: Float64Array;
  /** The fields to group by; a row without one of them belongs to no source. */
  readonly by: readonly Keys[];
}

/** One source; the names are those of the command's output, times are epoch seconds. */
export interface SpamRateRow {
  readonly by: readonly string[];
  readonly messages: number;
  readonly recipients: number;
  readonly distinct_recipients: number;
  readonly distinct_senders: number;
  readonly distinct_helos: number;
  readonly failed: number;
  readonly peak_messages: number;
  readonly peak_recipients: number;
  readonly peak_distinct_recipients: number;
  readonly fixed_peak_messages: number;
  readonly peak_start: number | undefined;
  readonly peak_end: number | undefined;
  readonly first_time: number | undefined;
  readonly last_time: number | undefined;
  readonly spam_score: number;
  readonly verdict: SpamVerdict;
  readonly reasons: readonly string[];
}

const MICROSECONDS = 1_000_000;

/**
 * Notices who sends too much mail in any sliding window, and in which role.
 * It matters because fixed bins lose up to half of a burst and volume alone points at relays and scanners, not at bots.
 * It is wrong about few messages of many organisations' clients behind one address, and about a bot that keeps one name.
 * It needs times and a source; rows may come in any order and any number of batches.
 * It keeps 20 bytes a message and 4 a recipient, the different senders, HELO names and servers of every source, and sorts
 * once at the end.
 */
export class SpamRate {
  readonly #windowMicros: number;
  readonly #limit: number;
  readonly #sources = new Sources();
  readonly #groupTables: PairTable[] = [];
  readonly #times = doubles();
  readonly #groups = wholeNumbers();
  readonly #recipients = wholeNumbers();
  readonly #listed = new Recipients();
  /** Of one field to group by, the number of each group and one, by id. */
  readonly #groupOfId = wholeNumbers();
  #by: readonly Keys[] = [];
  #length = 0;

  constructor({ windowSeconds, limit = Number.POSITIVE_INFINITY }: SpamRateOptions) {
    this.#windowMicros = Math.round(windowSeconds * MICROSECONDS);
    this.#limit = limit;
  }

  /** Counts the rows of one batch. */
  add(batch: SpamRateBatch): void {
    this.#by = batch.by;
    while (this.#groupTables.length < batch.by.length) this.#groupTables.push(new PairTable());
    this.#listed.add(batch.rows, batch.recipients);
    if (batch.recipients !== undefined) this.#sources.learn(batch.recipients, this.#listed.distinct);
    for (let row = 0; row < batch.rows; row++) {
      const group = this.#groupOf(batch.by, row);
      const event = this.#length++;
      this.#groups.set(event, group);
      this.#times.set(event, Math.round((batch.times?.[row] ?? Number.NaN) * MICROSECONDS));
      this.#recipients.set(event, group < 0 ? 0 : this.#sources.add(group, row, batch));
    }
  }

  /** One row for each source, the most suspicious first, then the busiest. */
  summary(): SpamRateRow[] {
    const events = this.#events();
    const ordered = orderByGroupAndTime(events, this.#groupCount());
    const distinct = this.#listed.distinctByGroup(
      events.groups.subarray(0, events.length),
      this.#groupCount(),
    );
    const lists = this.#listed.lists();
    const recipients = { lists, uses: new Int32Array(lists.distinct) };
    const rows: SpamRateRow[] = [];
    for (let group = 0; group < this.#groupCount(); group++) {
      const peak = peakOf(events, ordered, group, this.#windowMicros, recipients);
      rows.push(this.#row(events, ordered, group, peak, distinct[group]!));
    }
    return rows.sort(
      (left, right) =>
        right.spam_score - left.spam_score ||
        right.peak_recipients - left.peak_recipients ||
        right.messages - left.messages,
    );
  }

  /** The counts of the window that ends at each row, rows in order of arrival. */
  windows(): WindowCounts {
    const events = this.#events();
    return countWindows(
      events,
      orderByGroupAndTime(events, this.#groupCount()),
      this.#listed.lists(),
      this.#windowMicros,
    );
  }

  #row(
    events: TimedEvents,
    ordered: OrderedEvents,
    group: number,
    peak: Peak,
    distinctRecipients: number,
  ): SpamRateRow {
    const source = this.#sources.profile(group, peak, distinctRecipients);
    const { score, verdict, reasons } = judgeSource(source, this.#limit);
    const { order, starts } = ordered;
    const isTimed = starts[group + 1]! > starts[group]!;
    return {
      by: this.#byTexts(group),
      messages: source.messages,
      recipients: source.recipients,
      distinct_recipients: source.distinctRecipients,
      distinct_senders: source.distinctSenders,
      distinct_helos: source.distinctHelos,
      failed: source.failed,
      peak_messages: peak.messages,
      peak_recipients: peak.recipients,
      peak_distinct_recipients: peak.distinctRecipients,
      fixed_peak_messages: fixedPeakOf(events, ordered, group, this.#windowMicros),
      peak_start: isTimed ? peak.start / MICROSECONDS : undefined,
      peak_end: isTimed ? peak.end / MICROSECONDS : undefined,
      first_time: isTimed ? events.times[order[starts[group]!]!]! / MICROSECONDS : undefined,
      last_time: isTimed ? events.times[order[starts[group + 1]! - 1]!]! / MICROSECONDS : undefined,
      spam_score: score,
      verdict,
      reasons,
    };
  }

  #events(): TimedEvents {
    return {
      length: this.#length,
      groups: this.#groups.values,
      times: this.#times.values,
      recipients: this.#recipients.values,
    };
  }

  #groupOf(by: readonly Keys[], row: number): number {
    if (by.length === 1) return this.#groupOfOnly(by[0]!.ids[row]!);
    let group = 0;
    for (let field = 0; field < by.length; field++) {
      const id = by[field]!.ids[row]!;
      if (id < 0) return -1;
      group = this.#groupTables[field]!.add(group, id);
    }
    return group;
  }

  #groupOfOnly(id: number): number {
    if (id < 0) return -1;
    const known = this.#groupOfId.get(id);
    if (known > 0) return known - 1;
    const group = this.#groupTables[0]!.add(0, id);
    this.#groupOfId.set(id, group + 1);
    return group;
  }

  #groupCount(): number {
    return this.#groupTables.at(-1)?.size ?? Math.min(this.#length, 1);
  }

  #byTexts(group: number): string[] {
    const texts: string[] = [];
    for (let field = this.#groupTables.length - 1, id = group; field >= 0; field--) {
      texts.unshift(this.#by[field]!.text(this.#groupTables[field]!.right(id)));
      id = this.#groupTables[field]!.left(id);
    }
    return texts;
  }
}
