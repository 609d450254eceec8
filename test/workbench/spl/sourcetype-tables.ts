import type { Engine } from '../../../workbench/engine/engine';
import { createEvents, type Row } from './event-table';

const NEWEST = 1_331_901_000;

/** A table of events for each sourcetype among the rows, as loading makes them; each row a minute older than the one before. */
export async function createSourcetypeTables(
  engine: Engine,
  name: string,
  rows: readonly Row[],
): Promise<Awaited<ReturnType<typeof createEvents>>[]> {
  const timed = rows.map((row, at): Row => ({ _time: NEWEST - at * 60, sourcetype: 'mail', ...row }));
  const sourcetypes = [...new Set(timed.map((row) => String(row['sourcetype'])))];
  return Promise.all(
    sourcetypes.map(async (sourcetype, at) => {
      const of = timed.filter((row) => row['sourcetype'] === sourcetype);
      return { ...(await createEvents(engine, `${name}_${at}`, of)), sourcetype };
    }),
  );
}
