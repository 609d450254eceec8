import { hostname } from 'node:os';
import type { SourcetypeProps } from '../conf/props';
import { addLines } from './add-lines';
import type { EventCatalog } from './event-catalog';
import { addCounts, NOTHING_FOUND } from './file-report';
import type { GivenFiles } from './load-file';
import { nextSerial } from './read-file';
import type { WrittenLine } from './stage';
import type { StoredFile } from './stored-file';

/** Events to be added to an index, all of one kind. */
export interface Collected {
  readonly index: string;
  readonly sourcetype: string;
  readonly source: string;
  /** This machine's when absent. */
  readonly host?: string | undefined;
  /** The saved search that made them: what it makes twice alike is one event. */
  readonly savedSearch?: string;
  readonly lines: AsyncIterable<readonly WrittenLine[]>;
}

/** Splunk's defaults for a sourcetype that props.conf has no stanza for; nothing is cut, as of `stash`. */
function unknownProps(name: string): SourcetypeProps {
  const none = { indexTransforms: [], extractions: [], aliases: [], evals: [] };
  return { name, truncateBytes: 0, maxDaysAgo: 10_000, isJson: false, hasPairs: true, ...none };
}

/** Fields that a header in the file would name are not to be had of lines that stand in no file. */
function propsOf(known: ReadonlyMap<string, SourcetypeProps>, sourcetype: string): SourcetypeProps {
  const { header, ...props } = known.get(sourcetype) ?? unknownProps(sourcetype);
  return props;
}

/** Events that searches over these very files have collected. */
export function isCollectedFrom({ basis }: StoredFile, given: Pick<GivenFiles, 'has'>): boolean {
  return basis?.every((id) => given.has(id)) ?? false;
}

function collectedBefore(
  catalog: EventCatalog,
  { sourcetype, savedSearch }: Collected,
  basis: readonly number[],
): StoredFile | undefined {
  return [...catalog.files.values()].find(
    (file) =>
      file.sourcetype === sourcetype &&
      file.savedSearch === savedSearch &&
      file.basis?.join() === basis.join(),
  );
}

/** Forgets what a saved search has collected over these files. */
export async function forgetCollected(
  catalog: EventCatalog,
  savedSearch: string,
  given: GivenFiles,
): Promise<void> {
  const made = [...catalog.files.values()].filter(
    (file) => file.savedSearch === savedSearch && isCollectedFrom(file, given),
  );
  if (made.length === 0) return;
  await catalog.change(async (change) => {
    for (const file of made) await change.drop(file);
  });
}

/**
 * Adds events that a search has made to those that are stored, with the fields that a loaded line of their sourcetype gets.
 * They are searched by whoever is given all the files that were searched when they were made.
 */
export async function storeCollected(
  catalog: EventCatalog,
  known: ReadonlyMap<string, SourcetypeProps>,
  collected: Collected,
  given: GivenFiles,
): Promise<void> {
  const basis = [...given.keys()].sort((one, other) => one - other);
  const { index, sourcetype, source, host, savedSearch, lines } = collected;
  const before = collectedBefore(catalog, collected, basis);
  const id = before?.id ?? catalog.nextId;
  const firstLine = before?.nextLine ?? 1;
  const now = Date.now() / 1000;
  const nothing = { bytes: 0, head: '', end: '' };
  await addLines(
    catalog,
    {
      id,
      props: propsOf(known, sourcetype),
      reading: { from: { written: lines }, firstLine },
      isOnce: savedSearch !== undefined,
      source: {
        file: source,
        index,
        host: host ?? hostname(),
        keepsAll: true,
        timeBefore: now,
        nowSeconds: now,
        firstSerial: nextSerial(catalog) - firstLine,
      },
    },
    async (added) => ({
      ...added,
      id,
      sourcetype,
      path: '',
      source,
      isPacked: false,
      basis,
      ...(savedSearch !== undefined && { savedSearch }),
      mark: nothing,
      columns: [...new Set([...(before?.columns ?? []), ...added.columns])],
      counts: addCounts(before?.counts ?? NOTHING_FOUND, added.counts),
      askedAt: now,
    }),
    {},
  );
}
