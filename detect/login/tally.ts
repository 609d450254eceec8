/** Counts how often each number from 0 on is in a window, and how many are there at most so many times. */
export class Tally {
  readonly #counts: Int32Array;
  readonly #few: number;
  /** Numbers that are in the window at all. */
  distinct = 0;
  /** Those that are there no more often than `few`. */
  seldom = 0;

  constructor(numbers: number, few = 0) {
    this.#counts = new Int32Array(numbers);
    this.#few = few;
  }

  /** Takes one in; negative ones are nobody. */
  enter(number: number): void {
    if (number < 0) return;
    const count = ++this.#counts[number]!;
    if (count === 1) this.distinct++;
    if (count === 1 && this.#few > 0) this.seldom++;
    if (count === this.#few + 1 && this.#few > 0) this.seldom--;
  }

  /** Lets one that was taken in go. */
  leave(number: number): void {
    if (number < 0) return;
    const count = --this.#counts[number]!;
    if (count === 0) this.distinct--;
    if (count === 0 && this.#few > 0) this.seldom--;
    if (count === this.#few && this.#few > 0) this.seldom++;
  }

  /** How often it is in the window. */
  of(number: number): number {
    return number < 0 ? 0 : this.#counts[number]!;
  }
}
