import { type LogIns, SUCCESS } from './log-ins';
import type { Tally } from './tally';

/** Of a group's log-ins the rows in order of time, and which failures may be guesses. */
export interface Rows {
  readonly logIns: LogIns;
  readonly rows: Int32Array;
  readonly suspects: Uint8Array;
}

/** The fullest windows; times are whole microseconds, NaN where nothing failed. */
export interface Peak {
  readonly failures: number;
  readonly users: number;
  readonly sources: number;
  /** First and last failure of the first window with so many failures. */
  readonly start: number;
  readonly end: number;
}

/** What may be guesses in the windows in which they are most of the log-ins. */
export interface SuspectPeak {
  readonly failures: number;
  /** Most different users of a window, and most of those that were tried no more than twice. */
  readonly users: number;
  readonly seldomUsers: number;
  /** Failures of the window with most users. */
  readonly failuresOfUsers: number;
}

/** Below this share of failures a source has users of its own: a webmail server, an office behind one address. */
export const FAILURE_SHARE = 0.8;

interface Tallies {
  readonly users: Tally;
  readonly sources: Tally;
}

/** The most failures, users and sources of failures in any window (t − length, t]. */
export function peakOf({ logIns, rows }: Rows, length: number, { users, sources }: Tallies): Peak {
  const failures = rows.filter((row) => logIns.kinds[row] !== SUCCESS);
  const peak = { failures: 0, users: 0, sources: 0, start: Number.NaN, end: Number.NaN };
  let low = 0;
  for (let at = 0; at < failures.length; at++) {
    const row = failures[at]!;
    enter(logIns, row, users, sources);
    for (; logIns.times[row]! - logIns.times[failures[low]!]! >= length; low++)
      leave(logIns, failures[low]!, users, sources);
    if (at - low + 1 > peak.failures) {
      peak.failures = at - low + 1;
      peak.start = logIns.times[failures[low]!]!;
      peak.end = logIns.times[row]!;
    }
    peak.users = Math.max(peak.users, users.distinct);
    peak.sources = Math.max(peak.sources, sources.distinct);
  }
  for (; low < failures.length; low++) leave(logIns, failures[low]!, users, sources);
  return peak;
}

/** The most guesses and guessed users of any window (t − length, t] that is nearly all guesses; `users` counts those tried seldom. */
export function suspectPeakOf({ logIns, rows, suspects }: Rows, length: number, users: Tally): SuspectPeak {
  const peak = { failures: 0, users: 0, seldomUsers: 0, failuresOfUsers: 0 };
  let low = 0;
  let failures = 0;
  const pass = (row: number, sign: 1 | -1): void => {
    if (!suspects[row]) return;
    failures += sign;
    if (sign > 0) users.enter(logIns.users[row]!);
    else users.leave(logIns.users[row]!);
  };
  for (let at = 0; at < rows.length; at++) {
    pass(rows[at]!, 1);
    for (; logIns.times[rows[at]!]! - logIns.times[rows[low]!]! >= length; low++) pass(rows[low]!, -1);
    if (failures < FAILURE_SHARE * (at - low + 1)) continue;
    peak.failures = Math.max(peak.failures, failures);
    peak.seldomUsers = Math.max(peak.seldomUsers, users.seldom);
    if (users.distinct > peak.users) {
      peak.users = users.distinct;
      peak.failuresOfUsers = failures;
    }
  }
  for (; low < rows.length; low++) pass(rows[low]!, -1);
  return peak;
}

function enter({ users, sources }: LogIns, row: number, ofUsers: Tally, ofSources: Tally): void {
  ofUsers.enter(users[row]!);
  ofSources.enter(sources[row]!);
}

function leave({ users, sources }: LogIns, row: number, ofUsers: Tally, ofSources: Tally): void {
  ofUsers.leave(users[row]!);
  ofSources.leave(sources[row]!);
}
