import type { Others } from './expectation';

const WEEK = 7 * 86_400;
/** Weeks of history from which on hours of the week are told apart. */
const WEEKS = 3;
/** Others of the same season that tell anything: two other weeks, with the hours before and after. */
const LEAST_SEASONAL = 6;
/** Own buckets that have to lie before one that is judged. */
export const LEAST_BEFORE = 6;
/**
 * In a history this long, what happens next to a bucket counts as part of it and not as its past: bursts cross edges. And the fullest
 * later bucket does not say what was usual: once is no habit, and of two bursts the first must not be hidden by the second.
 */
const LONG = 24;
const BESIDE = 2;
/** Buckets up to this long, in seconds, are like those before and after them; days are not. */
const ALIKE = 3_600;

/** What one entity did, bucket by bucket from its first to the last of all, those that hold nothing included. */
export class History {
  /** Numbers of the buckets that hold something, rising, and what they hold. */
  readonly buckets: Int32Array;
  readonly values: Float64Array;
  readonly length: number;
  readonly first: number;
  readonly #spanSeconds: number;
  readonly #risen: number[];
  #places: Map<number, number> | undefined;

  constructor(buckets: Int32Array, values: Float64Array, end: number, spanSeconds: number) {
    this.buckets = buckets;
    this.values = values;
    this.first = buckets[0]!;
    this.#spanSeconds = spanSeconds;
    this.length = end - this.first + 1;
    this.#risen = Array.from(values.keys()).sort((left, right) => values[left]! - values[right]!);
  }

  /** How many buckets can be judged, those that hold nothing included. */
  get judged(): number {
    return Math.max(0, this.length - LEAST_BEFORE - this.#beside);
  }

  /** Whether enough of the entity's past lies before the bucket. */
  isJudged(bucket: number): boolean {
    return bucket - this.#beside - this.first >= LEAST_BEFORE;
  }

  /** Whether the same hours of other weeks tell what to expect. */
  get isSeasonal(): boolean {
    const slots = WEEK / this.#spanSeconds;
    return (
      Number.isInteger(slots) && slots > 1 && this.length >= WEEKS * slots && this.#seasonal >= LEAST_SEASONAL
    );
  }

  /** All buckets. */
  all(): Others {
    return {
      values: this.#risen.map((place) => this.values[place]!),
      zeros: this.length - this.values.length,
    };
  }

  /** What the bucket is held against. */
  others(bucket: number): Others {
    return this.isSeasonal ? this.#sameSeason(bucket) : this.#allBut(bucket);
  }

  get #beside(): number {
    return this.length >= LONG ? BESIDE : 0;
  }

  /** Others of one season in the shortest of its histories. */
  get #seasonal(): number {
    const weeks = Math.floor((this.length * this.#spanSeconds) / WEEK);
    return (weeks - 1) * (this.#spanSeconds <= ALIKE ? 3 : 1);
  }

  /** All buckets but the one and those beside it, and in a long history the fullest later one with those beside that. */
  #allBut(bucket: number): Others {
    const left = this.#around(bucket);
    const later = this.#risen.findLast((place) => this.buckets[place]! > bucket + this.#beside);
    if (this.length >= LONG && later !== undefined)
      for (const each of this.#around(this.buckets[later]!)) left.add(each);
    const places = this.#risen.filter((place) => !left.has(this.buckets[place]!));
    const values = places.map((place) => this.values[place]!);
    return { values, zeros: this.length - left.size - values.length };
  }

  /** The bucket and those beside it, as far as they are of this history. */
  #around(bucket: number): Set<number> {
    const from = Math.max(this.first, bucket - this.#beside);
    const end = Math.min(bucket + this.#beside, this.first + this.length - 1);
    return new Set(Array.from({ length: end - from + 1 }, (_, index) => from + index));
  }

  #sameSeason(bucket: number): Others {
    const slots = WEEK / this.#spanSeconds;
    const reach = this.#spanSeconds <= ALIKE ? 1 : 0;
    const end = this.first + this.length - 1;
    this.#places ??= new Map(Array.from(this.buckets, (each, place) => [each, place]));
    const places = this.#places;
    const values: number[] = [];
    let zeros = 0;
    for (
      let same = bucket - Math.floor((bucket - this.first + reach) / slots) * slots;
      same - reach <= end;
      same += slots
    ) {
      if (same === bucket) continue;
      for (let near = Math.max(this.first, same - reach); near <= Math.min(end, same + reach); near++) {
        const place = places.get(near);
        if (place === undefined) zeros++;
        else values.push(this.values[place]!);
      }
    }
    return { values: values.sort((left, right) => left - right), zeros };
  }
}
