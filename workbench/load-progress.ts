import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { LoadProgress as Read } from './ingest/load-file';
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
  #phase: Read['phase'] = 'lines';
  #lines = 0;
  #isDone = false;

  constructor(files: readonly string[]) {
    this.#files = files;
    this.#file = files[0] ?? '';
    this.#expected = files.reduce((sum, file) => sum + expectedBytes(file), 0);
  }

  /** Takes note of what was read now. */
  add({ file, phase, bytes, lines }: Read): void {
    this.#file = file;
    this.#phase = phase;
    this.#lines += lines;
    this.#bytes.set(file, (this.#bytes.get(file) ?? 0) + bytes);
  }

  end(): void {
    this.#isDone = true;
  }

  /** How far the loading is; when all bytes of a file are read, the fields of its events are made. */
  state(): LoadingState {
    const bytes = [...this.#bytes.values()].reduce((sum, part) => sum + part, 0);
    const fraction = this.#expected === 0 ? 1 : Math.min(bytes / this.#expected, 1);
    return {
      isDone: this.#isDone,
      isMakingFields: this.#phase === 'fields',
      file: basename(this.#file),
      fileNumber: this.#files.indexOf(this.#file) + 1,
      files: this.#files.length,
      fraction,
      bytes,
      lines: this.#lines,
    };
  }
}
