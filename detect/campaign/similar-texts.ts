import { DisjointSets } from './disjoint-sets';
import { gramsOf, jaccard } from './grams';
import { mix } from './hash';

export interface SimilarityOptions {
  /** Least Jaccard similarity of the runs of three characters of two texts that belong together. */
  readonly similarity: number;
  /** Up to so many texts every pair is compared; among more, candidates are found by MinHash. */
  readonly exactUpTo?: number;
}

const EXACT_UP_TO = 512;
/** 16 bands of two hashes: a pair of similarity 0.5 is a candidate with 99 %, one of 0.7 with 99.998 %. */
const BANDS = 16;
/** In a larger bucket each text is compared with the first of it and the one before alone: time stays near linear. */
const SMALL_BUCKET = 8;
const INDEX_ROOM = 2 ** 21;

/**
 * Groups different texts, single linkage: gives for each the number of the first text of its group. The answer rests on the
 * set of texts alone, not on their order, when they come sorted. Up to two million texts.
 */
export function groupSimilar(texts: readonly string[], options: SimilarityOptions): Int32Array {
  const { similarity, exactUpTo = EXACT_UP_TO } = options;
  const sets = new DisjointSets(texts.length);
  const grams = texts.map(gramsOf);
  const compare = (left: number, right: number): void => {
    if (sets.find(left) === sets.find(right)) return;
    if (jaccard(grams[left]!, grams[right]!) >= similarity) sets.join(left, right);
  };
  if (texts.length <= exactUpTo) compareAll(0, texts.length, (at) => at, compare);
  else for (let band = 0; band < BANDS; band++) compareBand(band, grams, compare);
  return Int32Array.from(texts, (_, index) => sets.find(index));
}

type Compare = (left: number, right: number) => void;

function compareAll(start: number, end: number, member: (at: number) => number, compare: Compare): void {
  for (let at = start; at < end; at++)
    for (let other = start; other < at; other++) compare(member(other), member(at));
}

/** Compares texts whose least hashes agree in one band. */
function compareBand(band: number, grams: readonly Uint32Array[], compare: Compare): void {
  const keys = new Float64Array(grams.length);
  for (const [index, set] of grams.entries()) keys[index] = bandKey(set, band) * INDEX_ROOM + index;
  keys.sort();
  const member = (at: number): number => keys[at]! % INDEX_ROOM;
  const bucket = (at: number): number => Math.floor(keys[at]! / INDEX_ROOM);
  for (let start = 0, end = 0; start < keys.length; start = end) {
    for (end = start + 1; end < keys.length && bucket(end) === bucket(start); ) end++;
    if (end - start <= SMALL_BUCKET) compareAll(start, end, member, compare);
    else
      for (let at = start + 1; at < end; at++) {
        compare(member(start), member(at));
        compare(member(at - 1), member(at));
      }
  }
}

/** 31 bits of the two least hashes of a set, whose numbers are mixed already: one multiplication each is enough. */
function bandKey(grams: Uint32Array, band: number): number {
  const firstSeed = mix(2 * band + 1) | 0;
  const secondSeed = mix(2 * band + 2) | 0;
  let first = 0x7fffffff;
  let second = 0x7fffffff;
  for (let at = 0; at < grams.length; at++) {
    const gram = grams[at]! | 0;
    const left = Math.imul(gram ^ firstSeed, 0x9e3779b1) ^ (gram >>> 13);
    const right = Math.imul(gram ^ secondSeed, 0x85ebca6b) ^ (gram >>> 17);
    if (left < first) first = left;
    if (right < second) second = right;
  }
  return mix(first ^ Math.imul(second, 0x9e3779b1)) >>> 1;
}
