import type { Keys } from '../columns';

/** A power of two, so that as many texts that arrived one after the other have places of their own. */
const PLACES = 65_536;

/**
 * Remembers what was found out about interned texts, each in the one place that its id gives: never more than 65,536,
 * because an attacker can write a new header into every message.
 */
export class FactMemo<Facts> {
  readonly #find: (text: string) => Facts;
  readonly #ids = new Int32Array(PLACES).fill(-1);
  readonly #facts = new Array<Facts | undefined>(PLACES).fill(undefined);

  constructor(find: (text: string) => Facts) {
    this.#find = find;
  }

  /** The facts of the text with this id, undefined for the id -1 of no text. */
  get(keys: Pick<Keys, 'text'> | undefined, id: number): Facts | undefined {
    if (keys === undefined || id < 0) return undefined;
    const place = id & (PLACES - 1);
    if (this.#ids[place] === id) return this.#facts[place];
    const facts = this.#find(keys.text(id));
    this.#ids[place] = id;
    this.#facts[place] = facts;
    return facts;
  }
}
