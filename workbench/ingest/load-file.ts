import { realpathSync } from 'node:fs';
import type { SourcetypeProps } from '../conf/props';
import { Interrupted } from '../engine/engine';
import { isGzip } from './bytes';
import type { EventCatalog } from './event-catalog';
import type { EventTable } from './event-table';
import { withFile } from './file-mark';
import { type FileReport, NOTHING_FOUND } from './file-report';
import { sourcetypeOf } from './given-file';
import { findStored, type OpenFile, readFile } from './read-file';
import { reportOf, type StoredFile } from './stored-file';

/** How far the loading of a file is: bytes and lines read since the last word of it. */
export interface LoadProgress {
  readonly file: string;
  readonly phase: 'lines' | 'fields';
  readonly bytes: number;
  readonly lines: number;
}

export interface LoadOptions {
  readonly files: readonly string[];
  /** The sourcetype of all files; told by each file's content when absent. */
  readonly sourcetype?: string;
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
}

export interface LoadResult {
  readonly tables: readonly EventTable[];
  readonly files: readonly FileReport[];
}

/** What a stored file that is searched is called by now, and where it lies. */
interface Given {
  readonly source: string;
  readonly path: string;
}

/** The files that a start was given, by their ids in the database. */
export type GivenFiles = Map<number, Given>;

function giveKnown(known: StoredFile, { file, path }: OpenFile, given: GivenFiles): FileReport {
  const other = given.get(known.id);
  if (other) return { ...reportOf(known, file), events: 0, sameAs: other.source };
  given.set(known.id, { source: file, path });
  return { ...reportOf(known, file), isKnown: true };
}

/** Adds a file to those given, and reads what is not stored of it. Throws Interrupted once the signal is aborted. */
export async function loadFile(
  catalog: EventCatalog,
  known: ReadonlyMap<string, SourcetypeProps>,
  file: string,
  { onProgress, signal, sourcetype }: LoadOptions,
  given: GivenFiles,
): Promise<FileReport> {
  if (signal?.aborted) throw new Interrupted();
  const props = await sourcetypeOf(file, known, sourcetype);
  if (typeof props === 'string') return { file, ...NOTHING_FOUND, error: props };
  const isPacked = await isGzip(file);
  return withFile(file, async (handle) => {
    const open: OpenFile = { handle, file, path: realpathSync(file), isPacked, props };
    const found = await findStored(catalog, open);
    const tell = (phase: LoadProgress['phase'], bytes = 0, lines = 0): void =>
      onProgress?.({ file, phase, bytes, lines });
    if (found) tell('lines', found.mark.bytes, found.counts.events);
    const { size } = await handle.stat();
    if (found && found.mark.bytes === size) return giveKnown(found, open, given);
    const { stored } = await readFile(catalog, open, found, {
      signal,
      onLines: (bytes, lines) => tell('lines', bytes, lines),
      onFields: () => tell('fields'),
    });
    given.set(stored.id, { source: file, path: open.path });
    return reportOf(stored, file);
  });
}
