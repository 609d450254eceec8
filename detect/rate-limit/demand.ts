/** How much one source asked for: units of the window of a length that ends at each of its messages. */
export interface Demand {
  readonly peak: number;
  /** 999 of 1000 messages end a window of no more than that (nearest rank). */
  readonly p999: number;
}

/** The demand of messages in order of time, those of one time in one window; zero without messages. */
export function demandOf(times: Float64Array, units: Float64Array, windowMicros: number): Demand {
  const windows = new Float64Array(times.length);
  let low = 0;
  let sum = 0;
  for (let first = 0; first < times.length; ) {
    let next = first;
    for (; next < times.length && times[next] === times[first]; next++) sum += units[next]!;
    for (; times[first]! - times[low]! >= windowMicros; low++) sum -= units[low]!;
    windows.fill(sum, first, next);
    first = next;
  }
  windows.sort();
  return {
    peak: windows.at(-1) ?? 0,
    p999: windows[Math.ceil(windows.length * 0.999) - 1] ?? 0,
  };
}
