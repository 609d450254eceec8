import { type LogIns, SUCCESS } from '../login/log-ins';
import type { Sent } from './messages';

/** Of each source from which an account logged in the time of the first. */
export type Entries = ReadonlyMap<number, number>;

/** The first use of a network by an account; times are whole microseconds. */
export interface Place {
  readonly network: string;
  readonly source: number;
  readonly start: number;
}

/** The entries of each group. */
export function entriesOf({ length, kinds, groups, sources, times }: LogIns, groupCount: number): Entries[] {
  const entries = Array.from({ length: groupCount }, () => new Map<number, number>());
  for (let row = 0; row < length; row++) {
    if (kinds[row] !== SUCCESS || groups[row]! < 0 || sources[row]! < 0) continue;
    const own = entries[groups[row]!]!;
    if (!own.has(sources[row]!)) own.set(sources[row]!, times[row]!);
  }
  return entries;
}

/** The messages from where the account logged in: others in its name are strangers', unless no message is from there. */
export function provenOf(sent: readonly Sent[], entries: Entries): readonly Sent[] {
  const proven = sent.filter(({ source }) => entries.has(source));
  return proven.length > 0 ? proven : sent;
}

/** The places of an account in order of time; `networks` tells that of each source. */
export function placesOf(sent: readonly Sent[], entries: Entries, networks: readonly string[]): Place[] {
  const places = new Map<string, Place>();
  const use = (source: number, start: number): void => {
    if (source < 0) return;
    const network = networks[source]!;
    const known = places.get(network);
    if (known === undefined || start < known.start) places.set(network, { network, source, start });
  };
  for (const [source, start] of entries) use(source, start);
  for (const { source, time } of sent) use(source, time);
  return [...places.values()].sort(
    (left, right) => left.start - right.start || (left.network < right.network ? -1 : 1),
  );
}
