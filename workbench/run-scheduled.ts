import type { EventStore } from './ingest/event-store';
import type { Scheduler } from './jobs/scheduler';

/**
 * Runs the app's scheduled searches once over what is loaded, in place of what they have collected of it at earlier starts,
 * and when files are followed, by their schedules from then on. `onFirst` hears that those which others rest on have ended. Resolves when those over what is loaded have ended.
 */
export async function runScheduled(
  scheduler: Scheduler,
  events: EventStore,
  isFollowing: boolean,
  onFirst: () => void,
): Promise<void> {
  const loaded = events.tables.filter((table) => table.events > 0);
  if (loaded.length > 0) {
    const earliest = Math.min(...loaded.map((table) => table.earliest));
    const latest = Math.max(...loaded.map((table) => table.latest));
    await scheduler.runLoaded({ earliest, latest }, (search) => events.forgetCollected(search), onFirst);
  }
  if (isFollowing) scheduler.follow();
}
