import type { KeyLists } from '../columns';
import { wholeNumbers } from '../growing-column';
import type { RecipientLists } from './sliding-window';

/** The recipients of all messages in order of arrival: 4 bytes for each and 4 for each message. */
export class Recipients {
  readonly #offsets = wholeNumbers();
  readonly #ids = wholeNumbers();
  #messages = 0;
  #distinct = 0;

  /** Ids that were met are below this number. */
  get distinct(): number {
    return this.#distinct;
  }

  /** Keeps the recipients of the rows of one batch. */
  add(rows: number, lists: KeyLists | undefined): void {
    const listed = this.#offsets.get(this.#messages);
    if (lists !== undefined) this.#keep(lists.ids.subarray(0, lists.offsets[rows]!), listed);
    for (let row = 1; row <= rows; row++) {
      this.#offsets.set(this.#messages + row, listed + (lists?.offsets[row] ?? 0));
    }
    this.#messages += rows;
  }

  /** All that was kept. */
  lists(): RecipientLists {
    return { offsets: this.#offsets.values, ids: this.#ids.values, distinct: this.#distinct };
  }

  /** How many different recipients each group has; `groups` tells that of each message, negative for none. */
  distinctByGroup(groups: Int32Array, groupCount: number): Int32Array {
    const { ids, starts } = this.#idsByGroup(groups, groupCount);
    const counts = new Int32Array(groupCount);
    const lastGroupOf = new Int32Array(this.#distinct).fill(-1);
    for (let group = 0; group < groupCount; group++) {
      for (let at = starts[group]!; at < starts[group + 1]!; at++) {
        const id = ids[at]!;
        if (lastGroupOf[id] === group) continue;
        lastGroupOf[id] = group;
        counts[group]!++;
      }
    }
    return counts;
  }

  #keep(ids: Int32Array, listed: number): void {
    this.#ids.append(listed, ids);
    for (let at = 0; at < ids.length; at++) if (ids[at]! >= this.#distinct) this.#distinct = ids[at]! + 1;
  }

  /** The ids by group: those of group g lie from `starts[g]` up to `starts[g + 1]`. */
  #idsByGroup(groups: Int32Array, groupCount: number): { starts: Int32Array; ids: Int32Array } {
    const { ids, offsets } = this.lists();
    const starts = new Int32Array(groupCount + 1);
    for (let message = 0; message < this.#messages; message++) {
      const group = groups[message]!;
      if (group >= 0) starts[group + 1]! += offsets[message + 1]! - offsets[message]!;
    }
    for (let group = 0; group < groupCount; group++) starts[group + 1]! += starts[group]!;
    const grouped = new Int32Array(starts[groupCount]!);
    const next = starts.slice();
    for (let message = 0; message < this.#messages; message++) {
      const group = groups[message]!;
      if (group < 0) continue;
      for (let at = offsets[message]!; at < offsets[message + 1]!; at++) grouped[next[group]!++] = ids[at]!;
    }
    return { starts, ids: grouped };
  }
}
