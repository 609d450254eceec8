import { mix } from './hash';

/** The different runs of three characters of a text, as sorted 32-bit numbers; the text counts as if blanks stood around it. */
export function gramsOf(text: string): Uint32Array {
  const padded = ` ${text} `;
  const grams = new Uint32Array(Math.max(0, padded.length - 2));
  for (let at = 0; at < grams.length; at++) {
    const pair = mix(padded.charCodeAt(at) * 0x10000 + padded.charCodeAt(at + 1));
    grams[at] = mix(pair ^ padded.charCodeAt(at + 2));
  }
  return unique(grams.sort());
}

/** What two sorted sets share, as a part of what either holds: 0 to 1. */
export function jaccard(left: Uint32Array, right: Uint32Array): number {
  let shared = 0;
  for (let at = 0, other = 0; at < left.length && other < right.length; ) {
    const first = left[at]!;
    const second = right[other]!;
    if (first === second) shared++;
    if (first <= second) at++;
    if (second <= first) other++;
  }
  const all = left.length + right.length - shared;
  return all === 0 ? 1 : shared / all;
}

function unique(sorted: Uint32Array): Uint32Array {
  let length = 0;
  for (const gram of sorted) if (length === 0 || sorted[length - 1] !== gram) sorted[length++] = gram;
  return sorted.slice(0, length);
}
