import type { Keys } from './columns';
import { wholeNumbers } from './growing-column';

/** Remembers a whole number from 0 on for each interned text, so that it is worked out once a run. */
export class IdMemo {
  readonly #compute: (text: string) => number;
  readonly #known = wholeNumbers();

  constructor(compute: (text: string) => number) {
    this.#compute = compute;
  }

  /** The number of the text with this id. */
  get(keys: Pick<Keys, 'text'>, id: number): number {
    const known = this.#known.get(id);
    if (known > 0) return known - 1;
    const value = this.#compute(keys.text(id));
    this.#known.set(id, value + 1);
    return value;
  }
}
