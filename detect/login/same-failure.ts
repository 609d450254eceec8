import { PairTable } from '../pair-table';
import { ENDED, type LogIns, MICROSECONDS, SUCCESS } from './log-ins';

/** Dovecot ends a log-in that does not succeed after three minutes, Postfix after five at most: smtpd_timeout. */
const SESSION = 180 * MICROSECONDS;
/** A password check and the answer of the server that asked for it: Dovecot waits two seconds, Postfix one and more. */
const CHECK_AND_ANSWER = 10 * MICROSECONDS;
/** Lines of one source looked back at: a fast guesser's are too many to look at all, and need no more. */
const LOOKED_BACK = 64;

interface Told {
  readonly time: number;
  readonly user: number;
  readonly app: number;
}

/** Which log-ins count: 1 for each, 0 where another line has told of the same failure. */
export function countedOnce(logIns: LogIns): Uint8Array {
  const { length, times, sources, users, apps, kinds } = logIns;
  const counted = new Uint8Array(length).fill(1);
  const waiting = new Map<number, Told[]>();
  const refusals = new Refusals();
  for (let at = 0; at < length; at++) {
    const [time, source, user] = [times[at]!, sources[at]!, users[at]!];
    if (kinds[at] === SUCCESS || source < 0) continue;
    if (kinds[at] === ENDED) {
      if (refusals.isTold(source, user, time)) counted[at] = 0;
      continue;
    }
    refusals.tell(source, user, time);
    if (isAnswered(waiting, source, { time, user, app: apps[at]! })) counted[at] = 0;
  }
  return counted;
}

/** When a password of a source was last refused, of any user and of each. */
class Refusals {
  readonly #pairs = new PairTable();
  readonly #last: number[] = [];

  tell(source: number, user: number, time: number): void {
    this.#last[this.#pairs.add(source, 0)] = time;
    this.#last[this.#pairs.add(source, user + 2)] = time;
  }

  /** An end that names no user may be that of any, and one that does that of a refusal without. */
  isTold(source: number, user: number, time: number): boolean {
    const isRecent = (key: number): boolean =>
      time - (this.#last[this.#pairs.add(source, key)] ?? -Infinity) <= SESSION;
    return user < 0 ? isRecent(0) : isRecent(user + 2) || isRecent(1);
  }
}

/** Whether another program told of this failure just before; each line stands for one other at most. */
function isAnswered(waiting: Map<number, Told[]>, source: number, told: Told): boolean {
  const list = waiting.get(source) ?? [];
  waiting.set(source, list);
  while (list.length > 0 && (told.time - list[0]!.time > CHECK_AND_ANSWER || list.length > LOOKED_BACK))
    list.shift();
  const partner = list.findIndex(
    ({ user, app }) => app !== told.app && (user === told.user || user < 0 || told.user < 0),
  );
  if (partner < 0) list.push(told);
  else list.splice(partner, 1);
  return partner >= 0;
}
