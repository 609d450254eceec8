import { CR, LF } from './bytes';
import { lineEndAfter } from './cells';
import { Header, Layout } from './layout';
import type { Memory } from './memory';
import type { Scanner } from './scanner';

/** What is done with the rows of a body. */
export interface RowSink {
  /** The columns of this header whose cells are noted even where they are empty. */
  replaced?(header: Header): readonly number[];
  /** Takes what it needs of a new layout. */
  arrange(header: Header, layout: Layout): void;
  /** Begins a body; the line has no line end. */
  begin?(line: Buffer, header: Header): void;
  /** Takes the rows that the scanner noted. */
  rows(): void;
}

/** Reads bodies from a window: the header of each, then its rows as they come. */
export class RowReader {
  readonly #memory: Memory;
  readonly #scanner: Scanner;
  readonly #sink: RowSink;
  #line: Buffer = Buffer.alloc(0);
  #header: Header | undefined;
  #isInBody = false;

  constructor(memory: Memory, scanner: Scanner, sink: RowSink) {
    this.#memory = memory;
    this.#scanner = scanner;
    this.#sink = sink;
  }

  beginBody(): void {
    this.#isInBody = false;
  }

  /** Takes all whole rows of the body from the window, which it fills up to `end`; with `isLast` the body ends there. */
  take(end: number, isLast: boolean): void {
    const memory = this.#memory;
    if (!this.#isInBody && !this.#takeHeader(end, isLast)) return;
    do {
      this.#scanner.scan(memory, end, isLast);
      if (this.#scanner.rows > 0) this.#sink.rows();
      memory.start = this.#scanner.next;
    } while (this.#scanner.isBatchFull);
  }

  #takeHeader(end: number, isLast: boolean): boolean {
    const memory = this.#memory;
    const { start } = memory;
    const lineEnd = lineEndAfter(memory.bytes, start, end);
    if (start === end || (lineEnd < 0 && !isLast)) return false;
    const after = lineEnd < 0 ? end : lineEnd;
    const line = Buffer.from(withoutLineEnd(memory.bytes.subarray(start, after)));
    memory.start = after;
    this.#isInBody = true;
    this.#use(line);
    return true;
  }

  #use(line: Buffer): void {
    if (this.#header === undefined || !line.equals(this.#line)) this.#arrange(line);
    this.#scanner.restart();
    this.#sink.begin?.(line, this.#header!);
  }

  #arrange(line: Buffer): void {
    const header = new Header(line);
    const layout = new Layout(header.names.length, this.#sink.replaced?.(header) ?? []);
    this.#sink.arrange(header, layout);
    this.#scanner.use(layout);
    this.#line = line;
    this.#header = header;
  }
}

/** A body at rest: its header line, and its rows in pieces cut anywhere. */
export interface HeldBody {
  readonly line: Buffer;
  readonly pieces: Iterable<Buffer>;
}

/** The same, with pieces that may be taken out. */
export interface KeptBody extends HeldBody {
  readonly pieces: Buffer[];
}

const LINE_END = Buffer.from('\n');

/** Reads a body as if it came through the window of the memory, which must hold no other input. */
export function feedBody(memory: Memory, reader: RowReader, { line, pieces }: HeldBody): void {
  reader.beginBody();
  for (const piece of [line, LINE_END]) feed(memory, reader, piece);
  for (const piece of pieces) feed(memory, reader, piece);
  reader.take(memory.end, true);
}

function feed(memory: Memory, reader: RowReader, piece: Buffer): void {
  for (let position = 0; position < piece.length; ) {
    const copied = piece.copy(memory.room(), 0, position);
    memory.filled(copied);
    position += copied;
    if (memory.isFull) reader.take(memory.end, false);
  }
}

function withoutLineEnd(line: Buffer): Buffer {
  const length = line.at(-1) === LF ? line.length - 1 : line.length;
  return line.subarray(0, line[length - 1] === CR ? length - 1 : length);
}
