import { isTrue } from '../conf/commands';
import type { Builder } from './build';
import { nearestHelp } from './nearest';

/** A saved search as savedsearches.conf has it. */
interface SavedSearch {
  readonly search: string;
  /** Times as they are written there; absent for all time. */
  readonly earliest?: string;
  readonly latest?: string;
}

/** The saved search of that name; where there is none that can run, `fail` is told why. */
export function savedSearch(
  builder: Builder,
  name: string,
  fail: (sentence: string, help?: string) => never,
): SavedSearch {
  const searches = builder.conf('savedsearches');
  const stanza = searches.get(name);
  if (!stanza)
    return fail(`unknown saved search "${name}"`, nearestHelp('saved search', name, searches.keys()));
  const setting = (key: string): string | undefined => stanza.settings.get(key)?.value || undefined;
  if (isTrue(setting('disabled'))) return fail(`saved search "${name}" is disabled`);
  const search = setting('search') ?? fail(`saved search "${name}" has no search`);
  const [earliest, latest] = [setting('dispatch.earliest_time'), setting('dispatch.latest_time')];
  return { search, ...(earliest !== undefined && { earliest }), ...(latest !== undefined && { latest }) };
}
