import type { OrderedEvents, TimedEvents } from './event-order';

export interface Peak {
  readonly messages: number;
  readonly recipients: number;
  readonly distinctRecipients: number;
  readonly start: number;
  readonly end: number;
}

/** What lies in the window that ends at each event, in order of arrival; -1 for an event without group or time. */
export interface WindowCounts {
  readonly messages: Int32Array;
  readonly recipients: Float64Array;
  readonly distinctRecipients: Int32Array;
}

/** The recipients of event e: `ids[offsets[e]]` up to, not including, `ids[offsets[e + 1]]`, numbered from 0 to before `distinct`. */
export interface RecipientLists {
  readonly offsets: Int32Array;
  readonly ids: Int32Array;
  readonly distinct: number;
}

/**
 * The fullest windows of one group; all zero and NaN when no event of the group has a time. `uses` has a place for each
 * recipient, all zero before and after.
 */
export function peakOf(
  events: TimedEvents,
  ordered: OrderedEvents,
  group: number,
  windowMicros: number,
  { lists, uses }: { readonly lists: RecipientLists; readonly uses: Int32Array },
): Peak {
  const { order, starts, times } = ordered;
  const { recipients } = events;
  const peak = { messages: 0, recipients: 0, distinctRecipients: 0, start: Number.NaN, end: Number.NaN };
  const counter = new DistinctCounter(lists, uses);
  const last = starts[group + 1]!;
  let low = starts[group]!;
  let sum = 0;
  for (let at = low; at < last; at++) {
    const time = times[at]!;
    sum += recipients[order[at]!]!;
    counter.enter(order[at]!);
    for (; time - times[low]! >= windowMicros; low++) {
      sum -= recipients[order[low]!]!;
      counter.leave(order[low]!);
    }
    if (at - low + 1 > peak.messages) {
      peak.messages = at - low + 1;
      peak.start = times[low]!;
      peak.end = time;
    }
    if (sum > peak.recipients) peak.recipients = sum;
    if (counter.distinct > peak.distinctRecipients) peak.distinctRecipients = counter.distinct;
  }
  for (; low < last; low++) counter.leave(order[low]!);
  return peak;
}

/** Most events of one group in a bin of that length when bins begin at multiples of it: what `bin _time` would count. */
export function fixedPeakOf({ starts, times }: OrderedEvents, group: number, windowMicros: number): number {
  let peak = 0;
  let bin = Number.NaN;
  let count = 0;
  for (let at = starts[group]!; at < starts[group + 1]!; at++) {
    const own = Math.floor(times[at]! / windowMicros);
    count = own === bin ? count + 1 : 1;
    bin = own;
    if (count > peak) peak = count;
  }
  return peak;
}

/** The counts of every event's own window, exact for events in any order of arrival. */
export function countWindows(
  events: TimedEvents,
  ordered: OrderedEvents,
  lists: RecipientLists,
  windowMicros: number,
): WindowCounts {
  const counts: WindowCounts = {
    messages: new Int32Array(events.length).fill(-1),
    recipients: new Float64Array(events.length).fill(-1),
    distinctRecipients: new Int32Array(events.length).fill(-1),
  };
  const uses = new Int32Array(lists.distinct);
  for (let group = 0; group + 1 < ordered.starts.length; group++) {
    countGroup(events, ordered, group, new DistinctCounter(lists, uses), windowMicros, counts);
  }
  return counts;
}

/** Counts the different recipients of the events that are in the window; `uses` is all zero before and after a group. */
class DistinctCounter {
  readonly #lists: RecipientLists;
  readonly #uses: Int32Array;
  distinct = 0;

  constructor(lists: RecipientLists, uses: Int32Array) {
    this.#lists = lists;
    this.#uses = uses;
  }

  enter(event: number): void {
    const { offsets, ids } = this.#lists;
    for (let at = offsets[event]!; at < offsets[event + 1]!; at++) {
      if (this.#uses[ids[at]!]!++ === 0) this.distinct++;
    }
  }

  leave(event: number): void {
    const { offsets, ids } = this.#lists;
    for (let at = offsets[event]!; at < offsets[event + 1]!; at++) {
      if (--this.#uses[ids[at]!]! === 0) this.distinct--;
    }
  }
}

function countGroup(
  events: TimedEvents,
  { order, starts, times }: OrderedEvents,
  group: number,
  counter: DistinctCounter,
  windowMicros: number,
  counts: WindowCounts,
): void {
  const { recipients } = events;
  const end = starts[group + 1]!;
  let low = starts[group]!;
  let sum = 0;
  for (let first = low; first < end; ) {
    const time = times[first]!;
    let next = first;
    for (; next < end && times[next] === time; next++) {
      counter.enter(order[next]!);
      sum += recipients[order[next]!]!;
    }
    for (; time - times[low]! >= windowMicros; low++) {
      counter.leave(order[low]!);
      sum -= recipients[order[low]!]!;
    }
    for (; first < next; first++) {
      const event = order[first]!;
      counts.messages[event] = next - low;
      counts.recipients[event] = sum;
      counts.distinctRecipients[event] = counter.distinct;
    }
  }
  for (; low < end; low++) counter.leave(order[low]!);
}
