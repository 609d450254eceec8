import { maskOf, type OpenTransaction, OpenTransactions } from './open-transactions';

/** What makes events a transaction. */
export interface TransactionRules {
  /** Seconds that the events span less than; absent without bound. */
  readonly maxSpan: number | undefined;
  /** Most seconds between two events; absent without bound. */
  readonly maxPause: number | undefined;
  /** Most events; 0 or less is without bound. */
  readonly maxEvents: number;
  readonly hasStart: boolean;
  readonly hasEnd: boolean;
  /** An event none of whose fields the transaction has yet opens another. */
  readonly isConnected: boolean;
  /** Events at the ends of a transaction share a field with it as well. */
  readonly unifiesEnds: boolean;
  readonly maxOpen: number;
  readonly maxOpenEvents: number;
}

/** One event, as far as transactions are about it; events come the newest first. */
export interface TransactionEvent {
  readonly time: number;
  /** The values of the fields, null where it has none. */
  readonly keys: readonly (string | null)[];
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

export interface Transactions {
  /** The number of each event's transaction, -1 for none. */
  readonly of: readonly number[];
  /** Whether a transaction is closed, by its number. */
  readonly closed: readonly boolean[];
  /** Whether it was given up before it was whole. */
  readonly evicted: readonly boolean[];
}

/** Puts events into transactions. */
class Grouping {
  readonly #rules: TransactionRules;
  readonly #of: number[] = [];
  readonly #closed: boolean[] = [];
  readonly #evicted: boolean[] = [];
  readonly #open = new OpenTransactions();

  constructor(rules: TransactionRules) {
    this.#rules = rules;
  }

  add(event: TransactionEvent): void {
    const found = this.#going(event);
    if (!found && ((this.#rules.hasEnd && !event.isEnd) || !this.#canBegin(event))) this.#of.push(-1);
    else this.#put(found ?? this.#begin(event), event);
  }

  end(): Transactions {
    for (const open of [...this.#open]) this.#close(open, false);
    return { of: this.#of, closed: this.#closed, evicted: this.#evicted };
  }

  /** The transaction that the event goes on with; one that it does not fit any more is closed. */
  #going(event: TransactionEvent): OpenTransaction | undefined {
    const { isConnected, unifiesEnds } = this.#rules;
    const { keys, isStart, isEnd } = event;
    const hasKey = maskOf(keys) !== 0;
    const needsShared = keys.length > 0 && !(isStart && !unifiesEnds) && (isConnected || !hasKey);
    const found = this.#open.find(keys, needsShared);
    if (!found) return undefined;
    const isBroken = this.#breaks(found, event);
    if (!isBroken && !isEnd) return found;
    this.#close(found, isBroken);
    return undefined;
  }

  #canBegin({ keys, isStart, isEnd }: TransactionEvent): boolean {
    return keys.length === 0 || maskOf(keys) !== 0 || (!this.#rules.unifiesEnds && (isStart || isEnd));
  }

  #breaks({ latest, last }: OpenTransaction, { time }: TransactionEvent): boolean {
    const { maxSpan, maxPause } = this.#rules;
    return (
      (maxSpan !== undefined && latest - time >= maxSpan) ||
      (maxPause !== undefined && last - time > maxPause)
    );
  }

  #begin({ time, keys }: TransactionEvent): OpenTransaction {
    const number = this.#closed.length;
    this.#closed.push(false);
    this.#evicted.push(false);
    const state = {
      mask: 0,
      count: 0,
      latest: time,
      last: time,
      touched: 0,
      isStarted: false,
      isOver: false,
    };
    return { number, keys: keys.map(() => null), ...state };
  }

  #put(open: OpenTransaction, { time, keys, isStart }: TransactionEvent): void {
    this.#of.push(open.number);
    for (const [at, key] of keys.entries()) open.keys[at] ??= key;
    open.mask = maskOf(open.keys);
    open.count++;
    open.last = time;
    open.isStarted ||= isStart;
    this.#open.touch(open);
    if (isStart || open.count === this.#rules.maxEvents) this.#close(open, true);
    else this.#bound();
  }

  #close(open: OpenTransaction, byRule: boolean): void {
    const { hasStart } = this.#rules;
    this.#closed[open.number] = hasStart ? open.isStarted : byRule;
    this.#evicted[open.number] = hasStart && !open.isStarted;
    this.#open.close(open);
  }

  /** Gives up the transactions that were touched longest ago when there are more than memory is to hold. */
  #bound(): void {
    const { maxOpen, maxOpenEvents } = this.#rules;
    for (let oldest = this.#open.overflow(maxOpen, maxOpenEvents); oldest; ) {
      this.#evicted[oldest.number] = true;
      this.#open.close(oldest);
      oldest = this.#open.overflow(maxOpen, maxOpenEvents);
    }
  }
}

/** The transactions that events make, which come the newest first. */
export function groupTransactions(events: Iterable<TransactionEvent>, rules: TransactionRules): Transactions {
  const grouping = new Grouping(rules);
  for (const event of events) grouping.add(event);
  return grouping.end();
}
