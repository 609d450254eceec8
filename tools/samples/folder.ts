import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Output } from './logs/sink';

/** Files of a folder that are written piece by piece; those of the same names are replaced. */
export class OutputFolder {
  readonly #folder: string;
  readonly #open = new Map<string, number>();
  /** Bytes written so far. */
  bytes = 0;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  readonly write: Output = (file, text) => {
    let handle = this.#open.get(file);
    if (handle === undefined) {
      handle = openSync(join(this.#folder, file), 'w');
      this.#open.set(file, handle);
    }
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    this.bytes += bytes.length;
  };

  close(): void {
    for (const handle of this.#open.values()) closeSync(handle);
  }
}
