import { QUOTE } from './bytes';
import type { Header, Layout } from './layout';
import type { Memory } from './memory';
import type { Scanner } from './scanner';

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
  /** Offsets in the spans of a row: multivalue and plain cell of the first field, of the second, … */
  #offsets = new Int32Array(0);
  #isOffsetMultivalue = new Uint8Array(0);

  constructor(memory: Memory, scanner: Scanner, fields: readonly string[]) {
    this.memory = memory;
    this.#scanner = scanner;
    this.fields = fields;
  }

  /** Asks a layout for the cells of the fields. */
  arrange(header: Header, layout: Layout): void {
    const slots = this.fields
      .map((field) => header.place(field))
      .flatMap(({ plain, multivalue }) => [
        { slot: layout.slot(multivalue), isMultivalue: 1 },
        { slot: layout.slot(plain), isMultivalue: 0 },
      ])
      .filter(({ slot }) => slot >= 0);
    this.#offsets = Int32Array.from(slots, ({ slot }) => slot * 2);
    this.#isOffsetMultivalue = Uint8Array.from(slots, ({ isMultivalue }) => isMultivalue);
    this.isPresent = slots.length > 0;
  }

  /** Whether the row has one of the fields. */
  pick(row: number): boolean {
    const { spans, stride } = this.#scanner;
    const offsets = this.#offsets;
    const base = row * stride;
    for (let index = 0; index < offsets.length; index++) {
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
