import { COMMA, LF } from './bytes';
import { CellWriter } from './cell-writer';
import type { Columns, Output, Value } from './declaration';
import { type Header, type Layout, MULTIVALUE_PREFIX } from './layout';
import type { Memory } from './memory';
import type { Scanner } from './scanner';

/** Shorter stretches are copied faster byte by byte than by a call. */
const SHORT = 24;

/** One cell to write: into a column that the header names, or behind the row. */
interface Edit {
  readonly name: string;
  readonly output: string;
  readonly column: number;
  readonly form: 'plain' | 'multivalue' | 'empty';
}

/** The cells to write for the outputs: first those of columns in the header, in its order, then those to append. */
function editsFor(header: Header, outputs: readonly Output[]): Edit[] {
  const edits = outputs.flatMap(({ name: output, isMultivalue }): Edit[] => {
    const { plain, multivalue } = header.place(output);
    const form = isMultivalue ? 'multivalue' : 'empty';
    const own: Edit = { name: output, output, column: plain, form: 'plain' };
    const twin: Edit = { name: MULTIVALUE_PREFIX + output, output, column: multivalue, form };
    return multivalue < 0 && !isMultivalue ? [own] : [own, twin];
  });
  const inHeader = edits.filter(({ column }) => column >= 0);
  const appended = edits.filter(({ column }) => column < 0);
  return [...inHeader.sort((left, right) => left.column - right.column), ...appended];
}

/** Copies rows from the window to the output with some cells replaced or appended; all other bytes stay as they came. */
export class Splice {
  readonly #memory: Memory;
  readonly #scanner: Scanner;
  readonly #writer: CellWriter;
  readonly #outputs: readonly Output[];
  #edits: readonly Edit[] = [];
  #offsets = new Int32Array(0);

  constructor(memory: Memory, scanner: Scanner, outputs: readonly Output[]) {
    this.#memory = memory;
    this.#scanner = scanner;
    this.#writer = new CellWriter(memory);
    this.#outputs = outputs;
  }

  /** The columns of the header whose cells will be replaced. */
  plan(header: Header): number[] {
    this.#edits = editsFor(header, this.#outputs);
    return this.#edits.map(({ column }) => column).filter((column) => column >= 0);
  }

  /** Asks a layout for the cells that `plan` gave back. */
  arrange(layout: Layout): void {
    this.#offsets = Int32Array.from(this.#edits, ({ column }) => layout.slot(column) * 2);
  }

  /** Writes the header line given with the names of the appended columns. */
  header(line: Buffer): void {
    const memory = this.#memory;
    memory.reserve(line.length);
    memory.outputEnd += line.copy(memory.bytes, memory.outputEnd);
    for (const { name, column } of this.#edits) {
      if (column < 0) this.#append(name, 'plain');
    }
    this.#writer.byte(LF);
  }

  /** Writes the rows that the scanner noted; the values of row 0 stand at `first` of each column. */
  rows(columns: Columns, first: number): void {
    const values = this.#edits.map(({ output }) => columns[output]);
    for (let row = 0; row < this.#scanner.rows; row++) this.#row(row, values, first + row);
  }

  #row(row: number, values: readonly (ArrayLike<Value> | undefined)[], at: number): void {
    const { spans, stride, rowStarts, rowEnds } = this.#scanner;
    const edits = this.#edits;
    let from = rowStarts[row]!;
    const end = rowEnds[row]!;
    let index = 0;
    for (; index < edits.length && edits[index]!.column >= 0; index++) {
      const offset = row * stride + this.#offsets[index]!;
      const { form } = edits[index]!;
      const cellStart = spans[offset]!;
      const cellEnd = spans[offset + 1]!;
      if (form === 'empty' && cellStart === cellEnd) continue;
      this.#copy(from, cellStart);
      this.#write(values[index]?.[at], form);
      from = cellEnd < 0 ? ~cellEnd : cellEnd;
    }
    this.#copy(from, end);
    for (; index < edits.length; index++) this.#append(values[index]?.[at], edits[index]!.form);
    this.#writer.byte(LF);
  }

  #append(value: Value, form: Edit['form']): void {
    this.#writer.byte(COMMA);
    this.#write(value, form);
  }

  #write(value: Value, form: Edit['form']): void {
    if (form === 'plain') this.#writer.plain(value);
    else if (form === 'multivalue') this.#writer.multivalue(value);
  }

  #copy(start: number, end: number): void {
    const memory = this.#memory;
    const length = end - start;
    memory.reserve(length);
    const { bytes, outputEnd } = memory;
    if (length > SHORT) bytes.copyWithin(outputEnd, start, end);
    else for (let index = 0; index < length; index++) bytes[outputEnd + index] = bytes[start + index]!;
    memory.outputEnd = outputEnd + length;
  }
}
