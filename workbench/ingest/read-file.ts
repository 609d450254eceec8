import type { FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { SourcetypeProps } from '../conf/props';
import { type Added, addLines } from './add-lines';
import type { EventCatalog } from './event-catalog';
import { LOADED_INDEX } from './events';
import { isGrownFrom, markOf } from './file-mark';
import { addCounts, NOTHING_FOUND } from './file-report';
import type { AddOptions } from './prepare-lines';
import { endedCounts, nextByte, type StoredFile } from './stored-file';
import type { TimeRange } from './write-events';

/** A file that is open, and what it is read as. */
export interface OpenFile {
  readonly handle: FileHandle;
  /** As it was given: what its events have as `source`. */
  readonly file: string;
  readonly path: string;
  readonly isPacked: boolean;
  readonly props: SourcetypeProps;
}

/**
 * The stored file that an open one is or has grown from, whatever its name: the same content is the same file, as in
 * Splunk without crcSalt. Of several the one at its path, else the longest.
 */
export async function findStored(catalog: EventCatalog, open: OpenFile): Promise<StoredFile | undefined> {
  const { size } = await open.handle.stat();
  const found: StoredFile[] = [];
  for (const stored of catalog.files.values()) {
    const isAlike = stored.sourcetype === open.props.name && stored.isPacked === open.isPacked;
    const isLong = open.isPacked ? stored.mark.bytes === size : stored.mark.bytes > 0;
    if (isAlike && isLong && (await isGrownFrom(open.handle, stored.mark))) found.push(stored);
  }
  const byLength = found.sort((one, other) => other.mark.bytes - one.mark.bytes);
  return byLength.find(({ path }) => path === open.path) ?? byLength[0];
}

/** The serial number that the next line gets: each is higher than all before it. */
export function nextSerial(catalog: EventCatalog): number {
  return Math.max(0, ...[...catalog.files.values()].map(({ lastSerial }) => lastSerial)) + 1;
}

async function storedFile(
  open: OpenFile,
  known: StoredFile | undefined,
  id: number,
  added: Added,
  bytes: number,
): Promise<StoredFile> {
  const { handle, file, path, isPacked, props } = open;
  const header = added.header ?? known?.header;
  return {
    ...added,
    id,
    sourcetype: props.name,
    path,
    source: known?.source ?? file,
    isPacked,
    mark: await markOf(handle, bytes),
    columns: [...new Set([...(known?.columns ?? []), ...added.columns])],
    counts: addCounts(known ? endedCounts(known) : NOTHING_FOUND, added.counts),
    ...(header && { header }),
    askedAt: Date.now() / 1000,
  };
}

/** Reads what is new of a file: all of it, or what it has grown by since it was stored. */
export async function readFile(
  catalog: EventCatalog,
  open: OpenFile,
  known: StoredFile | undefined,
  options: AddOptions & { readonly holdsLastLine?: boolean },
): Promise<{ readonly stored: StoredFile; readonly range?: TimeRange }> {
  const { handle, file, isPacked, props } = open;
  const { size, mtimeMs } = await handle.stat();
  const id = known?.id ?? catalog.nextId;
  const byte = known ? nextByte(known) : 0;
  const firstLine = known ? (known.openLine?.line ?? known.nextLine) : 1;
  const hasBefore = known !== undefined && known.counts.events > 0;
  const range = await addLines(
    catalog,
    {
      reading: {
        from: isPacked ? file : { handle, byte },
        firstLine,
        holdsLastLine: options.holdsLastLine ?? false,
        ...(known?.header && { header: known.header }),
      },
      props,
      source: {
        file: known?.source ?? file,
        index: LOADED_INDEX,
        host: hostname(),
        timeBefore: hasBefore ? known.latest : mtimeMs / 1000,
        nowSeconds: Date.now() / 1000,
        firstSerial: nextSerial(catalog) - firstLine,
      },
      id,
      ...(known?.openLine && { replacedFrom: known.openLine.firstSerial }),
    },
    (added, bytes) => storedFile(open, known, id, added, isPacked ? size : byte + bytes),
    options,
  );
  return { stored: catalog.files.get(id)!, ...(range && { range }) };
}
