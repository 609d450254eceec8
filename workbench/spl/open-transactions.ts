/** A transaction that further events may join. */
export interface OpenTransaction {
  readonly number: number;
  readonly keys: (string | null)[];
  /** Which of the keys it has, bit by bit. */
  mask: number;
  count: number;
  latest: number;
  last: number;
  touched: number;
  isStarted: boolean;
  isOver: boolean;
}

/** Which of the keys are there, bit by bit. */
export function maskOf(keys: readonly (string | null)[]): number {
  return keys.reduce((mask, key, at) => (key === null ? mask : mask | (1 << at)), 0);
}

/** Where the transactions lie that have the keys of a mask and agree on the shared ones. */
function placeOf(mask: number, shared: number, keys: readonly (string | null)[]): string {
  return JSON.stringify([mask, shared, ...keys.filter((_, at) => (shared & (1 << at)) !== 0)]);
}

/** The open transactions, found by the keys that an event has in common with them. */
export class OpenTransactions {
  /** The least recently touched comes first. */
  readonly #open = new Map<number, OpenTransaction>();
  readonly #masks = new Set<number>();
  /** Of the transactions at each place the one touched last is on top; those that are over or have moved are stale. */
  readonly #stacks = new Map<string, OpenTransaction[]>();
  #events = 0;
  #touches = 0;

  [Symbol.iterator](): IterableIterator<OpenTransaction> {
    return this.#open.values();
  }

  /**
   * The transaction touched last that agrees with the keys and has one of them or, when that is not asked for, shares
   * none with them.
   */
  find(keys: readonly (string | null)[], needsShared: boolean): OpenTransaction | undefined {
    const present = maskOf(keys);
    let best: OpenTransaction | undefined;
    for (const mask of this.#masks) {
      const shared = mask & present;
      if (shared === 0 && needsShared) continue;
      const top = this.#top(placeOf(mask, shared, keys), mask);
      if (top && (!best || top.touched > best.touched)) best = top;
    }
    return best;
  }

  /** Puts a transaction, which has one event more, in front. */
  touch(open: OpenTransaction): void {
    this.#events++;
    open.touched = ++this.#touches;
    this.#open.delete(open.number);
    this.#open.set(open.number, open);
    this.#masks.add(open.mask);
    for (let shared = open.mask; ; shared = (shared - 1) & open.mask) {
      const place = placeOf(open.mask, shared, open.keys);
      const stack = this.#stacks.get(place);
      if (!stack) this.#stacks.set(place, [open]);
      else if (stack.at(-1) !== open) stack.push(open);
      if (shared === 0) break;
    }
  }

  close(open: OpenTransaction): void {
    open.isOver = true;
    this.#open.delete(open.number);
    this.#events -= open.count;
  }

  /** The transaction touched longest ago, when there are more of them or of their events than that. */
  overflow(mostOpen: number, mostEvents: number): OpenTransaction | undefined {
    const isOver = this.#open.size > mostOpen || (this.#events > mostEvents && this.#open.size > 1);
    return isOver ? this.#open.values().next().value : undefined;
  }

  #top(place: string, mask: number): OpenTransaction | undefined {
    const stack = this.#stacks.get(place);
    while (stack && stack.length > 0) {
      const top = stack.at(-1)!;
      if (!top.isOver && top.mask === mask) return top;
      stack.pop();
    }
    this.#stacks.delete(place);
    return undefined;
  }
}
