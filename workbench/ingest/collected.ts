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
  sourcetype: string,
  basis: readonly number[],
): StoredFile | undefined {
  return [...catalog.files.values()].find(
    (file) => file.sourcetype === sourcetype && file.basis?.join() === basis.join(),
  );
}

/**
 * Adds events that a search has made to those that are stored, with the fields that a loaded line of their sourcetype gets.
 * They are searched by whoever is given all the files that were searched when they were made.
 */
export async function storeCollected(
  catalog: EventCatalog,
  known: ReadonlyMap<string, SourcetypeProps>,
  { index, sourcetype, source, host, lines }: Collected,
  given: GivenFiles,
): Promise<void> {
  const basis = [...given.keys()].sort((one, other) => one - other);
  const before = collectedBefore(catalog, sourcetype, basis);
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
      mark: nothing,
      columns: [...new Set([...(before?.columns ?? []), ...added.columns])],
      counts: addCounts(before?.counts ?? NOTHING_FOUND, added.counts),
      askedAt: now,
    }),
    {},
  );
}
