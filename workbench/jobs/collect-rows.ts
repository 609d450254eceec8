import { DatabaseFault } from '../ingest/event-database';
import type { CollectWrite, Relation } from '../spl/build';
import type { Workbench } from './workbench';

/** The search that collects. */
interface Collector {
  readonly isPreview: boolean;
  readonly savedSearch: string | undefined;
  query(select: string): Promise<readonly (readonly unknown[])[]>;
}

const PAGE_ROWS = 10_000;

/** The rows of a table with a text and a time each, page by page. */
async function* writtenLines(
  run: Collector,
  { from, fields: [text, time] }: Relation,
): AsyncGenerator<{ text: string; time: number }[]> {
  for (let first = 0; ; first += PAGE_ROWS) {
    const where = `rowid >= ${first} AND rowid < ${first + PAGE_ROWS}`;
    const rows = await run.query(
      `SELECT ${text!.sql}, ${time!.sql} FROM ${from} WHERE ${where} ORDER BY rowid`,
    );
    if (rows.length === 0) return;
    yield rows.map(([line, seconds]) => ({ text: String(line), time: Number(seconds) }));
  }
}

/** Adds the rows to the stored events; gives a sentence that says why they cannot be kept. A preview writes nothing. */
export async function collectRows(
  { events }: Workbench,
  run: Collector,
  write: CollectWrite,
  rows: Relation,
): Promise<string | undefined> {
  if (run.isPreview) return undefined;
  if (!events) return 'there is no database that collected events could be added to';
  try {
    const { savedSearch } = run;
    await events.collect({
      ...write,
      ...(savedSearch !== undefined && { savedSearch }),
      lines: writtenLines(run, rows),
    });
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseFault) return error.message;
    throw error;
  }
}
