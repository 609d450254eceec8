import { wholeNumbers } from '../growing-column';
import { PairTable } from '../pair-table';

/** What one group has of one kind of value. */
export interface TallyRow {
  readonly distinct: number;
  /** Messages that have a value, and those that have the most frequent one. */
  readonly known: number;
  readonly most: number;
}

/** Counts how often each group has each value. */
export class Tally {
  readonly #pairs = new PairTable();
  readonly #counts = wholeNumbers();

  /** Counts a value for a group; negative ones stand for none. */
  add(group: number, value: number): void {
    if (group < 0 || value < 0) return;
    const pair = this.#pairs.add(group, value);
    this.#counts.set(pair, this.#counts.get(pair) + 1);
  }

  /** One row for each group. */
  rows(groups: number): TallyRow[] {
    const rows = Array.from({ length: groups }, () => ({ distinct: 0, known: 0, most: 0 }));
    this.each((group, _, count) => {
      const row = rows[group]!;
      row.distinct++;
      row.known += count;
      row.most = Math.max(row.most, count);
    });
    return rows;
  }

  /** Calls back for each group and value with how often they met. */
  each(take: (group: number, value: number, count: number) => void): void {
    for (let pair = 0; pair < this.#pairs.size; pair++)
      take(this.#pairs.left(pair), this.#pairs.right(pair), this.#counts.get(pair));
  }
}
