import { hashText } from './hash';

const SLOTS = 1 << 22;
const MOST = 255;

/**
 * How many messages hold a word, in 4 MiB however many words there are: never too few, and too many where both places of a
 * word are shared, which 6 % of a million rare words meet. Numbers above 254 are given as 255.
 */
export class WordCounts {
  readonly #counts = new Uint8Array(SLOTS);

  /** Counts a word in so many messages. */
  add(word: string, messages: number): void {
    const first = hashText(word, 1) & (SLOTS - 1);
    const second = hashText(word, 2) & (SLOTS - 1);
    this.#raise(first, messages);
    if (second !== first) this.#raise(second, messages);
  }

  get(word: string): number {
    const first = this.#counts[hashText(word, 1) & (SLOTS - 1)]!;
    return Math.min(first, this.#counts[hashText(word, 2) & (SLOTS - 1)]!);
  }

  #raise(slot: number, messages: number): void {
    this.#counts[slot] = Math.min(MOST, this.#counts[slot]! + messages);
  }
}
