import type { Keys } from '../columns';

/** Powers of two, so that as many texts that arrived one after the other have places of their own. */
const FIRST_PLACES = 1024;
const MOST_PLACES = 65_536;

/**
 * Remembers what was found out about interned texts, each in the one place that its id gives: never more than 65,536,
 * because an attacker can write a new header into every message.
 */
export class FactMemo<Facts> {
  readonly #find: (text: string) => Facts;
  #ids = new Int32Array(FIRST_PLACES).fill(-1);
  readonly #facts = new Array<Facts | undefined>(FIRST_PLACES).fill(undefined);

  constructor(find: (text: string) => Facts) {
    this.#find = find;
  }

  /** The facts of the text with this id, undefined for the id -1 of no text. */
  get(keys: Pick<Keys, 'text'> | undefined, id: number): Facts | undefined {
    if (keys === undefined || id < 0) return undefined;
    if (id >= this.#ids.length && this.#ids.length < MOST_PLACES) this.#grow(id);
    const place = id & (this.#ids.length - 1);
    if (this.#ids[place] === id) return this.#facts[place];
    const facts = this.#find(keys.text(id));
    this.#ids[place] = id;
    this.#facts[place] = facts;
    return facts;
  }

  /** Ids count from 0: until there are more than places, each is the number of its place, and stays that. */
  #grow(id: number): void {
    const known = this.#ids;
    let places = known.length;
    while (places <= id && places < MOST_PLACES) places *= 2;
    this.#ids = new Int32Array(places).fill(-1);
    this.#ids.set(known);
    while (this.#facts.length < places) this.#facts.push(undefined);
  }
}
