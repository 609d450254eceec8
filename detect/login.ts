import type { Keys } from './columns';
import { Groups } from './groups';
import { type BreakIn, findBreakIns } from './login/break-ins';
import { sortByKey } from './login/by-key';
import { GroupReport, type LoginRow } from './login/group-report';
import { type LogInColumns, LogInStore } from './login/log-ins';
import { countedOnce } from './login/same-failure';
import { suspectFailures } from './login/suspicion';

export interface LoginOptions {
  readonly windowSeconds: number;
}

export interface LoginBatch extends LogInColumns {
  /** The fields to group by; a row without one of them belongs to no group. */
  readonly by: readonly Keys[];
}

/**
 * Notices who guesses passwords: one source at one user or at many, in minutes or over a day, or many sources at once; and whose
 * log-in worked after guesses.
 * It matters because each limit of one dimension leaves the other open, and a row a time bucket shows one guesser of several.
 * It is wrong about a device that guesses one user's password at equal intervals of two minutes and more, which it takes for one
 * with an old password, and about guesses that come through a gateway with most of its log-ins working.
 * It needs log-ins that worked as well as those that failed, with source and user; rows may come in any order and any number of batches.
 * It keeps 28 bytes a log-in, sorts them once at the end and then needs as much again.
 */
export class Logins {
  readonly #windowSeconds: number;
  readonly #groups = new Groups();
  readonly #store = new LogInStore();

  constructor({ windowSeconds }: LoginOptions) {
    this.#windowSeconds = windowSeconds;
  }

  /** Takes the rows of one batch. */
  add(batch: LoginBatch): void {
    this.#groups.take(batch.by);
    for (let row = 0; row < batch.rows; row++) {
      const group = this.#groups.of(row);
      this.#store.add(batch, row, group);
    }
  }

  /** One row for each group, the most suspicious first, then that with most failures. */
  summary(): LoginRow[] {
    const all = this.#store.inOrder();
    const counted = countedOnce(all);
    const suspects = suspectFailures(all, counted);
    const byGroup = sortByKey(
      all.groups.map((group, at) => (counted[at] ? group : -1)),
      this.#groups.count,
    );
    const breakIns = new Map<number, BreakIn[]>();
    for (const found of findBreakIns(all, counted, suspects)) {
      const group = all.groups[found.row]!;
      const others = breakIns.get(group);
      if (others === undefined) breakIns.set(group, [found]);
      else others.push(found);
    }
    const report = new GroupReport(this.#windowSeconds, this.#store, { logIns: all, suspects });
    const rows: LoginRow[] = [];
    for (let group = 0; group < this.#groups.count; group++) {
      const own = byGroup.order.subarray(byGroup.starts[group]!, byGroup.starts[group + 1]!);
      if (own.length === 0) continue;
      rows.push(report.row(this.#groups.texts(group), own, breakIns.get(group) ?? []));
    }
    return rows.sort(
      (left, right) =>
        right.login_score - left.login_score ||
        right.failures - left.failures ||
        (left.by.join('\n') < right.by.join('\n') ? -1 : 1),
    );
  }
}
