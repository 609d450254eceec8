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
  /** The times in that order: side by side they are read much faster than where the events lie. */
  readonly times: Float64Array;
}

/** The events put in order by a counting sort over groups; a group that came in or against time order costs one pass. */
export function orderByGroupAndTime(events: TimedEvents, groupCount: number): OrderedEvents {
  const { groups, times, length } = events;
  const starts = new Int32Array(groupCount + 1);
  for (let event = 0; event < length; event++) {
    if (isPlaced(events, event)) starts[groups[event]! + 1]!++;
  }
  for (let group = 0; group < groupCount; group++) starts[group + 1]! += starts[group]!;
  const ordered = {
    starts,
    order: new Int32Array(starts[groupCount]!),
    times: new Float64Array(starts[groupCount]!),
  };
  const next = starts.slice();
  for (let event = 0; event < length; event++) {
    if (!isPlaced(events, event)) continue;
    const place = next[groups[event]!]!++;
    ordered.order[place] = event;
    ordered.times[place] = times[event]!;
  }
  for (let group = 0; group < groupCount; group++) sortByTime(ordered, group, times);
  return ordered;
}

function isPlaced({ groups, times }: TimedEvents, event: number): boolean {
  return groups[event]! >= 0 && !Number.isNaN(times[event]!);
}

/** Sorts the events of one group; `times` are those of all events in order of arrival. */
function sortByTime(ordered: OrderedEvents, group: number, times: Float64Array): void {
  const [first, end] = [ordered.starts[group]!, ordered.starts[group + 1]!];
  let rises = 0;
  let falls = 0;
  for (let at = first + 1; at < end; at++) {
    const step = ordered.times[at]! - ordered.times[at - 1]!;
    if (step > 0) rises++;
    else if (step < 0) falls++;
  }
  if (falls === 0) return;
  const order = ordered.order.subarray(first, end);
  if (rises === 0) {
    order.reverse();
    ordered.times.subarray(first, end).reverse();
    return;
  }
  order.sort((left, right) => times[left]! - times[right]!);
  for (let at = first; at < end; at++) ordered.times[at] = times[ordered.order[at]!]!;
}
