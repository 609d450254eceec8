import type { EventTable } from './ingest/event-table';
import type { Scheduler } from './jobs/scheduler';

/**
 * Runs the app's scheduled searches once over what is loaded, and when files are followed, by their schedules from then
 * on. Resolves when those over what is loaded have ended.
 */
export async function runScheduled(
  scheduler: Scheduler,
  tables: readonly EventTable[],
  isFollowing: boolean,
): Promise<void> {
  const loaded = tables.filter(({ events }) => events > 0);
  if (loaded.length > 0) {
    const earliest = Math.min(...loaded.map((table) => table.earliest));
    const latest = Math.max(...loaded.map((table) => table.latest));
    await scheduler.runLoaded({ earliest, latest });
  }
  if (isFollowing) scheduler.follow();
}
