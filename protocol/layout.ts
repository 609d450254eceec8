import { readCells } from './cells';

/** A multivalue field `x` comes as two columns: `x`, its values joined by LF, and `__mv_x`, its values encoded. */
export const MULTIVALUE_PREFIX = '__mv_';

/** Where a field stands in the rows of one body: column numbers, -1 where the header does not name it. */
export interface Place {
  readonly plain: number;
  readonly multivalue: number;
}

/** The columns of one body, as its header names them. */
export class Header {
  readonly names: readonly string[];
  readonly #columns = new Map<string, number>();

  constructor(line: Buffer) {
    this.names = readCells(line);
    for (const [column, name] of this.names.entries()) {
      if (!this.#columns.has(name)) this.#columns.set(name, column);
    }
  }

  place(field: string): Place {
    return { plain: this.#column(field), multivalue: this.#column(MULTIVALUE_PREFIX + field) };
  }

  has(field: string): boolean {
    return this.#columns.has(field);
  }

  #column(name: string): number {
    return this.#columns.get(name) ?? -1;
  }
}

/**
 * Which columns of a body are looked at: each gets a slot, in which the scanner notes where the cell of a row lies.
 * Columns whose cells are to be replaced are noted even where they are empty.
 */
export class Layout {
  readonly columns: number;
  readonly slotOf: Int16Array;
  /** 1 where four empty cells from this column on may be passed over at once. */
  readonly canSkipFour: Uint8Array;
  slots = 0;

  constructor(columns: number, replaced: readonly number[]) {
    this.columns = columns;
    this.slotOf = new Int16Array(columns).fill(-1);
    this.canSkipFour = new Uint8Array(columns).fill(1, 0, Math.max(0, columns - 4));
    for (const column of replaced) this.canSkipFour.fill(0, Math.max(0, column - 3), column + 1);
  }

  /** The slot of a column, -1 for no column. */
  slot(column: number): number {
    if (column < 0) return -1;
    const known = this.slotOf[column]!;
    if (known >= 0) return known;
    this.slotOf[column] = this.slots;
    return this.slots++;
  }
}
