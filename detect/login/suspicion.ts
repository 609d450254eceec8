import { PairTable } from '../pair-table';
import { type ByKey, sortByKey } from './by-key';
import { type LogIns, MICROSECONDS, SUCCESS } from './log-ins';

/** Fewer failures before a log-in that works are a person who mistyped: fail2ban bans at five. */
export const GUESSES = 5;
/** How soon a person who mistyped succeeds. */
const OWN_MISTAKE = 3600 * MICROSECONDS;
/** A device with an old password tries at equal intervals: fewer tries tell none, quicker or more are guessing. */
const STEADY_TRIES = 5;
const STEADY_INTERVAL = 120 * MICROSECONDS;
const STEADY_SPREAD = 0.1;
const STEADY_A_DAY = 300;
const DAY = 86_400 * MICROSECONDS;

/** Which failures may be guesses: not those of users known at that source, of mistypers, and of devices with an old password. */
export function suspectFailures(logIns: LogIns, counted: Uint8Array): Uint8Array {
  const suspects = new Uint8Array(logIns.length);
  const pairs = new PairTable();
  const keys = logIns.sources.map((source, at) =>
    counted[at] ? pairs.add(source + 1, logIns.users[at]! + 1) : -1,
  );
  const usersOf = usersOfSources(pairs);
  const byPair = sortByKey(keys, pairs.size);
  for (let pair = 0; pair < pairs.size; pair++) {
    const isNamed = pairs.right(pair) > 0;
    const rows = byPair.order.subarray(byPair.starts[pair]!, byPair.starts[pair + 1]!);
    const isAlone = isNamed && usersOf.get(pairs.left(pair)) === 1;
    if (!(isAlone && isSteady(logIns, rows))) markPair(logIns, rows, isNamed, suspects);
  }
  return suspects;
}

function usersOfSources(pairs: PairTable): Map<number, number> {
  const users = new Map<number, number>();
  for (let pair = 0; pair < pairs.size; pair++) {
    if (pairs.right(pair) > 0) users.set(pairs.left(pair), (users.get(pairs.left(pair)) ?? 0) + 1);
  }
  return users;
}

/** Failures after the first success are those of somebody known there; few just before it are mistyped. */
function markPair(logIns: LogIns, rows: ByKey['order'], isNamed: boolean, suspects: Uint8Array): void {
  const { times, kinds } = logIns;
  const first = isNamed ? rows.findIndex((row) => kinds[row] === SUCCESS) : -1;
  const failures = first < 0 ? rows.filter((row) => kinds[row] !== SUCCESS) : rows.subarray(0, first);
  const isMistyped =
    first >= 0 &&
    failures.length < GUESSES &&
    failures.every((row) => times[rows[first]!]! - times[row]! <= OWN_MISTAKE);
  if (!isMistyped) for (const row of failures) suspects[row] = 1;
}

function isSteady({ times, kinds }: LogIns, rows: Int32Array): boolean {
  const at = rows.filter((row) => kinds[row] !== SUCCESS).map((row) => row);
  if (at.length < STEADY_TRIES) return false;
  const span = times[at.at(-1)!]! - times[at[0]!]!;
  if (at.length > STEADY_A_DAY * Math.max(1, span / DAY)) return false;
  const intervals = Float64Array.from(at.subarray(1), (row, index) => times[row]! - times[at[index]!]!);
  const usual = medianOf(intervals);
  const spread = medianOf(intervals.map((interval) => Math.abs(interval - usual)));
  return usual >= STEADY_INTERVAL && spread <= STEADY_SPREAD * usual;
}

function medianOf(values: Float64Array): number {
  return values.slice().sort()[values.length >> 1]!;
}
