/** A power of two: the memo stays small however many different messages an attacker writes. */
const PLACES = 32_768;
/** Five ids a place, and three words unused so that a place is one line of the processor's cache or half of one. */
const WORDS = 8;
const NO_IDS = -2;
const MULTIPLIER = 0x9e3779b1;

/** Remembers one object for each tuple of five ids, most recent ones only: most messages repeat those of one before. */
export class ContextMemo<Context> {
  /** One for each place, undefined until it is filled in. */
  readonly contexts = new Array<Context | undefined>(PLACES).fill(undefined);
  readonly #ids = new Int32Array(PLACES * WORDS).fill(NO_IDS);

  /** The place of a tuple; what lay there for another one is forgotten. */
  place(first: number, second: number, third: number, fourth: number, fifth: number): number {
    const ids = this.#ids;
    const place = placeOf(first, second, third, fourth, fifth);
    const at = place * WORDS;
    if (
      ids[at] !== first ||
      ids[at + 1] !== second ||
      ids[at + 2] !== third ||
      ids[at + 3] !== fourth ||
      ids[at + 4] !== fifth
    ) {
      this.contexts[place] = undefined;
      ids[at] = first;
      ids[at + 1] = second;
      ids[at + 2] = third;
      ids[at + 3] = fourth;
      ids[at + 4] = fifth;
    }
    return place;
  }
}

function placeOf(first: number, second: number, third: number, fourth: number, fifth: number): number {
  let hash = Math.imul(first, MULTIPLIER) + second;
  hash = Math.imul(hash ^ (hash >>> 15), MULTIPLIER) + third;
  hash = Math.imul(hash ^ (hash >>> 15), MULTIPLIER) + fourth;
  hash = Math.imul(hash ^ (hash >>> 15), MULTIPLIER) + fifth;
  hash = Math.imul(hash ^ (hash >>> 15), MULTIPLIER);
  return (hash ^ (hash >>> 15)) & (PLACES - 1);
}
