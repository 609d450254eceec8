const FIRST_CAPACITY = 1024;
const FIRST_ARENA_WORDS = 16 * 1024;
const TAIL_MASKS = Int32Array.of(0, 0xff, 0xffff, 0xffffff);

/**
 * Gives every different byte string a number, counted from 0 in order of arrival. The hash is seeded: who writes the
 * keys may be hostile, and known collisions would turn every look-up into a walk through the table.
 */
export class Interner {
  size = 0;
  #slots = new Int32Array(FIRST_CAPACITY * 2).fill(-1);
  #hashes = new Int32Array(FIRST_CAPACITY);
  #starts = new Int32Array(FIRST_CAPACITY);
  #lengths = new Int32Array(FIRST_CAPACITY);
  #arena = new Int32Array(FIRST_ARENA_WORDS);
  #arenaWords = 0;
  readonly #texts: (string | undefined)[] = [];
  readonly #seed = (Math.random() * 0x100000000) | 0;
  readonly #multiplier = (Math.random() * 0x100000000) | 1;

  /** The number of the bytes at [start, end) of a view that may be read three bytes beyond them. */
  id(view: DataView, start: number, end: number): number {
    const hash = this.#hash(view, start, end);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot]!;
      if (id < 0) return this.#add(view, start, end, hash, slot);
      if (this.#hashes[id] === hash && this.#equals(id, view, start, end)) return id;
    }
  }

  /** The text with this number; bytes that are no UTF-8 show as U+FFFD. */
  text(id: number): string {
    const known = this.#texts[id];
    if (known !== undefined) return known;
    const start = this.#starts[id]! * 4;
    const text = Buffer.from(this.#arena.buffer).toString('utf8', start, start + this.#lengths[id]!);
    this.#texts[id] = text;
    return text;
  }

  #hash(view: DataView, start: number, end: number): number {
    const multiplier = this.#multiplier;
    let hash = this.#seed ^ (end - start);
    let position = start;
    for (; position + 4 <= end; position += 4) hash = mix(hash, view.getInt32(position, true), multiplier);
    const tail = end - position;
    if (tail > 0) hash = mix(hash, view.getInt32(position, true) & TAIL_MASKS[tail]!, multiplier);
    hash = Math.imul(hash ^ (hash >>> 16), multiplier);
    return hash ^ (hash >>> 15);
  }

  #equals(id: number, view: DataView, start: number, end: number): boolean {
    if (this.#lengths[id] !== end - start) return false;
    const arena = this.#arena;
    let word = this.#starts[id]!;
    let position = start;
    for (; position + 4 <= end; position += 4) {
      if (arena[word++] !== view.getInt32(position, true)) return false;
    }
    const tail = end - position;
    return tail === 0 || arena[word] === (view.getInt32(position, true) & TAIL_MASKS[tail]!);
  }

  #add(view: DataView, start: number, end: number, hash: number, slot: number): number {
    const id = this.size++;
    if (id === this.#hashes.length) this.#growKeys();
    this.#hashes[id] = hash;
    this.#starts[id] = this.#arenaWords;
    this.#lengths[id] = end - start;
    this.#store(view, start, end);
    if (this.size * 2 > this.#slots.length) this.#growSlots();
    else this.#slots[slot] = id;
    return id;
  }

  #store(view: DataView, start: number, end: number): void {
    const words = (end - start + 3) >> 2;
    const needed = this.#arenaWords + words;
    if (needed > this.#arena.length)
      this.#arena = grown(this.#arena, Math.max(needed, this.#arena.length * 2));
    const arena = this.#arena;
    for (let position = start; position + 4 <= end; position += 4) {
      arena[this.#arenaWords++] = view.getInt32(position, true);
    }
    const tail = (end - start) & 3;
    if (tail > 0) arena[this.#arenaWords++] = view.getInt32(end - tail, true) & TAIL_MASKS[tail]!;
  }

  #growKeys(): void {
    const length = this.#hashes.length * 2;
    this.#hashes = grown(this.#hashes, length);
    this.#starts = grown(this.#starts, length);
    this.#lengths = grown(this.#lengths, length);
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let id = 0; id < this.size; id++) {
      let slot = this.#hashes[id]! & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

function mix(hash: number, word: number, multiplier: number): number {
  const mixed = Math.imul(word ^ hash, 0x9e3779b1);
  return (Math.imul(mixed ^ (mixed >>> 15), multiplier) + hash) | 0;
}

function grown(values: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length);
  longer.set(values);
  return longer;
}
