import { DOLLAR, QUOTE } from './bytes';
import type { CellPicker } from './cell-picker';
import { Interner } from './interner';
import { MultivalueCursor } from './multivalue';
import { LARGEST_BATCH } from './scanner';
import { Scratch } from './scratch';

const NONE = -1;

/** Collects the values of one column's cells over a batch and interns them together. */
export class KeyCollector {
  count = 0;
  readonly #picker: CellPicker;
  readonly #interner = new Interner();
  /** Cells with doubled quotes as they lie in the window, and the id of the text of each. */
  readonly #escaped = new Interner();
  readonly #idsOfEscaped: number[] = [];
  readonly #escapedStarts = new Int32Array(LARGEST_BATCH);
  readonly #escapedEnds = new Int32Array(LARGEST_BATCH);
  readonly #escapedIds = new Int32Array(LARGEST_BATCH);
  /** Which of all that was added the escaped cells are. */
  readonly #escapedAt = new Int32Array(LARGEST_BATCH);
  #escapedCount = 0;
  readonly #cursor = new MultivalueCursor();
  readonly #cell = new Scratch();
  readonly #value = new Scratch();
  #starts = new Int32Array(LARGEST_BATCH);
  #ends = new Int32Array(LARGEST_BATCH);
  #ids = new Int32Array(LARGEST_BATCH);

  constructor(picker: CellPicker) {
    this.#picker = picker;
  }

  text(id: number): string {
    return this.#interner.text(id);
  }

  open(): void {
    this.count = 0;
    this.#escapedCount = 0;
  }

  /** The ids of all that was added since `open`, -1 for what was none. */
  close(): Int32Array<ArrayBuffer> {
    this.#interner.ids(this.#picker.memory.view, this.#starts, this.#ends, this.#ids, this.count);
    if (this.#escapedCount > 0) this.#closeEscaped();
    return this.#ids;
  }

  addNone(): void {
    this.#addId(NONE);
  }

  /** Adds the picked cell, of several values the first that is not empty; false when there is none. */
  addFirst(): boolean {
    if (!this.#picker.isMultivalue) {
      this.#addWhole();
      return true;
    }
    this.#openValues();
    return this.#addNextValue();
  }

  /** Adds the picked cell, of several values all that are not empty. */
  addAll(): void {
    if (this.#picker.isMultivalue) {
      this.#openValues();
      while (this.#addNextValue());
    } else this.#addWhole();
  }

  #addWhole(): void {
    const { start, end, hasDoubledQuotes } = this.#picker;
    if (!hasDoubledQuotes) this.#addPlace(start, end);
    else this.#addEscaped(start, end);
  }

  #openValues(): void {
    const { memory, start, end, hasDoubledQuotes } = this.#picker;
    if (hasDoubledQuotes) {
      const length = this.#cell.collapse(memory.bytes, start, end, QUOTE);
      this.#cursor.open(this.#cell.bytes, 0, length);
    } else this.#cursor.open(memory.bytes, start, end);
  }

  #addNextValue(): boolean {
    const cursor = this.#cursor;
    while (cursor.next()) {
      const { start, end, bytes, hasDoubled } = cursor;
      if (start === end) continue;
      const isInWindow = bytes === this.#picker.memory.bytes;
      if (isInWindow && !hasDoubled) this.#addPlace(start, end);
      else this.#addCollapsed(bytes, start, end);
      return true;
    }
    return false;
  }

  /** Each row has one cell at most. */
  #addEscaped(start: number, end: number): void {
    this.#escapedStarts[this.#escapedCount] = start;
    this.#escapedEnds[this.#escapedCount] = end;
    this.#escapedAt[this.#escapedCount++] = this.count;
    this.#addId(NONE);
  }

  #closeEscaped(): void {
    const { bytes, view } = this.#picker.memory;
    const ids = this.#escapedIds;
    this.#escaped.ids(view, this.#escapedStarts, this.#escapedEnds, ids, this.#escapedCount);
    for (let index = 0; index < this.#escapedCount; index++) {
      if (ids[index]! === this.#idsOfEscaped.length) {
        const start = this.#escapedStarts[index]!;
        const length = this.#cell.collapse(bytes, start, this.#escapedEnds[index]!, QUOTE);
        this.#idsOfEscaped.push(this.#interner.id(this.#cell.view, 0, length));
      }
      this.#ids[this.#escapedAt[index]!] = this.#idsOfEscaped[ids[index]!]!;
    }
  }

  /** What cannot be read where it lies is interned at once. */
  #addCollapsed(bytes: Buffer, start: number, end: number): void {
    const length = this.#value.collapse(bytes, start, end, DOLLAR);
    this.#addId(this.#interner.id(this.#value.view, 0, length));
  }

  #addPlace(start: number, end: number): void {
    if (this.count === this.#ids.length) this.#grow();
    this.#starts[this.count] = start;
    this.#ends[this.count++] = end;
  }

  #addId(id: number): void {
    if (this.count === this.#ids.length) this.#grow();
    this.#starts[this.count] = NONE;
    this.#ids[this.count++] = id;
  }

  #grow(): void {
    this.#starts = doubled(this.#starts);
    this.#ends = doubled(this.#ends);
    this.#ids = doubled(this.#ids);
  }
}

function doubled(values: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(values.length * 2);
  longer.set(values);
  return longer;
}
