import { MICROSECONDS } from '../login/log-ins';
import type { Tally } from '../login/tally';
import type { Sent } from './messages';
import type { Place } from './places';

const HOUR = 3600 * MICROSECONDS;

/** What one account sent and from where it logged in, so that a time of it can be held against all before. */
export class Timeline {
  /** In order of time. */
  readonly sent: readonly Sent[];
  /** In order of time. */
  readonly places: readonly Place[];
  readonly #firstRecipients: ReadonlyMap<number, number>;
  readonly #firstReplyTos: ReadonlyMap<number, number>;
  readonly #firstAgents: ReadonlyMap<number, number>;
  readonly #firstHours: ReadonlyMap<number, number>;
  /** Of each message the most recipients of any hour up to it. */
  readonly #most: Int32Array;

  constructor(sent: readonly Sent[], places: readonly Place[], recipients: Tally) {
    this.sent = sent;
    this.places = places;
    const firsts = (keys: (one: Sent) => Iterable<number>) => firstTimes(sent, keys);
    this.#firstRecipients = firsts((one) => one.recipients);
    this.#firstReplyTos = firsts(({ replyTo }) => [replyTo]);
    this.#firstAgents = firsts(({ agent }) => [agent]);
    this.#firstHours = firsts((one) => [hourOf(one)]);
    this.#most = mostUpTo(sent, recipients);
  }

  /** Messages before a time. */
  countBefore(time: number): number {
    return placeOf(this.sent, time);
  }

  /** Most recipients of any hour before a time. */
  mostBefore(time: number): number {
    return this.#most[placeOf(this.sent, time) - 1] ?? 0;
  }

  isNewRecipient(recipient: number, time: number): boolean {
    return this.#firstRecipients.get(recipient)! >= time;
  }

  isNewReplyTo({ replyTo }: Sent, time: number): boolean {
    return replyTo >= 0 && this.#firstReplyTos.get(replyTo)! >= time;
  }

  isNewAgent({ agent }: Sent, time: number): boolean {
    return agent >= 0 && this.#firstAgents.get(agent)! >= time;
  }

  /** Whether nothing was sent before that time in the message's hour of the day. */
  isNewHour(one: Sent, time: number): boolean {
    return this.#firstHours.get(hourOf(one))! >= time;
  }
}

/** The most different recipients of any hour of these messages, which are in order of time. */
export function busiestHour(sent: readonly Sent[], recipients: Tally): number {
  return mostUpTo(sent, recipients).at(-1) ?? 0;
}

function mostUpTo(sent: readonly Sent[], recipients: Tally): Int32Array {
  const most = new Int32Array(sent.length);
  let low = 0;
  for (let at = 0; at < sent.length; at++) {
    for (const one of sent[at]!.recipients) recipients.enter(one);
    for (; sent[at]!.time - sent[low]!.time >= HOUR; low++)
      for (const one of sent[low]!.recipients) recipients.leave(one);
    most[at] = Math.max(most[at - 1] ?? 0, recipients.distinct);
  }
  for (; low < sent.length; low++) for (const one of sent[low]!.recipients) recipients.leave(one);
  return most;
}

function firstTimes(sent: readonly Sent[], keys: (one: Sent) => Iterable<number>): Map<number, number> {
  const firsts = new Map<number, number>();
  for (const one of sent) for (const key of keys(one)) if (!firsts.has(key)) firsts.set(key, one.time);
  return firsts;
}

function hourOf({ time }: Sent): number {
  return Math.floor(time / HOUR) % 24;
}

/** How many messages are before a time. */
function placeOf(sent: readonly Sent[], time: number): number {
  let low = 0;
  let high = sent.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sent[middle]!.time < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
