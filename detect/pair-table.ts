import { hashOf } from './pair-set';

const FIRST_CAPACITY = 1024;

/** Gives every pair of numbers from 0 on a number of its own, counted from 0 in order of arrival. */
export class PairTable {
  #slots = new Int32Array(FIRST_CAPACITY * 2).fill(-1);
  #lefts = new Int32Array(FIRST_CAPACITY);
  #rights = new Int32Array(FIRST_CAPACITY);
  size = 0;

  /** The number of the pair; equal to the `size` before the call when the pair is new. */
  add(left: number, right: number): number {
    if (this.size === this.#lefts.length) this.#grow();
    const slot = this.#find(left, right);
    const known = this.#slots[slot]!;
    if (known >= 0) return known;
    this.#slots[slot] = this.size;
    this.#lefts[this.size] = left;
    this.#rights[this.size] = right;
    return this.size++;
  }

  left(id: number): number {
    return this.#lefts[id]!;
  }

  right(id: number): number {
    return this.#rights[id]!;
  }

  #find(left: number, right: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(left, right) & mask;
    for (;;) {
      const id = this.#slots[slot]!;
      if (id < 0 || (this.#lefts[id] === left && this.#rights[id] === right)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const lefts = new Int32Array(this.size * 2);
    const rights = new Int32Array(this.size * 2);
    lefts.set(this.#lefts);
    rights.set(this.#rights);
    this.#lefts = lefts;
    this.#rights = rights;
    this.#slots = new Int32Array(this.size * 4).fill(-1);
    for (let id = 0; id < this.size; id++) this.#slots[this.#find(lefts[id]!, rights[id]!)] = id;
  }
}
