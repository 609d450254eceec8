const FIRST_WINDOW = 128 * 1024;
const FIRST_OUTPUT = 256 * 1024;
/** Output is put aside from here on: Node.js has no Buffer beyond 4 GB, writes none beyond 2, and copies all of one that grows. */
const LONG_OUTPUT = 16 * 1024 * 1024;
/** Bytes kept free behind both regions, so that four bytes at a time may be read or marked beyond their ends. */
const SLACK = 8;

/**
 * One block of memory with a window on the input in front and the output behind it: rows are then copied from the one
 * to the other inside one buffer, which is the fastest copy that Node.js has.
 */
export class Memory {
  bytes = Buffer.alloc(FIRST_WINDOW + FIRST_OUTPUT + 2 * SLACK);
  view = viewOf(this.bytes);
  /** Unread input. */
  start = 0;
  end = 0;
  outputEnd = FIRST_WINDOW + SLACK;
  #windowBytes = FIRST_WINDOW;
  #sealed: Buffer[] = [];

  /** The place behind the unread input, never empty; `filled` tells how much of it was written. */
  room(): Buffer {
    if (this.start > 0 && this.end === this.#windowBytes) this.#moveToFront();
    if (this.end === this.#windowBytes) this.#resize(this.#windowBytes * 2, this.#outputCapacity());
    if (this.start === this.end) this.start = this.end = 0;
    return this.bytes.subarray(this.end, this.#windowBytes);
  }

  filled(bytes: number): void {
    this.end += bytes;
  }

  /** Whether `room` would have to move or enlarge the window. */
  get isFull(): boolean {
    return this.end === this.#windowBytes;
  }

  get outputStart(): number {
    return this.#windowBytes + SLACK;
  }

  /** Makes room for so many more bytes of output; `bytes` and `view` may be others afterwards. */
  reserve(bytes: number): void {
    if (this.outputEnd + bytes + SLACK <= this.bytes.length) return;
    const needed = this.outputEnd - this.outputStart + bytes;
    this.#resize(this.#windowBytes, Math.max(needed, this.#outputCapacity() * 2));
  }

  /** Puts the output so far aside once it is long; between rows only, since writers remember places of the row at hand. */
  seal(): void {
    if (this.outputEnd - this.outputStart < LONG_OUTPUT) return;
    this.#sealed.push(Buffer.from(this.bytes.subarray(this.outputStart, this.outputEnd)));
    this.outputEnd = this.outputStart;
  }

  /** All that was written, in pieces. */
  output(): readonly Buffer[] {
    return [...this.#sealed, this.bytes.subarray(this.outputStart, this.outputEnd)];
  }

  clearOutput(): void {
    this.#sealed = [];
    this.outputEnd = this.outputStart;
  }

  #outputCapacity(): number {
    return this.bytes.length - this.#windowBytes - 2 * SLACK;
  }

  #moveToFront(): void {
    this.bytes.copyWithin(0, this.start, this.end);
    this.end -= this.start;
    this.start = 0;
  }

  #resize(windowBytes: number, outputBytes: number): void {
    const grown = Buffer.alloc(windowBytes + outputBytes + 2 * SLACK);
    this.bytes.copy(grown, 0, 0, this.end);
    this.bytes.copy(grown, windowBytes + SLACK, this.outputStart, this.outputEnd);
    this.outputEnd += windowBytes - this.#windowBytes;
    this.#windowBytes = windowBytes;
    this.bytes = grown;
    this.view = viewOf(grown);
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
