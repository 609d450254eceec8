/** Events as parallel columns; times are whole microseconds, NaN where an event has none. */
export interface TimedEvents {
  readonly length: number;
  readonly groups: Int32Array;
  readonly times: Float64Array;
  readonly recipients: Int32Array;
}

/** Events with a time, by group and then time: those of group g are `order[starts[g]]` to before `order[starts[g + 1]]`. */
export interface OrderedEvents {
  readonly starts: Int32Array;
  readonly order: Int32Array;
}

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

/** The events put in order by a counting sort over groups; a group that came in or against time order costs one pass. */
export function orderByGroupAndTime(events: TimedEvents, groupCount: number): OrderedEvents {
  const { groups, times, length } = events;
  const starts = new Int32Array(groupCount + 1);
  for (let event = 0; event < length; event++) {
    if (isPlaced(events, event)) starts[groups[event]! + 1]!++;
  }
  for (let group = 0; group < groupCount; group++) starts[group + 1]! += starts[group]!;
  const order = new Int32Array(starts[groupCount]!);
  const next = starts.slice();
  for (let event = 0; event < length; event++) {
    if (isPlaced(events, event)) order[next[groups[event]!]!++] = event;
  }
  for (let group = 0; group < groupCount; group++) {
    sortByTime(order.subarray(starts[group]!, starts[group + 1]!), times);
  }
  return { starts, order };
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
  const { order, starts } = ordered;
  const { times, recipients } = events;
  const peak = { messages: 0, recipients: 0, distinctRecipients: 0, start: Number.NaN, end: Number.NaN };
  const counter = new DistinctCounter(lists, uses);
  const last = starts[group + 1]!;
  let low = starts[group]!;
  let sum = 0;
  for (let at = low; at < last; at++) {
    const time = times[order[at]!]!;
    sum += recipients[order[at]!]!;
    counter.enter(order[at]!);
    for (; time - times[order[low]!]! >= windowMicros; low++) {
      sum -= recipients[order[low]!]!;
      counter.leave(order[low]!);
    }
    if (at - low + 1 > peak.messages) {
      peak.messages = at - low + 1;
      peak.start = times[order[low]!]!;
      peak.end = time;
    }
    if (sum > peak.recipients) peak.recipients = sum;
    if (counter.distinct > peak.distinctRecipients) peak.distinctRecipients = counter.distinct;
  }
  for (; low < last; low++) counter.leave(order[low]!);
  return peak;
}

/** Most events of one group in a bin of that length when bins begin at multiples of it: what `bin _time` would count. */
export function fixedPeakOf(
  { times }: TimedEvents,
  { order, starts }: OrderedEvents,
  group: number,
  windowMicros: number,
): number {
  let peak = 0;
  let bin = Number.NaN;
  let count = 0;
  for (let at = starts[group]!; at < starts[group + 1]!; at++) {
    const own = Math.floor(times[order[at]!]! / windowMicros);
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
  { order, starts }: OrderedEvents,
  group: number,
  counter: DistinctCounter,
  windowMicros: number,
  counts: WindowCounts,
): void {
  const { times, recipients } = events;
  const end = starts[group + 1]!;
  let low = starts[group]!;
  let sum = 0;
  for (let first = low; first < end; ) {
    const time = times[order[first]!]!;
    let next = first;
    for (; next < end && times[order[next]!] === time; next++) {
      counter.enter(order[next]!);
      sum += recipients[order[next]!]!;
    }
    for (; time - times[order[low]!]! >= windowMicros; low++) {
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

function isPlaced({ groups, times }: TimedEvents, event: number): boolean {
  return groups[event]! >= 0 && !Number.isNaN(times[event]!);
}

function sortByTime(order: Int32Array, times: Float64Array): void {
  let rises = 0;
  let falls = 0;
  for (let at = 1; at < order.length; at++) {
    const step = times[order[at]!]! - times[order[at - 1]!]!;
    if (step > 0) rises++;
    else if (step < 0) falls++;
  }
  if (falls === 0) return;
  if (rises === 0) order.reverse();
  else order.sort((left, right) => times[left]! - times[right]!);
}
