import type { EventStore } from './ingest/event-store';
import type { KvStore } from './jobs/kv-store';
import { LOOKUP_USER } from './jobs/lookup-tables';
import type { Scheduler } from './jobs/scheduler';

/** Where detections keep what they find. */
const FINDINGS = 'smtp_watch_findings';

/**
 * Runs the app's scheduled searches once over what is loaded, in place of what they have collected and found at earlier starts,
 * and when files are followed, by their schedules from then on. `onFirst` hears that those which others rest on have ended. Resolves when those over what is loaded have ended.
 */
export async function runScheduled(
  scheduler: Scheduler,
  { events, kv }: { readonly events: EventStore; readonly kv: KvStore },
  isFollowing: boolean,
  onFirst: () => void,
): Promise<void> {
  const loaded = events.tables.filter((table) => table.events > 0);
  if (loaded.length > 0) {
    if (kv.collections.has(FINDINGS)) kv.removeWhere({ collection: FINDINGS, user: LOOKUP_USER }, () => true);
    const earliest = Math.min(...loaded.map((table) => table.earliest));
    const latest = Math.max(...loaded.map((table) => table.latest));
    await scheduler.runLoaded({ earliest, latest }, (search) => events.forgetCollected(search), onFirst);
  }
  if (isFollowing) scheduler.follow();
}
