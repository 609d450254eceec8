import { parseTimeBound, type SavedSearch } from '../../workbench/jobs/saved-search';
import type { Run } from '../bench/scale/report';

const DAY_SECONDS = 86_400;
/** A noon, so that snapping to hours and days cuts nothing off. */
const NOON = 1_331_899_200;

/** What a scheduled search costs a search head at a million events a day, as far as the app's commands go. */
export interface DailyCost {
  readonly runs: number;
  /** Events that all its runs of a day look at, in millions. */
  readonly millions: number;
  readonly cpuSeconds: number;
}

/** Seconds of events that one run looks at. */
export function windowOf({ earliest, latest }: Pick<SavedSearch, 'earliest' | 'latest'>): number {
  const [from, to] = [parseTimeBound(earliest, NOON), parseTimeBound(latest, NOON)];
  if (from === undefined || to === undefined) throw new Error(`no time range: "${earliest}" to "${latest}"`);
  return to - from;
}

/**
 * The cost of commands that all judge the rows of a search, by what was measured of each: of raw rows at the largest volume; of
 * counted ones at the smallest, since fewer events share a row there. Undefined where something was not measured.
 */
export function dailyCost(
  search: SavedSearch,
  commands: readonly string[],
  kind: Run['rows'],
  runs: readonly Run[],
): DailyCost | undefined {
  const { schedule } = search;
  if (typeof schedule === 'string') return undefined;
  const starts = schedule.between(NOON, NOON + DAY_SECONDS, DAY_SECONDS).length;
  const millions = (starts * windowOf(search)) / DAY_SECONDS;
  const measured = commands.map((name) => {
    const all = runs.filter(({ command, rows }) => command === name && rows === kind);
    return kind === 'raw' ? all.at(-1) : all[0];
  });
  if (measured.length === 0 || measured.includes(undefined)) return undefined;
  const perMillion = measured.reduce((sum, run) => sum + (run!.cpuSeconds / run!.events) * 1e6, 0);
  return { runs: starts, millions, cpuSeconds: millions * perMillion };
}
