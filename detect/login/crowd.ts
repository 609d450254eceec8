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
  /** Length of the window. */
  readonly length: number;
  /** How many sources a window of that length has as a median. */
  readonly usual: number;
  /** How many it takes to be a crowd. */
  readonly limit: number;
}

/** A bot network shows within hours; one that spreads its guesses further is not told from the usual noise. */
const LENGTHS = [3600 * MICROSECONDS, 4 * 3600 * MICROSECONDS];
/** Sources of a crowd: the usual noise and five of its standard deviations, as of a Poisson process. */
const FEWEST = 8;
const DEVIATIONS = 5;
/** Tries of a source that is one of a crowd and no guesser of its own. */
export const CROWD_TRIES = 3;

/** The crowd of a group's guesses that stands out most; `sources` counts as seldom those with as many tries as one of a crowd has. */
export function crowdOf(group: Rows, sources: Tally, users: Tally): Crowd | undefined {
  const guesses = guessesOfStrangers(group);
  if (guesses.length === 0) return undefined;
  const crowds = LENGTHS.map((length) => {
    const usual = usualOf(group, guesses, length);
    const limit = Math.max(FEWEST, usual + DEVIATIONS * Math.sqrt(usual) + 1);
    return { fullest: fullestOf(group, guesses, length, sources), length, usual, limit };
  });
  const excess = ({ fullest, limit }: (typeof crowds)[number]): number => fullest.size / limit;
  const most = crowds.reduce((best, one) => (excess(one) > excess(best) ? one : best));
  const { fullest, length, usual, limit } = most;
  if (fullest.size === 0) return undefined;
  return { ...describe(group, guesses, fullest, sources, users), length, usual, limit };
}

interface Span {
  readonly size: number;
  readonly from: number;
  readonly to: number;
}

/** The first window with most sources that guess seldom, as a range of the guesses. */
function fullestOf({ logIns }: Rows, guesses: Int32Array, length: number, sources: Tally): Span {
  const source = (at: number): number => logIns.sources[guesses[at]!]!;
  const time = (at: number): number => logIns.times[guesses[at]!]!;
  let low = 0;
  let best = { size: 0, from: 0, to: 0 };
  for (let at = 0; at < guesses.length; at++) {
    sources.enter(source(at));
    for (; time(at) - time(low) >= length; low++) sources.leave(source(low));
    if (sources.seldom > best.size) best = { size: sources.seldom, from: low, to: at + 1 };
  }
  for (; low < guesses.length; low++) sources.leave(source(low));
  return best;
}

/** The median of the different sources in each stretch of that length; 0 where there are less than three. */
function usualOf({ logIns, rows }: Rows, guesses: Int32Array, length: number): number {
  const first = logIns.times[rows[0]!]!;
  const stretches = Math.floor((logIns.times[rows.at(-1)!]! - first) / length) + 1;
  if (stretches < 3) return 0;
  const found = new Map<number, Set<number>>();
  for (const row of guesses) {
    const stretch = Math.floor((logIns.times[row]! - first) / length);
    found.set(stretch, (found.get(stretch) ?? new Set()).add(logIns.sources[row]!));
  }
  const counts = [...found.values()].map(({ size }) => size).sort((left, right) => right - left);
  return counts[stretches >> 1] ?? 0;
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
  { logIns }: Rows,
  guesses: Int32Array,
  { from, to }: Span,
  sources: Tally,
  users: Tally,
): Pick<Crowd, 'sources' | 'users' | 'failures' | 'start' | 'end'> {
  const window = guesses.subarray(from, to);
  for (const row of window) sources.enter(logIns.sources[row]!);
  const members = window.filter((row) => sources.of(logIns.sources[row]!) <= CROWD_TRIES);
  for (const row of window) sources.leave(logIns.sources[row]!);
  for (const row of members) users.enter(logIns.users[row]!);
  const targets = users.distinct;
  for (const row of members) users.leave(logIns.users[row]!);
  return {
    sources: [...new Set(Array.from(members, (row) => logIns.sources[row]!))],
    users: targets,
    failures: members.length,
    start: logIns.times[members[0]!]!,
    end: logIns.times[members.at(-1)!]!,
  };
}
