import type { Keys } from '../columns';
import { Groups } from '../groups';
import { doubles, wholeNumbers } from '../growing-column';
import { type OrderedEvents, orderByGroupAndTime, type TimedEvents } from './event-order';
import type { SourceProfile } from './profile';
import { Recipients } from './recipients';
import type { Peak, RecipientLists } from './sliding-window';
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
  readonly #by = new Groups();
  readonly #times = doubles();
  readonly #groups = wholeNumbers();
  readonly #recipients = wholeNumbers();
  readonly #listed = new Recipients();
  #length = 0;

  /** Counts the rows of one batch. */
  add(batch: SourceBatch): void {
    this.#by.take(batch.by);
    this.#listed.add(batch.rows, batch.recipients);
    if (batch.recipients !== undefined) this.#sources.learn(batch.recipients, this.#listed.distinct);
    const first = this.#length;
    this.#length += batch.rows;
    for (const column of [this.#groups, this.#times, this.#recipients]) column.reach(this.#length);
    const groups = this.#groups.values;
    const times = this.#times.values;
    const recipients = this.#recipients.values;
    for (let row = 0; row < batch.rows; row++) {
      const group = this.#by.of(row);
      groups[first + row] = group;
      times[first + row] = Math.round((batch.times?.[row] ?? Number.NaN) * MICROSECONDS);
      recipients[first + row] = group < 0 ? 0 : this.#sources.add(group, row, batch);
    }
  }

  /** How many sources there are; they are numbered from 0. */
  get count(): number {
    return Math.min(this.#length, this.#by.count);
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
    return this.#by.texts(group);
  }
}
