import { realpathSync } from 'node:fs';
import type { EventCatalog } from './event-catalog';
import type { GivenFiles } from './load-file';

/** A file that no start has been given for so long is forgotten with its events. */
const KEPT_SECONDS = 30 * 86_400;

function realPaths(file: string): string[] {
  try {
    return [realpathSync(file)];
  } catch {
    return [];
  }
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
      const asked = given.get(stored.id);
      const isGone = paths.has(stored.path) || now - stored.askedAt > KEPT_SECONDS;
      if (asked) await change.put({ ...stored, path: asked.path, askedAt: now });
      else if (isGone) await change.drop(stored);
    }
  });
}
