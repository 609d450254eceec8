/** How lines stand in a file. */
export interface LogFormat {
  /** What the file begins with, given when the log begins. */
  readonly head: (time: number) => string;
  /** What a line begins with for its time. */
  readonly prefix: (time: number) => string;
  /** What the file ends with, given when the log ends. */
  readonly foot: (time: number) => string;
}

/** Takes text at the end of a named file. */
export type Output = (file: string, text: string) => void;

interface Bucket {
  readonly times: number[];
  readonly lines: string[];
}

/** Lines are gathered in buckets of this length, and a bucket is sorted when nothing can be added to it any more. */
const BUCKET_MICROSECONDS = 600_000_000;
const JOINED_LINES = 5000;

/** One log that is written in time order while its lines come in any order, each no older than what was written. */
export class LogSink {
  readonly file: string;
  /** Lines taken so far. */
  lines = 0;
  readonly #format: LogFormat;
  readonly #output: Output;
  readonly #buckets = new Map<number, Bucket>();
  #written: number;
  #last: number;

  constructor(file: string, format: LogFormat, output: Output, start: number) {
    this.file = file;
    this.#format = format;
    this.#output = output;
    this.#written = Math.floor(start / BUCKET_MICROSECONDS);
    this.#last = start;
    output(file, format.head(start));
  }

  /** Takes a line for the time given in microseconds. Throws when lines of later times are written already. */
  add(time: number, line: string): void {
    const key = Math.floor(time / BUCKET_MICROSECONDS);
    if (key < this.#written) throw new Error(`${this.file}: a line for ${time} came too late: ${line}`);
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = { times: [], lines: [] };
      this.#buckets.set(key, bucket);
    }
    bucket.times.push(time);
    bucket.lines.push(line);
    this.lines++;
  }

  /** Writes everything before the time given; lines for earlier times are refused from then on. */
  writeBefore(time: number): void {
    const end = Math.floor(time / BUCKET_MICROSECONDS);
    const due = [...this.#buckets.keys()].filter((key) => key < end).sort((a, b) => a - b);
    for (const key of due) this.#write(key);
    this.#written = Math.max(this.#written, end);
  }

  /** Writes the rest and the end of the file. */
  end(time: number): void {
    this.writeBefore(Number.MAX_SAFE_INTEGER);
    this.#output(this.file, this.#format.foot(Math.max(time, this.#last)));
  }

  #write(key: number): void {
    const { times, lines } = this.#buckets.get(key)!;
    this.#buckets.delete(key);
    const order = Array.from(times.keys()).sort((a, b) => times[a]! - times[b]! || a - b);
    for (let from = 0; from < order.length; from += JOINED_LINES) {
      let text = '';
      for (const index of order.slice(from, from + JOINED_LINES)) {
        text += `${this.#format.prefix(times[index]!)}${lines[index]!}\n`;
      }
      this.#output(this.file, text);
    }
    this.#last = times[order.at(-1)!]!;
  }
}
