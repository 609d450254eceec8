import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** A new name in a folder lasts when the folder is on the disk; Windows has no such call and does it by itself. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

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
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line, at) => parseLine(line, `${file}:${at + 1}`));
}

/** A file of JSON lines that only grows while it is open; an entry that was appended is on the disk. */
export class Journal {
  readonly #descriptor: number;
  #bytes: number;

  /** Begins the journal anew with these entries; until all of them are on the disk the old one stays as it is. */
  constructor(file: string, entries: readonly unknown[]) {
    const draft = `${file}.new`;
    writeFileSync(draft, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o600 });
    this.#descriptor = openSync(draft, 'r+');
    fsyncSync(this.#descriptor);
    renameSync(draft, file);
    syncFolder(dirname(file));
    this.#bytes = fstatSync(this.#descriptor).size;
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
