/** A repeatable source of numbers in [0, 1) for one seed (the mulberry32 generator). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The items in a new order drawn from the given source of numbers (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const deck = [...items];
  for (let last = deck.length - 1; last > 0; last--) {
    const pick = Math.floor(random() * (last + 1));
    [deck[last], deck[pick]] = [deck[pick]!, deck[last]!];
  }
  return deck;
}

const HEX = '0123456789abcdef';

/** Four 32-bit numbers that a text stands for. */
function hashed(text: string): [number, number, number, number] {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x2545f491];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x85ebca6b);
    b = Math.imul(b ^ (code + a), 0xc2b2ae35);
    c = Math.imul(c + (b >>> 13), 0x27d4eb2f) ^ code;
    d = (d ^ (c >>> 7)) + Math.imul(a, 31);
  }
  return [a | 0, b | 0, c | 0, d | 0];
}

/**
 * Numbers drawn for one topic: the same topic gives the same numbers, whatever else is drawn. The generator is sfc32;
 * only exact arithmetic is used, so that every machine draws the same.
 */
export class Draws {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(...topic: readonly (string | number)[]) {
    [this.#a, this.#b, this.#c, this.#d] = hashed(topic.join('\n'));
    for (let round = 0; round < 16; round++) this.bits();
  }

  /** A whole number from 0 to 2^32 - 1. */
  bits(): number {
    const sum = (this.#a + this.#b + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A number in [0, 1). */
  unit(): number {
    return this.bits() / 2 ** 32;
  }

  /** A whole number from low to high, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /** A whole number from low to high, near low as a rule and seldom near high. */
  skewed(low: number, high: number): number {
    const unit = this.unit();
    return low + Math.floor(unit * unit * unit * unit * (high - low + 1));
  }

  /** Whether something of the given likelihood happens. */
  chance(likelihood: number): boolean {
    return this.unit() < likelihood;
  }

  /** How often something happened that is expected so often: scattered by about two fifths. */
  count(expected: number): number {
    return Math.floor(expected * (this.unit() + this.unit()) + this.unit());
  }

  one<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.unit() * items.length)]!;
  }

  /** Different ones of the items, at most as many as there are. */
  some<Item>(items: readonly Item[], count: number): Item[] {
    if (count * 4 > items.length) return shuffled(items, () => this.unit()).slice(0, count);
    const picked = new Set<Item>();
    while (picked.size < count) picked.add(this.one(items));
    return [...picked];
  }

  text(alphabet: string, length: number): string {
    let made = '';
    for (let index = 0; index < length; index++) made += alphabet[this.bits() % alphabet.length];
    return made;
  }

  hex(length: number): string {
    return this.text(HEX, length);
  }
}
