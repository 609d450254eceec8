import { DOLLAR, QUOTE } from './bytes';
import type { CellPicker } from './cell-picker';
import { readDecimal } from './decimal';
import { Interner } from './interner';
import { decodeMultivalue, MultivalueCursor } from './multivalue';
import { LARGEST_BATCH } from './scanner';
import { Scratch } from './scratch';

/** A column that is filled anew for every batch. */
export interface Column {
  fill(rows: number): void;
}

/** Numbers of a field, NaN where a row has none or something else. */
export class NumberColumn implements Column {
  readonly values = new Float64Array(LARGEST_BATCH);
  /** Rows that had something in the field, and those of them where it was no number. */
  seen = 0;
  unreadable = 0;
  readonly #picker: CellPicker;

  constructor(picker: CellPicker) {
    this.#picker = picker;
  }

  fill(rows: number): void {
    const picker = this.#picker;
    for (let row = 0; row < rows; row++) this.values[row] = picker.pick(row) ? this.#read() : Number.NaN;
  }

  #read(): number {
    const { memory, start, end } = this.#picker;
    const value = readDecimal(memory.bytes, start, end);
    this.seen++;
    if (Number.isNaN(value)) this.unreadable++;
    return value;
  }
}

/** The texts of cells as numbers that keep their meaning over a whole run. */
class CellInterner {
  readonly #picker: CellPicker;
  readonly #interner = new Interner();
  readonly #cursor = new MultivalueCursor();
  readonly #cell = new Scratch();
  readonly #value = new Scratch();
  #view: DataView;

  constructor(picker: CellPicker) {
    this.#picker = picker;
    this.#view = picker.memory.view;
  }

  text(id: number): string {
    return this.#interner.text(id);
  }

  /** The id of the picked cell as a whole. */
  whole(): number {
    const { memory, start, end, hasDoubledQuotes } = this.#picker;
    if (!hasDoubledQuotes) return this.#interner.id(memory.view, start, end);
    const length = this.#cell.collapse(memory.bytes, start, end, QUOTE);
    return this.#interner.id(this.#cell.view, 0, length);
  }

  /** Begins a walk over the values of the picked multivalue cell. */
  open(): void {
    const { memory, start, end, hasDoubledQuotes } = this.#picker;
    if (hasDoubledQuotes) {
      const length = this.#cell.collapse(memory.bytes, start, end, QUOTE);
      this.#view = this.#cell.view;
      this.#cursor.open(this.#cell.bytes, 0, length);
    } else {
      this.#view = memory.view;
      this.#cursor.open(memory.bytes, start, end);
    }
  }

  /** The id of the next value that is not empty, -1 after the last. */
  next(): number {
    const cursor = this.#cursor;
    while (cursor.next()) {
      if (cursor.end > cursor.start) return this.#valueId();
    }
    return -1;
  }

  #valueId(): number {
    const { start, end, hasDoubled, bytes } = this.#cursor;
    if (!hasDoubled) return this.#interner.id(this.#view, start, end);
    const length = this.#value.collapse(bytes, start, end, DOLLAR);
    return this.#interner.id(this.#value.view, 0, length);
  }
}

/** One value a row as an interned id, -1 where a row has none; of several values the first. */
export class KeyColumn implements Column {
  readonly ids = new Int32Array(LARGEST_BATCH);
  readonly #picker: CellPicker;
  readonly #cells: CellInterner;

  constructor(picker: CellPicker) {
    this.#picker = picker;
    this.#cells = new CellInterner(picker);
  }

  text(id: number): string {
    return this.#cells.text(id);
  }

  fill(rows: number): void {
    const picker = this.#picker;
    for (let row = 0; row < rows; row++) {
      this.ids[row] = picker.pick(row) ? this.#id(picker.isMultivalue) : -1;
    }
  }

  #id(isMultivalue: boolean): number {
    if (!isMultivalue) return this.#cells.whole();
    this.#cells.open();
    return this.#cells.next();
  }
}

/** All values of a row as interned ids: those of a row lie from `offsets[row]` up to `offsets[row + 1]`. */
export class KeysColumn implements Column {
  readonly offsets = new Int32Array(LARGEST_BATCH + 1);
  ids = new Int32Array(LARGEST_BATCH);
  readonly #picker: CellPicker;
  readonly #cells: CellInterner;
  #length = 0;

  constructor(picker: CellPicker) {
    this.#picker = picker;
    this.#cells = new CellInterner(picker);
  }

  text(id: number): string {
    return this.#cells.text(id);
  }

  fill(rows: number): void {
    const picker = this.#picker;
    this.#length = 0;
    for (let row = 0; row < rows; row++) {
      if (picker.pick(row)) this.#addRow(picker.isMultivalue);
      this.offsets[row + 1] = this.#length;
    }
  }

  #addRow(isMultivalue: boolean): void {
    if (isMultivalue) {
      this.#cells.open();
      for (let id = this.#cells.next(); id >= 0; id = this.#cells.next()) this.#add(id);
    } else this.#add(this.#cells.whole());
  }

  #add(id: number): void {
    if (this.#length === this.ids.length) {
      const longer = new Int32Array(this.ids.length * 2);
      longer.set(this.ids);
      this.ids = longer;
    }
    this.ids[this.#length++] = id;
  }
}

/** Reads the text of a row when asked, several values joined by LF; undefined where a row has none. */
export function textOf(picker: CellPicker): (row: number) => string | undefined {
  return (row) => {
    if (!picker.pick(row)) return undefined;
    const raw = picker.memory.bytes.toString('utf8', picker.start, picker.end);
    const text = picker.hasDoubledQuotes ? raw.replaceAll('""', '"') : raw;
    return picker.isMultivalue ? (decodeMultivalue(text) ?? [text]).join('\n') : text;
  };
}
