import { COMMA, LF } from './bytes';
import { CellWriter } from './cell-writer';
import { CodedCells, type Form, writeCell } from './coded-cells';
import type { Coded, Columns, Output, Value } from './declaration';
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
  readonly form: Form;
}

/** Edits written together: one of values as they are, or neighbours whose values share their ids. */
interface Part {
  readonly edit: Edit;
  readonly values: ArrayLike<Value> | undefined;
  readonly coded: readonly Coded[];
  readonly cells: CodedCells;
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
  #groupLengths: readonly number[] = [];
  #cells: readonly CodedCells[] = [];
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
    this.#groupLengths = [];
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
      if (column >= 0) continue;
      this.#writer.byte(COMMA);
      this.#writer.plain(name);
    }
    this.#writer.byte(LF);
  }

  /** Writes the rows that the scanner noted; the values of row 0 stand at `first` of each column. */
  rows(columns: Columns, first: number): void {
    const parts = this.#partsOf(columns);
    for (let row = 0; row < this.#scanner.rows; row++) this.#row(row, parts, first + row);
    this.#memory.seal();
  }

  /** What is kept of coded cells lasts as long as the same outputs share their ids. */
  #partsOf(columns: Columns): Part[] {
    const groups: Edit[][] = [];
    for (const edit of this.#edits) {
      const group = groups.at(-1);
      if (group !== undefined && areTogether(group[0]!, edit, columns)) group.push(edit);
      else groups.push([edit]);
    }
    const lengths = groups.map((group) => group.length);
    if (lengths.join() !== this.#groupLengths.join()) {
      this.#groupLengths = lengths;
      this.#cells = groups.map(
        (group) =>
          new CodedCells(
            this.#memory,
            this.#writer,
            group.map(({ form }) => form),
          ),
      );
    }
    return groups.map((group, index) => ({
      edit: group[0]!,
      values: valuesOf(columns[group[0]!.output]),
      coded: group.map(({ output }) => columns[output]).filter(isCoded),
      cells: this.#cells[index]!,
    }));
  }

  #row(row: number, parts: readonly Part[], at: number): void {
    const { spans, stride, rowStarts, rowEnds } = this.#scanner;
    let from = rowStarts[row]!;
    const end = rowEnds[row]!;
    let index = 0;
    for (; index < parts.length && parts[index]!.edit.column >= 0; index++) {
      const offset = row * stride + this.#offsets[index]!;
      const cellStart = spans[offset]!;
      const cellEnd = spans[offset + 1]!;
      if (parts[index]!.edit.form === 'empty' && cellStart === cellEnd) continue;
      this.#copy(from, cellStart);
      this.#write(parts[index]!, at);
      from = cellEnd < 0 ? ~cellEnd : cellEnd;
    }
    this.#copy(from, end);
    for (; index < parts.length; index++) {
      this.#writer.byte(COMMA);
      this.#write(parts[index]!, at);
    }
    this.#writer.byte(LF);
  }

  #write({ cells, coded, edit, values }: Part, at: number): void {
    if (coded.length > 0) cells.write(coded, coded[0]!.ids[at]!);
    else writeCell(this.#writer, values?.[at], edit.form);
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

/** Only cells that are appended stand side by side for sure. */
function areTogether(first: Edit, second: Edit, columns: Columns): boolean {
  const left = columns[first.output];
  const right = columns[second.output];
  return first.column < 0 && second.column < 0 && isCoded(left) && isCoded(right) && left.ids === right.ids;
}

function isCoded(column: ArrayLike<Value> | Coded | undefined): column is Coded {
  return column !== undefined && 'ids' in column;
}

function valuesOf(column: ArrayLike<Value> | Coded | undefined): ArrayLike<Value> | undefined {
  return column === undefined || isCoded(column) ? undefined : column;
}
