import type { Keys } from '../columns';
import { type GrowingColumn, wholeNumbers } from '../growing-column';

/** Words that sources fill in where they know no name. */
const NO_NAME = new Set(['', '-', 'unknown', '<>', '(null)']);

/** Gives names that differ only in case one number, counted from 0 on, and filled in ones none. */
export class NameTable {
  readonly #shape: (text: string) => string;
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** Of each column, by the ids that it numbers its own texts with, the number and two, 0 where it was not asked for yet. */
  readonly #known: GrowingColumn<Int32Array>[] = [];

  /** `shape` makes the same of names that are to have one number, beside their case. */
  constructor(shape: (text: string) => string = (text) => text) {
    this.#shape = shape;
  }

  /** The number of a row's name, -1 where it has none; `column` tells columns apart that have names of this table. */
  of(keys: Keys | undefined, row: number, column = 0): number {
    const id = keys?.ids[row] ?? -1;
    return keys === undefined || id < 0 ? -1 : this.ofId(keys, id, column);
  }

  /** The number of the name with an id of a column, -1 where that is no name. */
  ofId(keys: Pick<Keys, 'text'>, id: number, column = 0): number {
    this.#known[column] ??= wholeNumbers();
    const memo = this.#known[column];
    const known = memo.get(id);
    if (known > 0) return known - 2;
    const number = this.#numberOf(this.#shape(keys.text(id).trim().toLowerCase()));
    memo.set(id, number + 2);
    return number;
  }

  /** The place of each number in the order of the texts. */
  ranks(): Int32Array {
    const order = this.texts.map((_, number) => number);
    order.sort((left, right) => (this.texts[left]! < this.texts[right]! ? -1 : 1));
    const ranks = new Int32Array(order.length);
    for (const [rank, number] of order.entries()) ranks[number] = rank;
    return ranks;
  }

  #numberOf(text: string): number {
    if (NO_NAME.has(text)) return -1;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}
