import type { Keys } from '../columns';

const REMEMBERED = 50_000;

/** Remembers what was found out about interned texts, at most 50,000 of them: then it forgets all and begins anew. */
export class FactMemo<Facts> {
  readonly #find: (text: string) => Facts;
  readonly #facts = new Map<number, Facts>();

  constructor(find: (text: string) => Facts) {
    this.#find = find;
  }

  /** The facts of the text that a row holds, undefined where it holds none. */
  get(keys: Keys | undefined, row: number): Facts | undefined {
    const id = keys?.ids[row] ?? -1;
    if (keys === undefined || id < 0) return undefined;
    const known = this.#facts.get(id);
    if (known !== undefined) return known;
    const facts = this.#find(keys.text(id));
    if (this.#facts.size >= REMEMBERED) this.#facts.clear();
    this.#facts.set(id, facts);
    return facts;
  }
}
