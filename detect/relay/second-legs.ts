import type { Leg, LegTable } from './leg-table';
import { mixed } from './text-hash';

/** A server hands on what it took within this time unless the other side puts it off. */
const LONGEST_SECONDS = 600;
/** Clocks of sensors and servers differ; a second leg may seem to come before the first. */
const LEEWAY_SECONDS = 60;

/** What two legs of one message have in common beside a recipient: its Message-ID, or both sender and subject. */
function keysOf({ recipients, message, sender, subject }: Leg): number[] {
  const keys: number[] = [];
  const context = subject === 0 || sender < 0 ? 0 : mixed(subject, sender);
  for (const recipient of recipients) {
    if (message !== 0) keys.push(mixed(message, recipient));
    if (context !== 0) keys.push(mixed(context, recipient));
  }
  return keys;
}

/** Finds the second legs of the messages that somebody asks for. */
export class SecondLegs {
  readonly #times = new Map<number, number[]>();

  /** Looks through the legs for those that could go on from one of these. */
  constructor(legs: LegTable, firsts: Iterable<Leg>) {
    for (const first of firsts) for (const key of keysOf(first)) this.#times.set(key, []);
    if (this.#times.size === 0) return;
    for (let place = 0; place < legs.size; place++) {
      const leg = legs.get(place);
      for (const key of keysOf(leg)) this.#times.get(key)?.push(leg.time);
    }
    for (const times of this.#times.values()) times.sort((left, right) => left - right);
  }

  /** Seconds from a first leg to the next second leg of its message, undefined where there is none in time. */
  secondsAfter(first: Leg): number | undefined {
    const gaps = keysOf(first).flatMap((key) => {
      const next = firstFrom(this.#times.get(key) ?? [], first.time - LEEWAY_SECONDS);
      return next !== undefined && next <= first.time + LONGEST_SECONDS
        ? [Math.max(0, next - first.time)]
        : [];
    });
    return gaps.length === 0 ? undefined : Math.min(...gaps);
  }
}

/** The smallest of sorted times that is not before another, undefined where none is. */
export function firstFrom(sorted: readonly number[], time: number): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}
