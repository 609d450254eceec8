const MIX = 0x9e3779b1;
/** Drawn for each run: who sends mail chooses in which order ids are given, and must not choose pairs that collide. */
const SEED_LEFT = randomOdd();
const SEED_RIGHT = randomOdd();
const FIRST_SLOTS = 256;
const EMPTY = -1;

/** A set of pairs of numbers from 0 on, each pair in one place of memory; at most half of the slots are taken. */
export class PairSet {
  #slots = new Int32Array(FIRST_SLOTS * 2).fill(EMPTY);
  #size = 0;

  /** Puts a pair in; true where it was not there before. */
  add(left: number, right: number): boolean {
    const at = this.#find(left, right);
    if (this.#slots[at] !== EMPTY) return false;
    this.#slots[at] = left;
    this.#slots[at + 1] = right;
    this.#size++;
    if (this.#size * 4 > this.#slots.length) this.#grow();
    return true;
  }

  /** Place of the pair, or of the empty slot where it belongs. */
  #find(left: number, right: number): number {
    const slots = this.#slots;
    const mask = slots.length - 2;
    let at = (hashOf(left, right) << 1) & mask;
    for (;;) {
      const found = slots[at]!;
      if (found === EMPTY || (found === left && slots[at + 1] === right)) return at;
      at = (at + 2) & mask;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(before.length * 2).fill(EMPTY);
    for (let at = 0; at < before.length; at += 2) {
      if (before[at] === EMPTY) continue;
      const place = this.#find(before[at]!, before[at + 1]!);
      this.#slots[place] = before[at]!;
      this.#slots[place + 1] = before[at + 1]!;
    }
  }
}

/** A well-mixed 32-bit hash of a pair of numbers, another one in every run. */
export function hashOf(left: number, right: number): number {
  let hash = Math.imul(left, SEED_LEFT) ^ Math.imul(right, SEED_RIGHT);
  hash = Math.imul(hash ^ (hash >>> 15), MIX);
  return hash ^ (hash >>> 13);
}

function randomOdd(): number {
  return (Math.random() * 0x1_0000_0000) | 1;
}
