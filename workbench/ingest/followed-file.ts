import { realpathSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { SourcetypeProps } from '../conf/props';
import { isGzip } from './bytes';
import type { EventCatalog } from './event-catalog';
import { isGrownFrom } from './file-mark';
import { sourcetypeOf } from './given-file';
import { findStored, type OpenFile, readFile } from './read-file';
import type { StoredFile } from './stored-file';
import type { TimeRange } from './write-events';

/** What was read of a followed file: the stored file that it is by now, and the times of new events. */
export interface ReadOn {
  readonly stored: StoredFile;
  readonly range?: TimeRange;
}

export interface FollowOptions {
  readonly catalog: EventCatalog;
  readonly props: ReadonlyMap<string, SourcetypeProps>;
  readonly sourcetype?: string | undefined;
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}

/**
 * A file that is read on as it grows, as Splunk's monitor does: by its open handle, so that what is still written to it
 * after it was renamed is read as well, and anew when another file lies in its place or when it was cut. A last line
 * waits for its end. Packed files do not grow.
 */
export class FollowedFile {
  /** As it was given. */
  readonly file: string;
  #open: OpenFile | undefined;
  #known: StoredFile | undefined;
  /** How long it was when it was read last: what lies behind its last whole line was seen then. */
  #seenSize: number | undefined;
  /** Where there is nothing to be followed: how long it was when that was found. */
  #refusedSize: number | undefined;

  constructor(file: string) {
    this.file = file;
  }

  /** Reads what is new; gives each piece of it that had new lines. */
  async readOn(options: FollowOptions): Promise<ReadOn[]> {
    const found: ReadOn[] = [];
    if (!this.#open) await this.#begin(options);
    if (this.#open) found.push(...(await this.#readGrown(options, this.#open, true)));
    if (this.#open && (await this.#isReplaced(this.#open.handle))) {
      found.push(...(await this.#readGrown(options, this.#open, false)));
      if (this.#known) await this.#letGo(options.catalog, this.#known);
      await this.close();
      await this.#begin(options);
      if (this.#open) found.push(...(await this.#readGrown(options, this.#open, true)));
    }
    return found;
  }

  async close(): Promise<void> {
    await this.#open?.handle.close();
    this.#open = undefined;
    this.#known = undefined;
    this.#seenSize = undefined;
  }

  async #begin({ catalog, props: known, sourcetype }: FollowOptions): Promise<void> {
    const size = await sizeOf(this.file);
    if (size === undefined || size === this.#refusedSize) return;
    const props = await sourcetypeOf(this.file, known, sourcetype);
    if (typeof props === 'string' || (await isGzip(this.file))) {
      this.#refusedSize = size;
      return;
    }
    const handle = await open(this.file);
    const path = realpathSync(this.file);
    this.#refusedSize = undefined;
    this.#open = { handle, file: this.file, path, isPacked: false, props };
    this.#known = await findStored(catalog, this.#open);
  }

  async #readGrown(options: FollowOptions, file: OpenFile, holdsLastLine: boolean): Promise<ReadOn[]> {
    const { catalog } = options;
    const { size } = await file.handle.stat();
    if (this.#known && size === this.#known.mark.bytes) return [];
    if (holdsLastLine && size === this.#seenSize) return [];
    this.#seenSize = size;
    if (this.#known && !(await isGrownFrom(file.handle, this.#known.mark))) {
      await this.#letGo(catalog, this.#known);
      this.#known = undefined;
    }
    const before = this.#known;
    const read = await readFile(catalog, file, before, { holdsLastLine });
    this.#known = read.stored;
    return [read];
  }

  /** What was read before the file was cut or replaced stays, but no longer counts as the content of this place. */
  async #letGo(catalog: EventCatalog, stored: StoredFile): Promise<void> {
    await catalog.change((change) => change.put({ ...stored, path: '' }));
  }

  async #isReplaced(handle: FileHandle): Promise<boolean> {
    const now = await stat(this.file).catch(() => undefined);
    if (!now) return false;
    const held = await handle.stat();
    return now.ino !== held.ino || now.dev !== held.dev;
  }
}
