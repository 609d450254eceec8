import { COMMA, LF } from './bytes';
import { CellWriter } from './cell-writer';
import type { Header, Layout } from './layout';
import { Memory } from './memory';
import { feedBody, type HeldBody, type KeptBody, RowReader, type RowSink } from './rows';
import { Scanner } from './scanner';

/** The body with its cells under the names given, in their order; columns that it lacks are empty. */
export function widen(body: HeldBody, names: readonly string[]): KeptBody {
  const memory = new Memory();
  const scanner = new Scanner();
  const sink = new Widening(memory, scanner, names);
  feedBody(memory, new RowReader(memory, scanner, sink), body);
  return { line: lineOf(names), pieces: [Buffer.concat(memory.output())] };
}

class Widening implements RowSink {
  readonly #memory: Memory;
  readonly #scanner: Scanner;
  readonly #names: readonly string[];
  #slots: number[] = [];

  constructor(memory: Memory, scanner: Scanner, names: readonly string[]) {
    this.#memory = memory;
    this.#scanner = scanner;
    this.#names = names;
  }

  replaced(header: Header): number[] {
    return [...header.names.keys()];
  }

  arrange(header: Header, layout: Layout): void {
    this.#slots = this.#names.map((name) => layout.slot(header.place(name).plain));
  }

  rows(): void {
    for (let row = 0; row < this.#scanner.rows; row++) this.#row(row * this.#scanner.stride);
  }

  #row(base: number): void {
    const { spans } = this.#scanner;
    for (const [index, slot] of this.#slots.entries()) {
      if (index > 0) this.#byte(COMMA);
      if (slot < 0) continue;
      const end = spans[base + slot * 2 + 1]!;
      this.#copy(spans[base + slot * 2]!, end < 0 ? ~end : end);
    }
    this.#byte(LF);
  }

  #copy(start: number, end: number): void {
    this.#memory.reserve(end - start);
    this.#memory.bytes.copyWithin(this.#memory.outputEnd, start, end);
    this.#memory.outputEnd += end - start;
  }

  #byte(byte: number): void {
    this.#memory.reserve(1);
    this.#memory.bytes[this.#memory.outputEnd++] = byte;
  }
}

function lineOf(names: readonly string[]): Buffer {
  const memory = new Memory();
  const writer = new CellWriter(memory);
  for (const [index, name] of names.entries()) {
    if (index > 0) writer.byte(COMMA);
    writer.plain(name);
  }
  return Buffer.concat(memory.output());
}
