import { dropResult, runSearch } from './run-search';
import { isFirst, scheduledSearches } from './saved-search';
import type { Workbench } from './workbench';

/**
 * Runs, over all that is loaded, the scheduled searches that others rest on: those whose `schedule_priority` is `highest`.
 * One that fails is noted in a sentence and the others go on.
 */
export async function prepareLoaded(workbench: Workbench, note: (sentence: string) => void): Promise<void> {
  const { tables } = workbench;
  const earliest = Math.floor(Math.min(...tables.map((table) => table.earliest)));
  const latest = Math.floor(Math.max(...tables.map((table) => table.latest))) + 1;
  for (const { name, spl } of scheduledSearches(workbench.app).filter(isFirst)) {
    try {
      const request = { spl, earliest, latest, now: latest, savedSearch: name };
      await dropResult(workbench, await runSearch(workbench, request));
    } catch (error) {
      note(`scheduled search "${name}" failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
