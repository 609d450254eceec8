import { closeSync, openSync, readFileSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs';

const QUOTE = 0x22;
const LONGEST_HEADER_BYTES = 2 ** 20;
const HEADER_NAME = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** A reply's body while it comes in, kept in a file that the database then reads. */
export class ReplyFile {
  readonly path: string;
  #file: number | undefined;
  #quotes = 0;
  bytes = 0;

  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, 'w');
  }

  write(bytes: Buffer): void {
    writeSync(this.#file!, bytes);
    this.bytes += bytes.length;
    for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) this.#quotes++;
  }

  /** The names in the header, after all of the body has been written. Throws Error with what is malformed. */
  close(): string[] {
    this.#closeFile();
    if (this.#quotes % 2 === 1) throw new Error('body has a quote that is not closed');
    const names = headerNames(this.#head());
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) throw new Error(`body has the column "${twice}" twice`);
    return names;
  }

  /** Writes U+FFFD where the body is no UTF-8: raw events may hold any bytes. */
  repairText(): void {
    writeFileSync(this.path, readFileSync(this.path).toString('utf8'));
  }

  remove(): void {
    this.#closeFile();
    rmSync(this.path, { force: true });
  }

  #closeFile(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #head(): string {
    const head = Buffer.alloc(Math.min(this.bytes, LONGEST_HEADER_BYTES));
    const file = openSync(this.path, 'r');
    readSync(file, head, 0, head.length, 0);
    closeSync(file);
    return head.toString('utf8');
  }
}

function headerNames(text: string): string[] {
  const names: string[] = [];
  HEADER_NAME.lastIndex = 0;
  for (;;) {
    const match = HEADER_NAME.exec(text);
    if (!match) throw new Error('body has a malformed header');
    names.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] !== ',') return names;
  }
}
