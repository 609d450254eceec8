import { type Engine, quoteName } from '../engine/engine';
import type { EventCatalog } from './event-catalog';
import { addCounts, NOTE_LIMIT, NOTHING_FOUND } from './file-report';
import { changedHeaders, skippedLines } from './index-time';
import { type Addition, type AddOptions, type Prepared, prepareLines } from './prepare-lines';
import type { Reading } from './stage';
import type { StoredFile } from './stored-file';
import { type Found, type TimeRange, writeEvents } from './write-events';

/** What is known of a file once the lines have been added. */
export type Added = Pick<
  StoredFile,
  'columns' | 'counts' | 'nextLine' | 'lastSerial' | 'earliest' | 'latest'
> &
  Partial<Pick<StoredFile, 'header' | 'openLine' | 'fault'>>;

let stages = 0;

function openLineOf(
  prepared: Prepared,
  { from }: Reading,
  openEvents: number,
): Partial<Pick<Added, 'openLine'>> {
  const { staged, openLines, openSerial } = prepared;
  if (!staged.lastLine || typeof from === 'string' || 'written' in from) return {};
  const { line, noteCount } = staged.lastLine;
  return {
    openLine: {
      byte: from.byte + staged.wholeBytes,
      line,
      firstSerial: openSerial,
      events: openEvents,
      skippedCount: openLines - openEvents,
      warningCount: noteCount,
    },
  };
}

async function addedOf(engine: Engine, prepared: Prepared, reading: Reading, found: Found): Promise<Added> {
  const { staged, parts, events, lines, header } = prepared;
  const skippedCount = lines - found.events;
  const skipped = skippedCount > 0 ? await skippedLines(engine, parts, reading.firstLine, NOTE_LIMIT) : [];
  const later = [...changedHeaders(parts), ...found.warnings];
  const counts = addCounts(
    { ...NOTHING_FOUND, warnings: staged.notes, warningCount: staged.noteCount },
    { events: found.events, skipped, skippedCount, warnings: later, warningCount: later.length },
  );
  return {
    columns: events.columns.map(({ name }) => name),
    counts,
    nextLine: staged.nextLine,
    lastSerial: found.lastSerial,
    earliest: found.earliest,
    latest: found.latest,
    ...header,
    ...openLineOf(prepared, reading, found.openEvents),
    ...(staged.fault !== undefined && { fault: staged.fault }),
  };
}

/**
 * Reads lines and adds their events to the stored ones. `keep` makes what the database is to remember of the file, with
 * the bytes that were read of it; it is stored together with the events. Gives the time range of the new events, when there
 * are any. Throws Interrupted once the signal is aborted: then nothing is stored.
 */
export async function addLines(
  catalog: EventCatalog,
  addition: Addition,
  keep: (added: Added, readBytes: number) => Promise<StoredFile>,
  options: AddOptions,
): Promise<TimeRange | undefined> {
  const { engine } = catalog;
  let range: TimeRange | undefined;
  const number = ++stages;
  const tables = [`staged_${number}`, `indexed_${number}`] as const;
  try {
    const prepared = await prepareLines(engine, addition, tables, options);
    await catalog.tableFor(addition.props.name, prepared.events.columns);
    await catalog.change(async (change) => {
      const found = await writeEvents(catalog, change, prepared, addition);
      const added = await addedOf(engine, prepared, addition.reading, found);
      await change.put(await keep(added, prepared.staged.readBytes));
      if (found.events > 0) range = found.range;
    }, options.signal);
    return range;
  } finally {
    for (const table of tables) await engine.run(`DROP TABLE IF EXISTS ${quoteName(table)}`);
  }
}
