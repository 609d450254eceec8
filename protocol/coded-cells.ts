import { COMMA } from './bytes';
import type { CellWriter } from './cell-writer';
import type { Coded, Value } from './declaration';
import type { Memory } from './memory';

/** How the value of an output is written into a cell: as its plain column, as its `__mv_` column, or not at all. */
export type Form = 'plain' | 'multivalue' | 'empty';

const FIRST_IDS = 1024;
const FIRST_WORDS = 4096;
/** Nothing is kept here, so that an offset of 0 marks an id that was not met. */
const FIRST_OFFSET = 1;

/** Writes a value into a cell in one of its forms. */
export function writeCell(writer: CellWriter, value: Value, form: Form): void {
  if (form === 'plain') writer.plain(value);
  else if (form === 'multivalue') writer.multivalue(value);
}

/** Neighbouring cells of outputs that share their ids: what they look like is kept for each id, and copied from then on. */
export class CodedCells {
  readonly #memory: Memory;
  readonly #writer: CellWriter;
  readonly #forms: readonly Form[];
  /** Offset in `words` and length in bytes, by id and one. */
  #places = new Int32Array(FIRST_IDS * 2);
  #words = new Int32Array(FIRST_WORDS);
  #wordsEnd = FIRST_OFFSET;

  constructor(memory: Memory, writer: CellWriter, forms: readonly Form[]) {
    this.#memory = memory;
    this.#writer = writer;
    this.#forms = forms;
  }

  /** Writes the cells of an id, commas between them; `columns` is asked for their values the first time. */
  write(columns: readonly Coded[], id: number): void {
    const place = (id + 1) * 2;
    const offset = this.#places[place] ?? 0;
    if (offset === 0) this.#writeNew(columns, id);
    else this.#copy(offset, this.#places[place + 1]!);
  }

  #copy(offset: number, length: number): void {
    const memory = this.#memory;
    memory.reserve(length);
    const { outputEnd, view } = memory;
    const words = this.#words;
    for (let at = 0; at < length; at += 4) view.setInt32(outputEnd + at, words[offset + (at >> 2)]!, true);
    memory.outputEnd = outputEnd + length;
  }

  #writeNew(columns: readonly Coded[], id: number): void {
    const memory = this.#memory;
    const before = memory.outputEnd - memory.outputStart;
    for (const [index, form] of this.#forms.entries()) {
      if (index > 0) this.#writer.byte(COMMA);
      if (id >= 0) writeCell(this.#writer, columns[index]!.value(id), form);
    }
    this.#keep((id + 1) * 2, memory.outputStart + before, memory.outputEnd);
  }

  #keep(place: number, start: number, end: number): void {
    if (place >= this.#places.length) this.#places = longer(this.#places, place + 2);
    const needed = this.#wordsEnd + ((end - start + 3) >> 2);
    if (needed > this.#words.length) this.#words = longer(this.#words, needed);
    this.#places[place] = this.#wordsEnd;
    this.#places[place + 1] = end - start;
    for (let at = start; at < end; at += 4)
      this.#words[this.#wordsEnd++] = this.#memory.view.getInt32(at, true);
  }
}

function longer(values: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(Math.max(length, values.length * 2));
  grown.set(values);
  return grown;
}
