import type { EventSource } from '../model/dashboard';
import { searchTerm } from '../search/quote-value';
import type { Selection } from '../shell/page-state';

/** Gives the SPL for the events behind a selection: terms on event fields first, then the commands of the source, and commands with terms on what they yield. */
export function eventSearch(
  { spl, commands: narrowing, filters }: EventSource,
  selection: Selection,
): string {
  const chosen = Object.entries(selection.filters).flatMap(([field, value]) => {
    const filter = filters[field];
    return filter === undefined ? [] : [{ ...filter, term: searchTerm(field, value) }];
  });
  const terms = chosen.filter(({ command }) => command === undefined).map(({ term }) => term);
  const commands = [...new Set(chosen.flatMap(({ command }) => command ?? []))];
  const stages = commands.map((command) => {
    const yielded = chosen.filter((each) => each.command === command).map(({ term }) => term);
    return `| ${command} | search ${yielded.join(' ')}`;
  });
  const events = chosen.find((each) => each.spl !== undefined)?.spl ?? spl;
  return [events, ...terms, ...(narrowing === undefined ? [] : [narrowing]), ...stages].join(' ');
}

/** Gives a selection in words, such as `source 192.0.2.1, verdict spoofed`. */
export function describeSelection({ filters }: EventSource, selection: Selection): string {
  const chosen = Object.entries(selection.filters).map(
    ([field, value]) => `${filters[field]?.title ?? field} ${value}`,
  );
  return chosen.join(', ') || 'all events';
}
