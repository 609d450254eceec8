import type { Keys } from '../columns';
import { doubles, wholeNumbers } from '../growing-column';
import { IdMemo } from '../id-memo';
import { NameTable } from './name-table';

/** What a batch tells of its log-ins beside the group; a property is left out where no field yields it. */
export interface LogInColumns {
  readonly rows: number;
  readonly times?: Float64Array;
  readonly sources?: Keys;
  readonly users?: Keys;
  readonly actions?: Keys;
  readonly apps?: Keys;
  readonly signatures?: Keys;
}

export const MICROSECONDS = 1_000_000;

/** What a line tells: that a log-in worked, that a password was refused, or that a session ended after one that was. */
export const SUCCESS = 0;
const REFUSED = 1;
export const ENDED = 2;
const OTHER = -1;

/**
 * What ends a session whose failures other lines may have told: Postfix and the log-in processes of Dovecot
 * (docs/mail-servers.md), and a server's reply as a sensor saw it.
 */
const ENDS = [/^lost connection/, /^timeout after/, /^(?:proxy dest )?auth failed$/, /^reply on the wire/];

/** Log-ins as parallel columns, in order of time; sources, users and apps are -1 where unknown, times whole microseconds. */
export interface LogIns {
  readonly length: number;
  readonly times: Float64Array;
  readonly sources: Int32Array;
  readonly users: Int32Array;
  readonly apps: Int32Array;
  readonly kinds: Int32Array;
  readonly groups: Int32Array;
}

/** Gathers log-ins of any order; what is no log-in or has no time counts for nothing. 28 bytes for each. */
export class LogInStore {
  readonly sources = new NameTable();
  readonly users = new NameTable();
  readonly #apps = new NameTable();
  readonly #actions = new IdMemo((text) => 1 + ['success', 'failure'].indexOf(text.toLowerCase()));
  readonly #ends = new IdMemo((text) => (ENDS.some((end) => end.test(text.toLowerCase())) ? ENDED : REFUSED));
  readonly #times = doubles();
  readonly #columns = [
    wholeNumbers(),
    wholeNumbers(),
    wholeNumbers(),
    wholeNumbers(),
    wholeNumbers(),
  ] as const;
  #length = 0;

  /** Keeps a row of a batch as a log-in of that group; false where it is none. */
  add(batch: LogInColumns, row: number, group: number): boolean {
    const time = batch.times?.[row] ?? Number.NaN;
    const kind = this.#kindOf(batch, row);
    if (Number.isNaN(time) || kind === OTHER) return false;
    const [sources, users, apps, kinds, groups] = this.#columns;
    const at = this.#length++;
    this.#times.set(at, Math.round(time * MICROSECONDS));
    sources.set(at, this.sources.of(batch.sources, row));
    users.set(at, this.users.of(batch.users, row));
    apps.set(at, this.#apps.of(batch.apps, row));
    kinds.set(at, kind);
    groups.set(at, group);
    return true;
  }

  /** All of them in one order, whichever they came in. */
  inOrder(): LogIns {
    const order = this.#order();
    const times = Float64Array.from(order, (at) => this.#times.values[at]!);
    const [sources, users, apps, kinds, groups] = this.#columns.map(({ values }) =>
      Int32Array.from(order, (at) => values[at]!),
    ) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
    return { length: this.#length, times, sources, users, apps, kinds, groups };
  }

  #kindOf({ actions, signatures }: LogInColumns, row: number): number {
    const action = actions?.ids[row] ?? -1;
    if (actions === undefined || action < 0) return OTHER;
    const outcome = this.#actions.get(actions, action) - 1;
    const signature = signatures?.ids[row] ?? -1;
    if (outcome !== REFUSED || signatures === undefined || signature < 0) return outcome;
    return this.#ends.get(signatures, signature);
  }

  #order(): Int32Array {
    const times = this.#times.values;
    const [sources, users, apps, kinds] = this.#columns.map(({ values }) => values);
    const ranks = [this.sources.ranks(), this.users.ranks(), this.#apps.ranks()] as const;
    const place = (rank: Int32Array, number: number): number => (number < 0 ? -1 : rank[number]!);
    const order = new Int32Array(this.#length);
    for (let at = 0; at < this.#length; at++) order[at] = at;
    return order.sort(
      (left, right) =>
        times[left]! - times[right]! ||
        kinds![left]! - kinds![right]! ||
        place(ranks[0], sources![left]!) - place(ranks[0], sources![right]!) ||
        place(ranks[1], users![left]!) - place(ranks[1], users![right]!) ||
        place(ranks[2], apps![left]!) - place(ranks[2], apps![right]!),
    );
  }
}
