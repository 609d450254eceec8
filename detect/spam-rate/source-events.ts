import type { Keys } from '../columns';
import { doubles, wholeNumbers } from '../growing-column';
import { PairTable } from '../pair-table';
import type { SourceProfile } from './profile';
import { Recipients } from './recipients';
import {
  type OrderedEvents,
  orderByGroupAndTime,
  type Peak,
  type RecipientLists,
  type TimedEvents,
} from './sliding-window';
import { type MessageColumns, Sources } from './sources';

export interface SourceBatch extends MessageColumns {
  readonly rows: number;
  readonly times?: Float64Array;
  /** The fields to group by; a row without one of them belongs to no source. */
  readonly by: readonly Keys[];
}

export const MICROSECONDS = 1_000_000;

/**
 * The messages of every source with what is counted of them, rows in any order and any number of batches. It keeps 20 bytes a message
 * and 4 a recipient, and the different senders, HELO names and servers of every source.
 */
export class SourceEvents {
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

  /** Counts the rows of one batch. */
  add(batch: SourceBatch): void {
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

  /** How many sources there are; they are numbered from 0. */
  get count(): number {
    return this.#groupTables.at(-1)?.size ?? Math.min(this.#length, 1);
  }

  /** The events in order of arrival. */
  events(): TimedEvents {
    return {
      length: this.#length,
      groups: this.#groups.values,
      times: this.#times.values,
      recipients: this.#recipients.values,
    };
  }

  /** The events by source and time. */
  ordered(): OrderedEvents {
    return orderByGroupAndTime(this.events(), this.count);
  }

  /** The recipients of each event. */
  lists(): RecipientLists {
    return this.#listed.lists();
  }

  /** How many different recipients each source has. */
  distinctRecipients(): Int32Array {
    return this.#listed.distinctByGroup(this.#groups.values.subarray(0, this.#length), this.count);
  }

  /** All that was counted of one source, beside what was found elsewhere. */
  profile(source: number, peak: Peak, distinctRecipients: number): SourceProfile {
    return this.#sources.profile(source, peak, distinctRecipients);
  }

  /** The values of the fields to group by. */
  byTexts(group: number): string[] {
    const texts: string[] = [];
    for (let field = this.#groupTables.length - 1, id = group; field >= 0; field--) {
      texts.unshift(this.#by[field]!.text(this.#groupTables[field]!.right(id)));
      id = this.#groupTables[field]!.left(id);
    }
    return texts;
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
}
