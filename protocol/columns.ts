import type { CellPicker } from './cell-picker';
import { readDecimal } from './decimal';
import { decodeMultivalue, MultivalueCursor } from './multivalue';
import { LARGEST_BATCH } from './scanner';

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

/** First byte of the text of each row, 0 where it has none; of several values that of the first which is not empty. */
export class InitialColumn implements Column {
  readonly values = new Uint8Array(LARGEST_BATCH);
  readonly #picker: CellPicker;
  readonly #cursor = new MultivalueCursor();

  constructor(picker: CellPicker) {
    this.#picker = picker;
  }

  fill(rows: number): void {
    const picker = this.#picker;
    for (let row = 0; row < rows; row++) this.values[row] = picker.pick(row) ? this.#initial() : 0;
  }

  #initial(): number {
    const { end, isMultivalue, memory, start } = this.#picker;
    if (!isMultivalue) return memory.bytes[start]!;
    const cursor = this.#cursor;
    cursor.open(memory.bytes, start, end);
    while (cursor.next()) if (cursor.start < cursor.end) return memory.bytes[cursor.start]!;
    return 0;
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
