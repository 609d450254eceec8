import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '../conf/durable-file';

const LINE_BREAK = 0x0a;

const draftOf = (file: string): string => `${file}.new`;

function parseLine(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${place}: found "${line.slice(0, 80)}", expected a line of JSON`);
  }
}

/**
 * The entries of the journal in their order; none when there is no such file. What follows the last line break was never
 * acknowledged and does not count. Throws an Error naming file and line of an entry that cannot be read.
 */
export function readJournal(file: string): unknown[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const entries: unknown[] = [];
  // A journal may be longer than the longest string.
  for (let from = 0, end = bytes.indexOf(LINE_BREAK); end >= 0; end = bytes.indexOf(LINE_BREAK, from)) {
    entries.push(parseLine(bytes.toString('utf8', from, end), `${file}:${entries.length + 1}`));
    from = end + 1;
  }
  return entries;
}

const GROWTH = 4;
const LEAST_GROWTH_BYTES = 2 ** 24;

/** A file of these entries beside the journal, all of it on the disk, open for more; what cannot be written whole is gone. */
function writeDraft(draft: string, entries: readonly unknown[]): number {
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(descriptor, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    fsyncSync(descriptor);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    rmSync(draft);
    throw error;
  }
}

/** A file of JSON lines that only grows while it is open; an entry that was appended is on the disk. */
export class Journal {
  readonly #file: string;
  readonly #descriptor: number;
  #bytesAtStart: number;
  #bytes: number;

  private constructor(file: string, descriptor: number) {
    this.#file = file;
    this.#descriptor = descriptor;
    renameSync(draftOf(file), file);
    syncFolder(dirname(file));
    this.#bytes = fstatSync(descriptor).size;
    this.#bytesAtStart = this.#bytes;
  }

  /** Begins the journal anew with these entries; until all of them are on the disk the old one stays as it is. */
  static begin(file: string, entries: readonly unknown[]): Journal {
    return new Journal(file, writeDraft(draftOf(file), entries));
  }

  /** The journal begun anew with these entries in its place, or this one, to grow on, when they cannot be written. */
  begunAnew(entries: readonly unknown[]): Journal {
    let descriptor: number;
    try {
      descriptor = writeDraft(draftOf(this.#file), entries);
    } catch {
      this.#bytesAtStart = this.#bytes;
      return this;
    }
    const next = new Journal(this.#file, descriptor);
    this.close();
    return next;
  }

  /** It has become so much longer than it began that it may say most of it in vain. */
  get isOvergrown(): boolean {
    return this.#bytes > GROWTH * this.#bytesAtStart + LEAST_GROWTH_BYTES;
  }

  /** Throws an Error when the entry cannot be written; the journal is then as it was before. */
  append(entry: unknown): void {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    try {
      for (let done = 0; done < line.length; ) {
        done += writeSync(this.#descriptor, line, done, line.length - done, this.#bytes + done);
      }
      fsyncSync(this.#descriptor);
    } catch (error) {
      ftruncateSync(this.#descriptor, this.#bytes);
      throw new Error(`change cannot be kept: ${(error as Error).message}`);
    }
    this.#bytes += line.length;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
