const FIRST_SLOTS = 2048;
const FIRST_ARENA_WORDS = 16 * 1024;
const TAIL_MASKS = Int32Array.of(0, 0xff, 0xffff, 0xffffff);
/** An entry of the arena: hash, id, length in bytes, then the bytes as words; a look-up touches its slot and its entry only. */
const ID = 1;
const LENGTH = 2;
const HEAD_WORDS = 3;
/** No entry begins here, so 0 marks a free slot. */
const FREE = 0;
const FIRST_ENTRY = 1;
/** Keys looked up together: their entries fit into the processor's first cache. */
const BLOCK = 512;

/**
 * Gives every different byte string a number, counted from 0 in order of arrival. The hash is seeded: who writes the
 * keys may be hostile, and known collisions would turn every look-up into a walk through the table.
 */
export class Interner {
  size = 0;
  #slots = new Int32Array(FIRST_SLOTS);
  #arena = new Int32Array(FIRST_ARENA_WORDS);
  #arenaEnd = FIRST_ENTRY;
  readonly #entries: number[] = [];
  readonly #hashes = new Int32Array(BLOCK);
  readonly #found = new Int32Array(BLOCK);
  readonly #foundHashes = new Int32Array(BLOCK);
  readonly #seed = (Math.random() * 0x100000000) | 0;
  readonly #multiplier = (Math.random() * 0x100000000) | 1;

  /** The number of the bytes at [start, end) of a view that may be read three bytes beyond them. */
  id(view: DataView, start: number, end: number): number {
    return this.#find(view, start, end, this.#hash(view, start, end));
  }

  /**
   * Sets the first `count` ids to the numbers of the bytes at [starts[i], ends[i]), leaving those whose start is negative.
   * All slots of a block are fetched, then all entries, before the first is compared: the memory answers many at a time.
   */
  ids(view: DataView, starts: Int32Array, ends: Int32Array, ids: Int32Array, count: number): void {
    for (let from = 0; from < count; from += BLOCK) {
      const size = Math.min(BLOCK, count - from);
      this.#fetch(view, starts, ends, from, size);
      for (let index = 0; index < size; index++) {
        const at = from + index;
        if (starts[at]! >= 0) ids[at] = this.#follow(index, view, starts[at]!, ends[at]!);
      }
    }
  }

  /** The text with this number; bytes that are no UTF-8 show as U+FFFD. */
  text(id: number): string {
    const entry = this.#entries[id]!;
    const start = (entry + HEAD_WORDS) * 4;
    return Buffer.from(this.#arena.buffer, start, this.#arena[entry + LENGTH]!).toString('utf8');
  }

  #fetch(view: DataView, starts: Int32Array, ends: Int32Array, from: number, size: number): void {
    const hashes = this.#hashes;
    const found = this.#found;
    const foundHashes = this.#foundHashes;
    const slots = this.#slots;
    const arena = this.#arena;
    const mask = slots.length - 1;
    for (let index = 0; index < size; index++) {
      const start = starts[from + index]!;
      hashes[index] = start < 0 ? 0 : this.#hash(view, start, ends[from + index]!);
    }
    for (let index = 0; index < size; index++) found[index] = slots[hashes[index]! & mask]!;
    for (let index = 0; index < size; index++) foundHashes[index] = arena[found[index]!]!;
  }

  #follow(index: number, view: DataView, start: number, end: number): number {
    const hash = this.#hashes[index]!;
    const entry = this.#found[index]!;
    const arena = this.#arena;
    if (entry !== FREE && this.#foundHashes[index] === hash && equals(arena, entry, view, start, end)) {
      return arena[entry + ID]!;
    }
    return this.#find(view, start, end, hash);
  }

  #find(view: DataView, start: number, end: number, hash: number): number {
    const slots = this.#slots;
    const arena = this.#arena;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot]!;
      if (entry === FREE) return this.#add(view, start, end, hash, slot);
      if (arena[entry] === hash && equals(arena, entry, view, start, end)) return arena[entry + ID]!;
    }
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

  #add(view: DataView, start: number, end: number, hash: number, slot: number): number {
    const id = this.size++;
    const entry = this.#arenaEnd;
    this.#reserve(HEAD_WORDS + ((end - start + 3) >> 2));
    this.#arena.set([hash, id, end - start], entry);
    this.#store(view, start, end);
    this.#entries.push(entry);
    if (this.size * 2 > this.#slots.length) this.#growSlots();
    else this.#slots[slot] = entry;
    return id;
  }

  #reserve(words: number): void {
    const needed = this.#arenaEnd + words;
    if (needed <= this.#arena.length) return;
    const longer = new Int32Array(Math.max(needed, this.#arena.length * 2));
    longer.set(this.#arena);
    this.#arena = longer;
  }

  #store(view: DataView, start: number, end: number): void {
    let word = this.#arenaEnd + HEAD_WORDS;
    for (let position = start; position + 4 <= end; position += 4) {
      this.#arena[word++] = view.getInt32(position, true);
    }
    const tail = (end - start) & 3;
    if (tail > 0) this.#arena[word++] = view.getInt32(end - tail, true) & TAIL_MASKS[tail]!;
    this.#arenaEnd = word;
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (const entry of this.#entries) {
      let slot = this.#arena[entry]! & mask;
      while (slots[slot] !== FREE) slot = (slot + 1) & mask;
      slots[slot] = entry;
    }
    this.#slots = slots;
  }
}

function equals(arena: Int32Array, entry: number, view: DataView, start: number, end: number): boolean {
  if (arena[entry + LENGTH] !== end - start) return false;
  let word = entry + HEAD_WORDS;
  let position = start;
  for (; position + 4 <= end; position += 4) {
    if (arena[word++] !== view.getInt32(position, true)) return false;
  }
  const tail = end - position;
  return tail === 0 || arena[word] === (view.getInt32(position, true) & TAIL_MASKS[tail]!);
}

function mix(hash: number, word: number, multiplier: number): number {
  const mixed = Math.imul(word ^ hash, 0x9e3779b1);
  return (Math.imul(mixed ^ (mixed >>> 15), multiplier) + hash) | 0;
}
