import type { Builder } from './build';
import type { ParsedTerms, Term } from './search/tree';
import { failAt, type Source } from './source';
import { parseTimeBound } from './time/relative';

function timeBound(source: Source, term: Term | undefined, now: number): number | undefined {
  if (!term) return undefined;
  const time = parseTimeBound(term.text, now);
  if (time !== undefined) return time;
  const help = 'times are epoch seconds, now, relative ones such as -24h@h, or %m/%d/%Y:%H:%M:%S';
  return failAt(source, term.start, term.end, `"${term.text}" is no time`, help);
}

/** Sets the time range that the terms ask for; where they do, it comes before the one that the search was given. Throws SearchError. */
export function setRange(source: Source, terms: ParsedTerms, { range, now }: Builder): void {
  const earliest = timeBound(source, terms.earliest, now);
  const latest = timeBound(source, terms.latest, now);
  if (earliest !== undefined) range.earliest = earliest;
  if (latest !== undefined) range.latest = latest;
}

/** SQL conditions that an event lies in the time range, one for each bound that there is. */
export function inRange({ earliest, latest }: Builder['range']): string[] {
  return [
    ...(earliest === undefined ? [] : [`coalesce("_time" >= ${earliest}, FALSE)`]),
    ...(latest === undefined ? [] : [`coalesce("_time" < ${latest}, FALSE)`]),
  ];
}
