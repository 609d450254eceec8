import { isUtf8 } from 'node:buffer';
import { decodeEscaping, wholeCharacters } from './utf8';

/** What came to light about one line while it was read. */
export interface LineNote {
  readonly line: number;
  readonly reason: string;
}

const LF = 0x0a;
const CR = 0x0d;
const BOM = Buffer.from('\uFEFF');

/**
 * Breaks a stream of bytes at `([\r\n]+)`: empty lines vanish, line numbers count the line feeds. Of a line longer than
 * `truncateBytes` only its beginning is ever held in memory.
 */
export class LineBreaker {
  readonly #truncateBytes: number;
  readonly #onLine: (text: string, line: number) => void;
  readonly #onNote: (note: LineNote) => void;
  #line: number;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #lineBytes = 0;

  constructor(
    truncateBytes: number,
    onLine: (text: string, line: number) => void,
    onNote: (note: LineNote) => void,
    firstLine = 1,
  ) {
    this.#line = firstLine;
    this.#truncateBytes = truncateBytes || Number.POSITIVE_INFINITY;
    this.#onLine = onLine;
    this.#onNote = onNote;
  }

  push(chunk: Buffer): void {
    const isPlain = isUtf8(chunk) && !chunk.includes(CR);
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      const isWhole = this.#lineBytes === 0 && end - start <= this.#truncateBytes;
      if (isWhole && isPlain && this.#line > 1) this.#emit(chunk.toString('utf8', start, end));
      else this.#endLine(chunk.subarray(start, end));
      this.#line++;
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
  }

  /** The number of the line that comes next, or that has begun. */
  get line(): number {
    return this.#line;
  }

  /** Bytes of a line that has begun and not ended. */
  get openBytes(): number {
    return this.#lineBytes;
  }

  /** Hands over the last line when no line feed ended it. */
  end(): void {
    this.#endLine(Buffer.alloc(0));
  }

  #keep(piece: Buffer): void {
    const room = Math.max(0, this.#truncateBytes + 1 - this.#keptBytes);
    if (room > 0 && piece.length > 0) this.#kept.push(Buffer.from(piece.subarray(0, room)));
    this.#keptBytes += Math.min(room, piece.length);
    this.#lineBytes += piece.length;
  }

  #endLine(lastPiece: Buffer): void {
    this.#keep(lastPiece);
    const kept = Buffer.concat(this.#kept);
    const bytes = this.#lineBytes;
    this.#kept = [];
    this.#keptBytes = 0;
    this.#lineBytes = 0;
    if (bytes > this.#truncateBytes) {
      this.#note(`${bytes} bytes, cut to ${this.#truncateBytes} (TRUNCATE)`);
      this.#split(kept.subarray(0, wholeCharacters(kept, this.#truncateBytes)));
    } else this.#split(kept);
  }

  /** A line as it is between two line feeds, in any encoding, perhaps with carriage returns. */
  #split(bytes: Buffer): void {
    const start = this.#line === 1 && bytes.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0;
    const content = bytes.subarray(start);
    const isText = isUtf8(content);
    if (!isText) this.#note('bytes that are not UTF-8, written as \\xNN');
    const text = isText ? content.toString('utf8') : decodeEscaping(content);
    for (const part of text.split(/\r+/)) this.#emit(part);
  }

  #emit(text: string): void {
    if (text !== '') this.#onLine(text, this.#line);
  }

  #note(reason: string): void {
    this.#onNote({ line: this.#line, reason });
  }
}
