/** Numbers from 0 on in sets that can be joined. */
export class DisjointSets {
  readonly #parents: Int32Array;

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, index) => index);
  }

  /** The smallest number of the set. */
  find(member: number): number {
    let at = member;
    while (this.#parents[at] !== at) {
      this.#parents[at] = this.#parents[this.#parents[at]!]!;
      at = this.#parents[at]!;
    }
    return at;
  }

  join(left: number, right: number): void {
    const first = this.find(left);
    const second = this.find(right);
    this.#parents[Math.max(first, second)] = Math.min(first, second);
  }
}
