import { COMMA, CR, LF, QUOTE } from './bytes';
import type { Layout } from './layout';
import type { Memory } from './memory';

export const LARGEST_BATCH = 4096;

const FOUR_COMMAS = 0x2c2c2c2c;
const FOUR_QUOTES = 0x22222222;
const ONES = 0x01010101;
const HIGH_BITS = 0x80808080 | 0;
/** Ends a row within four bytes whatever state the scan is in: inside quotes, outside, or between two cells. */
const SENTINEL = Buffer.from('"\n"\n').readInt32LE();
const SENTINEL_BYTES = 4;

/**
 * Finds the rows of a body in the window and, of each, the cells that a layout asks for. A cell is noted with its
 * quotes as [start, end), the end as `~end` when quotes are doubled in it, and as 0, 0 when it is empty and passed over.
 */
export class Scanner {
  readonly rowStarts = new Int32Array(LARGEST_BATCH);
  /** Ends of the rows without their line ends. */
  readonly rowEnds = new Int32Array(LARGEST_BATCH);
  spans = new Int32Array(0);
  /** 1 for slots in which a cell that is not empty was noted since `scan` was called last. */
  used = new Uint8Array(0);
  rows = 0;
  /** Two numbers a slot: the distance in `spans` from one row to the next. */
  stride = 0;
  /** Where the first row that was not taken begins. */
  next = 0;
  #rowEnd = 0;
  #limit = 0;
  #rowsBefore = 0;
  #layout: Layout | undefined;

  /** Whether rows may be left that did not fit into the batch. */
  get isBatchFull(): boolean {
    return this.rows === LARGEST_BATCH;
  }

  /** Begins to count the rows of a new body. */
  restart(): void {
    this.#clear();
    this.#rowsBefore = 0;
  }

  /** Takes a layout for the rows to come. */
  use(layout: Layout): void {
    this.#layout = layout;
    this.stride = layout.slots * 2;
    this.used = new Uint8Array(layout.slots);
    this.rows = 0;
    if (this.spans.length < this.stride * LARGEST_BATCH) {
      this.spans = new Int32Array(this.stride * LARGEST_BATCH);
    } else this.spans.fill(0);
  }

  /**
   * Notes up to `LARGEST_BATCH` whole rows of the window from its start up to `end`; with `isLast` the body ends there,
   * with or without a line end. Throws when a row is not as wide as the header or a quote is left open.
   */
  scan(memory: Memory, end: number, isLast: boolean): void {
    this.#rowsBefore += this.rows;
    this.#clear();
    this.next = memory.start;
    const { bytes, view } = memory;
    const hasOpenEnd = isLast && end > memory.start && bytes[end - 1] !== LF;
    const limit = hasOpenEnd ? end + 1 : end;
    const kept = view.getInt32(end, true);
    const keptNext = bytes[end + SENTINEL_BYTES]!;
    bytes[end] = LF;
    view.setInt32(limit, SENTINEL, true);
    this.#limit = limit;
    try {
      this.#scanRows(memory, limit);
    } finally {
      view.setInt32(end, kept, true);
      bytes[end + SENTINEL_BYTES] = keptNext;
    }
    if (isLast && this.next < limit && this.rows < LARGEST_BATCH) {
      throw new Error(`row ${this.#rowsBefore + this.rows + 1} ends inside a quoted cell`);
    }
    if (this.next > end) this.next = end;
  }

  /** Also of the row after the last, which may have been noted in part. */
  #clear(): void {
    this.spans.fill(0, 0, (this.rows + 1) * this.stride);
    this.used.fill(0);
    this.rows = 0;
  }

  #scanRows({ bytes, view }: Memory, limit: number): void {
    const layout = this.#layout!;
    let position = this.next;
    while (this.rows < LARGEST_BATCH && position < limit) {
      const after = this.#scanRow(bytes, view, layout, position);
      if (after > limit) return;
      this.rowStarts[this.rows] = position;
      this.rowEnds[this.rows] = this.#rowEnd;
      this.rows++;
      this.next = position = after;
    }
  }

  /** The position after the row's line end. */
  #scanRow(bytes: Buffer, view: DataView, layout: Layout, rowStart: number): number {
    const { slotOf, canSkipFour } = layout;
    const { spans, used } = this;
    const base = this.rows * this.stride;
    let column = 0;
    let position = rowStart;
    for (;;) {
      if (canSkipFour[column] === 1 && view.getInt32(position, true) === FOUR_COMMAS) {
        position += 4;
        column += 4;
        continue;
      }
      const noted = bytes[position] === QUOTE ? closeOf(view, position + 1) : plainEnd(bytes, position);
      const end = noted < 0 ? ~noted : noted;
      const slot = slotOf[column]!;
      if (slot >= 0) {
        spans[base + slot * 2] = position;
        spans[base + slot * 2 + 1] = noted;
        used[slot] = used[slot]! | +(end > position);
      }
      column++;
      position = end + 1;
      if (bytes[end] === COMMA && column < layout.columns) continue;
      return this.#endRow(bytes, layout, column, end);
    }
  }

  #endRow(bytes: Buffer, layout: Layout, column: number, end: number): number {
    this.#rowEnd = end;
    if (end >= this.#limit) return end + 1;
    if (column === layout.columns) {
      if (bytes[end] === LF) return end + 1;
      if (bytes[end] === CR && (bytes[end + 1] === LF || end + 1 === this.#limit)) return end + 2;
    }
    throw new Error(`row ${this.#rowsBefore + this.rows + 1} ${fault(bytes[end]!, column, layout.columns)}`);
  }
}

function fault(byte: number, column: number, columns: number): string {
  if (byte === LF) return `has ${column} cells, expected ${columns} as in the header`;
  if (byte === COMMA) return `has more cells than the ${columns} of the header`;
  return `has text after the closing quote of cell ${column}`;
}

/** The position after the quote that ends a cell whose text begins at `from`, as `~position` when quotes are doubled in it. */
function closeOf(view: DataView, from: number): number {
  let position = from;
  let isEscaped = false;
  for (;;) {
    const word = view.getInt32(position, true) ^ FOUR_QUOTES;
    const found = (word - ONES) & ~word & HIGH_BITS;
    if (found === 0) {
      position += 4;
      continue;
    }
    position += (31 - Math.clz32(found & -found)) >> 3;
    if (view.getUint8(position + 1) !== QUOTE) return isEscaped ? ~(position + 1) : position + 1;
    isEscaped = true;
    position += 2;
  }
}

/** The position of the comma or line end after an unquoted cell; a CR before the LF is part of the line end. */
function plainEnd(bytes: Buffer, from: number): number {
  let position = from;
  let byte = bytes[position]!;
  while (byte !== COMMA && byte !== LF) byte = bytes[++position]!;
  return byte === LF && position > from && bytes[position - 1] === CR ? position - 1 : position;
}
