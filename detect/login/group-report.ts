import type { BreakIn } from './break-ins';
import { CROWD_TRIES, type Crowd, crowdOf } from './crowd';
import { type LogInStore, type LogIns, MICROSECONDS, SUCCESS } from './log-ins';
import { networkOf } from './network-of';
import { Tally } from './tally';
import { duration, judgeLogins, type LoginEvidence, type LoginVerdict } from './verdict';
import { peakOf, type Rows, suspectPeakOf } from './windows';

/** One group; the names are those of the command's output, times are epoch seconds. */
export interface LoginRow {
  readonly by: readonly string[];
  readonly logins: number;
  readonly failures: number;
  readonly guesses: number;
  readonly users: number;
  readonly sources: number;
  readonly networks: number;
  readonly peak_failures: number;
  readonly peak_users: number;
  readonly peak_sources: number;
  readonly peak_start: number;
  readonly peak_end: number;
  readonly slow_users: number;
  readonly first_time: number;
  readonly last_time: number;
  readonly login_score: number;
  readonly verdict: LoginVerdict;
  readonly reasons: readonly string[];
  readonly guessers: readonly string[];
  readonly guessed_users: readonly string[];
  readonly broken_users: readonly string[];
}

const HOUR_IN_WINDOWS = 12;
const DAY = 86_400 * MICROSECONDS;
/** Guesses at a user of one source in a day that are few. */
const SELDOM = 2;
const SHOWN = 50;

/** Judges groups of log-ins one after the other; what it counts with is made once for all of them. */
export class GroupReport {
  readonly #window: number;
  readonly #sourceNames: readonly string[];
  readonly #userNames: readonly string[];
  readonly #networks: readonly string[];
  readonly #sources: Tally;
  readonly #users: Tally;
  readonly #logIns: LogIns;
  readonly #suspects: Uint8Array;

  constructor(
    windowSeconds: number,
    { sources, users }: LogInStore,
    { logIns, suspects }: Pick<Rows, 'logIns' | 'suspects'>,
  ) {
    this.#window = windowSeconds * MICROSECONDS;
    this.#sourceNames = sources.texts;
    this.#userNames = users.texts;
    this.#networks = sources.texts.map(networkOf);
    this.#sources = new Tally(sources.texts.length, CROWD_TRIES);
    this.#users = new Tally(users.texts.length, SELDOM);
    this.#logIns = logIns;
    this.#suspects = suspects;
  }

  /** The row of the group with these log-ins, in order of time, at least one. */
  row(by: readonly string[], rows: Int32Array, breakIns: readonly BreakIn[]): LoginRow {
    const group: Rows = { logIns: this.#logIns, suspects: this.#suspects, rows };
    const { kinds, sources, users } = this.#logIns;
    const evidence = this.#evidence(group, breakIns);
    const { score, verdict, reasons } = judgeLogins(evidence);
    const peak = peakOf(group, this.#window, { users: this.#users, sources: this.#sources });
    const guesses = rows.filter((row) => this.#suspects[row] === 1);
    const crowd = verdict === 'distributed' ? evidence.crowd : undefined;
    const [first, last] = this.#span(group, guesses, breakIns, crowd);
    return {
      by,
      logins: rows.length,
      failures: rows.reduce((sum, row) => sum + (kinds[row] === SUCCESS ? 0 : 1), 0),
      guesses: guesses.length,
      users: distinct(rows, users).length,
      sources: distinct(rows, sources).length,
      networks: new Set(distinct(rows, sources).map((source) => this.#networks[source])).size,
      peak_failures: peak.failures,
      peak_users: peak.users,
      peak_sources: peak.sources,
      peak_start: peak.start / MICROSECONDS,
      peak_end: peak.end / MICROSECONDS,
      slow_users: evidence.inDay.seldomUsers,
      first_time: first / MICROSECONDS,
      last_time: last / MICROSECONDS,
      login_score: score,
      verdict,
      reasons,
      guessers: shown(crowd?.sources ?? distinct(guesses, sources), this.#sourceNames),
      guessed_users: shown(distinct(guesses, users), this.#userNames),
      broken_users: shown(
        distinct(
          breakIns.map(({ row }) => row),
          users,
        ),
        this.#userNames,
      ),
    };
  }

  #evidence(group: Rows, breakIns: readonly BreakIn[]): LoginEvidence {
    const peak = (length: number) => suspectPeakOf(group, length, this.#users);
    const { sources, users, times } = this.#logIns;
    return {
      inWindow: peak(this.#window),
      inHour: peak(this.#window * HOUR_IN_WINDOWS),
      inDay: peak(DAY),
      crowd: this.#crowd(crowdOf(group, this.#sources, this.#users)),
      breakIns: breakIns.map((one) => ({
        ...one,
        time: times[one.row]!,
        user: this.#userNames[users[one.row]!]!,
        source: this.#sourceNames[sources[one.row]!]!,
      })),
      windowText: duration(this.#window),
      hourText: duration(this.#window * HOUR_IN_WINDOWS),
    };
  }

  #crowd(crowd: Crowd | undefined): LoginEvidence['crowd'] {
    if (crowd === undefined) return undefined;
    const members = new Map<string, number>();
    for (const source of crowd.sources) {
      const network = this.#networks[source]!;
      members.set(network, (members.get(network) ?? 0) + 1);
    }
    const [topNetwork, topSources] = [...members].sort(
      ([left, many], [right, more]) => more - many || (left < right ? -1 : 1),
    )[0]!;
    return { ...crowd, networks: members.size, topNetwork, topSources };
  }

  /** From when to when lasts what the verdict rests on; all log-ins where nothing was guessed. */
  #span(
    { rows }: Rows,
    guesses: Int32Array,
    breakIns: readonly BreakIn[],
    crowd: Crowd | undefined,
  ): readonly [number, number] {
    if (crowd !== undefined) return [crowd.start, crowd.end];
    const { times } = this.#logIns;
    const of = [...guesses, ...breakIns.map(({ row }) => row)].sort((left, right) => left - right);
    return [times[of[0] ?? rows[0]!]!, times[of.at(-1) ?? rows.at(-1)!]!];
  }
}

/** The different numbers that rows have in a column, without those of nobody. */
function distinct(rows: ArrayLike<number>, column: Int32Array): number[] {
  return [...new Set(Array.from(rows, (row) => column[row]!))].filter((number) => number >= 0);
}

function shown(numbers: readonly number[], names: readonly string[]): string[] {
  return numbers
    .map((number) => names[number]!)
    .sort()
    .slice(0, SHOWN);
}
