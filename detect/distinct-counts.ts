import { wholeNumbers } from './growing-column';
import { PairSet } from './pair-set';

/** How many different values each of many groups has had, exactly. */
export class DistinctCounts {
  readonly #seen = new PairSet();
  readonly #counts = wholeNumbers();

  add(group: number, value: number): void {
    if (this.#seen.add(group, value)) this.#counts.add(group, 1);
  }

  get(group: number): number {
    return this.#counts.get(group);
  }
}
