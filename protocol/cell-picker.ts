import { QUOTE } from './bytes';
import type { Header, Layout } from './layout';
import type { Memory } from './memory';
import type { Scanner } from './scanner';

interface Slot {
  readonly slot: number;
  readonly isMultivalue: number;
}

/** Picks, of each row, the first of several fields that is not empty, its multivalue cell before its plain one. */
export class CellPicker {
  /** The text of the cell picked last lies at [start, end), without its quotes. */
  start = 0;
  end = 0;
  hasDoubledQuotes = false;
  isMultivalue = false;
  /** Whether the header names any of the fields. */
  isPresent = false;
  readonly memory: Memory;
  readonly #scanner: Scanner;
  readonly fields: readonly string[];
  /** Multivalue and plain cell of the first field, of the second, … */
  #slots: readonly Slot[] = [];
  /** Offsets in the spans of a row, of those slots that are not empty in the whole batch. */
  readonly #offsets: Int32Array;
  readonly #isOffsetMultivalue: Uint8Array;
  #count = 0;

  constructor(memory: Memory, scanner: Scanner, fields: readonly string[]) {
    this.memory = memory;
    this.#scanner = scanner;
    this.fields = fields;
    this.#offsets = new Int32Array(fields.length * 2);
    this.#isOffsetMultivalue = new Uint8Array(fields.length * 2);
  }

  /** Asks a layout for the cells of the fields. */
  arrange(header: Header, layout: Layout): void {
    this.#slots = this.fields
      .map((field) => header.place(field))
      .flatMap(({ plain, multivalue }) => [
        { slot: layout.slot(multivalue), isMultivalue: 1 },
        { slot: layout.slot(plain), isMultivalue: 0 },
      ])
      .filter(({ slot }) => slot >= 0);
    this.isPresent = this.#slots.length > 0;
  }

  /** Gets ready for the rows that the scanner noted last. */
  open(): void {
    this.#count = 0;
    for (const { slot, isMultivalue } of this.#slots) {
      if (this.#scanner.used[slot] === 0) continue;
      this.#offsets[this.#count] = slot * 2;
      this.#isOffsetMultivalue[this.#count++] = isMultivalue;
    }
  }

  /** Whether the row has one of the fields. */
  pick(row: number): boolean {
    const { spans, stride } = this.#scanner;
    const offsets = this.#offsets;
    const base = row * stride;
    for (let index = 0; index < this.#count; index++) {
      const at = base + offsets[index]!;
      const start = spans[at]!;
      const end = spans[at + 1]!;
      if (start !== end && this.#take(start, end)) {
        this.isMultivalue = this.#isOffsetMultivalue[index] === 1;
        return true;
      }
    }
    return false;
  }

  #take(start: number, end: number): boolean {
    if (this.memory.bytes[start] !== QUOTE) {
      this.start = start;
      this.end = end;
      this.hasDoubledQuotes = false;
      return true;
    }
    this.hasDoubledQuotes = end < 0;
    this.start = start + 1;
    this.end = (end < 0 ? ~end : end) - 1;
    return this.end > this.start;
  }
}
