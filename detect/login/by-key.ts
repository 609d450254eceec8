/** Places of rows by key: those of key k are `order[starts[k]]` up to, not including, `order[starts[k + 1]]`. */
export interface ByKey {
  readonly starts: Int32Array;
  readonly order: Int32Array;
}

/** Sorts the rows by keys from 0 on, keeping their order within each; rows with a negative key are left out. */
export function sortByKey(keys: Int32Array, keyCount: number): ByKey {
  const starts = new Int32Array(keyCount + 1);
  for (const key of keys) if (key >= 0) starts[key + 1]!++;
  for (let key = 0; key < keyCount; key++) starts[key + 1]! += starts[key]!;
  const next = starts.slice();
  const order = new Int32Array(starts[keyCount]!);
  for (let row = 0; row < keys.length; row++) if (keys[row]! >= 0) order[next[keys[row]!]!++] = row;
  return { starts, order };
}
