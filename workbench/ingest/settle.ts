import { realpathSync } from 'node:fs';
import { isCollectedFrom } from './collected';
import type { EventCatalog } from './event-catalog';
import type { GivenFiles } from './load-file';
import type { StoredFile } from './stored-file';

/** A file that no start has been given for so long is forgotten with its events. */
const KEPT_SECONDS = 30 * 86_400;

function realPaths(file: string): string[] {
  try {
    return [realpathSync(file)];
  } catch {
    return [];
  }
}

/** Whether no start will want the file any more: another stands in its place, or it was not asked for in too long. */
function isGone(stored: StoredFile, catalog: EventCatalog, paths: ReadonlySet<string>, now: number): boolean {
  const isOrphan = stored.basis?.some((id) => !catalog.files.has(id)) ?? false;
  return isOrphan || paths.has(stored.path) || now - stored.askedAt > KEPT_SECONDS;
}

/** Remembers which files were asked for; forgets what stood in their places before, and what no one asks for. */
export async function settle(
  catalog: EventCatalog,
  files: readonly string[],
  given: GivenFiles,
): Promise<void> {
  const now = Date.now() / 1000;
  const paths = new Set(files.flatMap(realPaths));
  const all = [...catalog.files.values()];
  await catalog.change(async (change) => {
    for (const stored of all) {
      const path = isCollectedFrom(stored, given) ? stored.path : given.get(stored.id)?.path;
      if (path !== undefined) await change.put({ ...stored, path, askedAt: now });
      else if (isGone(stored, catalog, paths, now)) await change.drop(stored);
    }
  });
}
