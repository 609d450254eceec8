import { type FrameStart, type Metadata, tryReadStart } from '../../protocol/frame';

/** A start longer than this is no frame. */
const LONGEST_START_BYTES = 16 * 2 ** 20;

/** Says that a reply is longer than it may be. */
export class ReplyTooLong extends Error {
  override readonly name = 'ReplyTooLong';
}

/** Reads one reply out of bytes cut anywhere; the body goes on to a sink. */
export class ReplyReader {
  readonly #sink: (bytes: Buffer) => void;
  readonly #mostBytes: number;
  #head: Buffer = Buffer.alloc(0);
  #frame: FrameStart | undefined;
  #bodyLeft = 0;

  constructor(sink: (bytes: Buffer) => void, mostBytes: number) {
    this.#sink = sink;
    this.#mostBytes = mostBytes;
  }

  /** The reply's metadata once all of it has come; throws when it is malformed, too long or followed by more. */
  push(bytes: Buffer): Metadata | undefined {
    const body = this.#frame ? bytes : this.#readStart(bytes);
    if (!this.#frame || !body) return undefined;
    if (body.length > this.#bodyLeft)
      throw new Error(`${body.length - this.#bodyLeft} bytes after the reply`);
    this.#bodyLeft -= body.length;
    if (body.length > 0) this.#sink(body);
    return this.#bodyLeft === 0 ? this.#frame.metadata : undefined;
  }

  #readStart(bytes: Buffer): Buffer | undefined {
    this.#head = this.#head.length === 0 ? bytes : Buffer.concat([this.#head, bytes]);
    this.#frame = tryReadStart(this.#head, 0, this.#head.length);
    if (!this.#frame) {
      if (this.#head.length > LONGEST_START_BYTES) throw new Error('metadata without an end');
      return undefined;
    }
    this.#bodyLeft = this.#frame.bodyBytes;
    if (this.#bodyLeft > this.#mostBytes) throw new ReplyTooLong(`a body of ${this.#bodyLeft} bytes`);
    return this.#head.subarray(this.#frame.end);
  }
}
