import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { LoadingState } from './web/pages';

/** Logs shrink about eightfold; how long an unpacked .gz file really is shows only at its end. */
const GZIP_RATIO = 8;

function expectedBytes(file: string): number {
  try {
    return statSync(file).size * (/\.gz$/i.test(file) ? GZIP_RATIO : 1);
  } catch {
    return 0;
  }
}

/** Adds up what is read of the files to how far their loading is. */
export class LoadProgress {
  readonly #files: readonly string[];
  readonly #expected: number;
  readonly #bytes = new Map<string, number>();
  #file: string;
  #isDone = false;

  constructor(files: readonly string[]) {
    this.#files = files;
    this.#file = files[0] ?? '';
    this.#expected = files.reduce((sum, file) => sum + expectedBytes(file), 0);
  }

  /** Takes note of so many more unpacked bytes of the file. */
  add(file: string, bytes: number): void {
    this.#file = file;
    this.#bytes.set(file, (this.#bytes.get(file) ?? 0) + bytes);
  }

  end(): void {
    this.#isDone = true;
  }

  /** How far the loading is. At 1 all is read, and the fields of the events are being made until it is done. */
  state(): LoadingState {
    const bytes = [...this.#bytes.values()].reduce((sum, part) => sum + part, 0);
    const fraction = this.#expected === 0 ? 1 : Math.min(bytes / this.#expected, 1);
    return {
      isDone: this.#isDone,
      file: basename(this.#file),
      fileNumber: this.#files.indexOf(this.#file) + 1,
      files: this.#files.length,
      fraction,
      bytes,
    };
  }
}
