import { PairTable } from '../pair-table';
import { type LogIns, MICROSECONDS, SUCCESS } from './log-ins';
import { GUESSES } from './suspicion';
import { FAILURE_SHARE } from './windows';

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
  const { sources, users, times, kinds, length } = logIns;
  const [all, bySource, byUser] = [new Recent(), new Recent(), new Recent()];
  const known = new PairTable();
  const seen = new Set<number>();
  const found: BreakIn[] = [];
  const judge = (row: number): void => {
    const pairs = known.size;
    if (known.add(sources[row]!, users[row]!) < pairs) return;
    const since = times[row]! - DAY;
    const ofSource = bySource.since(sources[row]!, since, logIns);
    const isGuesser = ofSource.count >= FAILURE_SHARE * all.since(sources[row]!, since, logIns).count;
    const guesses = guessesBefore(
      logIns,
      isGuesser ? ofSource : NONE,
      byUser.since(users[row]!, since, logIns),
    );
    if (guesses) found.push({ row, ...guesses, isNewPlace: seen.has(users[row]!) });
    seen.add(users[row]!);
  };
  for (let row = 0; row < length; row++) {
    if (!counted[row]) continue;
    if (suspects[row]) {
      bySource.add(sources[row]!, row);
      byUser.add(users[row]!, row);
    }
    if (kinds[row] === SUCCESS && sources[row]! >= 0 && users[row]! >= 0) judge(row);
    all.add(sources[row]!, row);
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

const NONE: Guesses = { count: 0, latest: [] };

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
