import { PairTable } from '../pair-table';
import { type LogIns, MICROSECONDS, SUCCESS } from './log-ins';
import { GUESSES } from './suspicion';

/** A log-in that worked after guesses; times are whole microseconds. */
export interface BreakIn {
  readonly row: number;
  /** Guesses of the day before: those of its source, or where there are fewer than it takes those for its user from anywhere. */
  readonly guesses: number;
  readonly sources: number;
  readonly lastGuess: number;
  /** The user had logged in before, from other sources. */
  readonly isNewPlace: boolean;
}

const DAY = 86_400 * MICROSECONDS;
/** Guesses for a user from anywhere are the internet's noise unless they are many and of several sources. */
const GUESSES_FROM_ANYWHERE = 10;
const SOURCES_FROM_ANYWHERE = 5;
/** The sources of so many guesses are told apart, however many there were. */
const LOOKED_AT = 1000;

/** Log-ins that worked, for the first time from that source for that user, after guesses of the day before. */
export function findBreakIns(logIns: LogIns, counted: Uint8Array, suspects: Uint8Array): BreakIn[] {
  const bySource = new Recent();
  const byUser = new Recent();
  const known = new PairTable();
  const seen = new Set<number>();
  const found: BreakIn[] = [];
  let pairs = 0;
  const guessesOf = (row: number) => {
    const since = logIns.times[row]! - DAY;
    const ofSource = bySource.since(logIns.sources[row]!, since, logIns);
    return guessesBefore(logIns, ofSource, byUser.since(logIns.users[row]!, since, logIns));
  };
  for (let row = 0; row < logIns.length; row++) {
    const [source, user] = [logIns.sources[row]!, logIns.users[row]!];
    if (counted[row] && suspects[row]) {
      bySource.add(source, row);
      byUser.add(user, row);
    } else if (logIns.kinds[row] === SUCCESS && source >= 0 && user >= 0) {
      const isFirst = known.add(source, user) === known.size - 1 && known.size > pairs;
      pairs = known.size;
      const guesses = isFirst ? guessesOf(row) : undefined;
      if (guesses) found.push({ row, ...guesses, isNewPlace: seen.has(user) });
      seen.add(user);
    }
  }
  return found;
}

function guessesBefore(
  { sources, times }: LogIns,
  ofSource: Guesses,
  ofUser: Guesses,
): Pick<BreakIn, 'guesses' | 'sources' | 'lastGuess'> | undefined {
  const last = ({ latest }: Guesses): number => times[latest.at(-1)!]!;
  if (ofSource.count >= GUESSES) return { guesses: ofSource.count, sources: 1, lastGuess: last(ofSource) };
  const guessers = new Set(ofUser.latest.map((row) => sources[row]!)).size;
  if (ofUser.count < GUESSES_FROM_ANYWHERE || guessers < SOURCES_FROM_ANYWHERE) return undefined;
  return { guesses: ofUser.count, sources: guessers, lastGuess: last(ofUser) };
}

interface Guesses {
  readonly count: number;
  readonly latest: readonly number[];
}

/** The rows of each key in order of time. */
class Recent {
  readonly #rows = new Map<number, number[]>();

  add(key: number, row: number): void {
    if (key < 0) return;
    const rows = this.#rows.get(key);
    if (rows === undefined) this.#rows.set(key, [row]);
    else rows.push(row);
  }

  /** Those at or after a time: how many, and the latest of them. */
  since(key: number, time: number, { times }: LogIns): Guesses {
    const rows = this.#rows.get(key) ?? [];
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[rows[middle]!]! < time) low = middle + 1;
      else high = middle;
    }
    return { count: rows.length - low, latest: rows.slice(Math.max(low, rows.length - LOOKED_AT)) };
  }
}
