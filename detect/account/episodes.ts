import type { BreakIn } from '../login/break-ins';
import { type LogIns, MICROSECONDS } from '../login/log-ins';
import type { Sent } from './messages';
import type { Place } from './places';
import type { Timeline } from './timeline';

/** A time from which on an account may be another's, and what it sent at that place in the day from there. */
export interface Episode {
  readonly start: number;
  readonly source: number;
  /** Other places before where this one was never used, else 0. */
  readonly placesBefore: number;
  readonly breakIn: BreakIn | undefined;
  readonly sent: readonly Sent[];
}

const LENGTH = 86_400 * MICROSECONDS;

/** The episodes of an account: one begins where a place is first used, and where guesses succeeded. */
export function episodesOf(
  { places, sent }: Timeline,
  breakIns: readonly BreakIn[],
  { sources, times }: LogIns,
  networks: readonly string[],
): Episode[] {
  const sentAt = new Map<string, Sent[]>();
  for (const one of sent) {
    const network = networks[one.source] ?? '';
    const others = sentAt.get(network);
    if (others === undefined) sentAt.set(network, [one]);
    else others.push(one);
  }
  const episode = (place: Place, placesBefore: number, breakIn: BreakIn | undefined): Episode => ({
    start: place.start,
    source: place.source,
    placesBefore,
    breakIn,
    sent: (sentAt.get(place.network) ?? []).filter(
      ({ time }) => time >= place.start && time < place.start + LENGTH,
    ),
  });
  const entered = breakIns.map((breakIn) => {
    const source = sources[breakIn.row]!;
    const place = { network: networks[source]!, source, start: times[breakIn.row]! };
    const before = places.filter(({ start }) => start < place.start);
    const isNew = before.every(({ network }) => network !== place.network);
    return episode(place, isNew ? before.length : 0, breakIn);
  });
  return [...places.map((place, at) => episode(place, at, undefined)), ...entered];
}
