const LONGEST_LINE_CHARACTERS = 8192;

/** Cuts what a process writes to standard error into lines, of which no more than the first part is kept. */
export class StderrLines {
  readonly #onLine: (line: string) => void;
  #rest = '';
  bytes = 0;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(bytes: Buffer): void {
    this.bytes += bytes.length;
    const [first = '', ...lines] = bytes.toString('utf8').split(/\r?\n/);
    this.#rest = (this.#rest + first).slice(0, LONGEST_LINE_CHARACTERS);
    for (const line of lines) {
      this.#onLine(this.#rest);
      this.#rest = line.slice(0, LONGEST_LINE_CHARACTERS);
    }
  }

  end(): void {
    if (this.#rest !== '') this.#onLine(this.#rest);
    this.#rest = '';
  }
}
