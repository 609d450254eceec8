import { MICROSECONDS, SUCCESS } from './log-ins';
import type { Tally } from './tally';
import type { Rows } from './windows';

/** Sources that guess seldom each, in the window that holds most of them; times are whole microseconds. */
export interface Crowd {
  readonly sources: readonly number[];
  readonly users: number;
  readonly failures: number;
  readonly start: number;
  readonly end: number;
  /** How many such sources a window of that length has on average outside of this one. */
  readonly usual: number;
}

/** A bot network shows within hours; one that spreads its guesses further is told by the day's usual noise only. */
const LENGTH = 4 * 3600 * MICROSECONDS;
/** Tries of a source that is one of a crowd and no guesser of its own. */
export const CROWD_TRIES = 3;

/** The crowd of a group's guesses; `sources` counts as seldom those with as many tries as one of a crowd has at most. */
export function crowdOf(group: Rows, sources: Tally, users: Tally): Crowd | undefined {
  const guesses = guessesOfStrangers(group);
  const { times } = group.logIns;
  let low = 0;
  let best = { size: 0, from: 0, to: 0 };
  for (let at = 0; at < guesses.length; at++) {
    sources.enter(group.logIns.sources[guesses[at]!]!);
    for (; times[guesses[at]!]! - times[guesses[low]!]! >= LENGTH; low++)
      sources.leave(group.logIns.sources[guesses[low]!]!);
    if (sources.seldom > best.size) best = { size: sources.seldom, from: low, to: at + 1 };
  }
  for (; low < guesses.length; low++) sources.leave(group.logIns.sources[guesses[low]!]!);
  return best.size === 0 ? undefined : describe(group, guesses, best, sources, users);
}

/** Guesses of sources from which nobody of the group ever logged in. */
function guessesOfStrangers({ logIns, rows, suspects }: Rows): Int32Array {
  const known = new Set<number>();
  for (const row of rows) if (logIns.kinds[row] === SUCCESS) known.add(logIns.sources[row]!);
  return rows.filter(
    (row) => suspects[row] === 1 && logIns.sources[row]! >= 0 && !known.has(logIns.sources[row]!),
  );
}

function describe(
  group: Rows,
  guesses: Int32Array,
  { size, from, to }: { readonly size: number; readonly from: number; readonly to: number },
  sources: Tally,
  users: Tally,
): Crowd {
  const { logIns, rows } = group;
  const window = guesses.subarray(from, to);
  for (const row of window) sources.enter(logIns.sources[row]!);
  const members = window.filter((row) => sources.of(logIns.sources[row]!) <= CROWD_TRIES);
  for (const row of window) sources.leave(logIns.sources[row]!);
  for (const row of members) users.enter(logIns.users[row]!);
  const targets = users.distinct;
  for (const row of members) users.leave(logIns.users[row]!);
  const span = logIns.times[rows.at(-1)!]! - logIns.times[rows[0]!]!;
  const others = new Set(Array.from(guesses, (row) => logIns.sources[row]!)).size - size;
  return {
    sources: [...new Set(Array.from(members, (row) => logIns.sources[row]!))],
    users: targets,
    failures: members.length,
    start: logIns.times[members[0]!]!,
    end: logIns.times[members.at(-1)!]!,
    usual: (others * LENGTH) / Math.max(span - LENGTH, LENGTH),
  };
}
