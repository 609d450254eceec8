import type { CellPicker } from './cell-picker';
import { readDecimal } from './decimal';
import { decodeMultivalue } from './multivalue';
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

/** Reads the text of a row when asked, several values joined by LF; undefined where a row has none. */
export function textOf(picker: CellPicker): (row: number) => string | undefined {
  return (row) => {
    if (!picker.pick(row)) return undefined;
    const raw = picker.memory.bytes.toString('utf8', picker.start, picker.end);
    const text = picker.hasDoubledQuotes ? raw.replaceAll('""', '"') : raw;
    return picker.isMultivalue ? (decodeMultivalue(text) ?? [text]).join('\n') : text;
  };
}
