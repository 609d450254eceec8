import type { Keys } from '../columns';

const GENERATION = 30_000;

/**
 * Remembers what was found out about interned texts: the facts of the last 30,000 to 60,000 different ones, because an
 * attacker can write a new header into every message.
 */
export class FactMemo<Facts> {
  readonly #find: (text: string) => Facts;
  #young = new Map<number, Facts>();
  #old = new Map<number, Facts>();

  constructor(find: (text: string) => Facts) {
    this.#find = find;
  }

  /** The facts of the text that a row holds, undefined where it holds none. */
  get(keys: Keys | undefined, row: number): Facts | undefined {
    if (keys === undefined) return undefined;
    const id = keys.ids[row]!;
    if (id < 0) return undefined;
    return this.#young.get(id) ?? this.#remember(id, this.#old.get(id) ?? this.#find(keys.text(id)));
  }

  #remember(id: number, facts: Facts): Facts {
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(id, facts);
    return facts;
  }
}
