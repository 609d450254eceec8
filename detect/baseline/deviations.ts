import { dispersionOf, type Expectation, expectationOf } from './expectation';
import { falseDiscoveryRates } from './false-discovery';
import type { History } from './history';
import { upperTail } from './tail';

/** One bucket that holds more than the others of its entity mostly do, held against them. */
export interface Deviation {
  readonly bucket: number;
  readonly value: number;
  readonly expected: Expectation;
  readonly p: number;
  readonly q: number;
}

/** From so many entities on, what is usual for them says how much counts vary beyond chance at least. */
const LEAST_PEERS = 8;
/** Buckets nearer to the mean than this are chance: two standard deviations are passed once in 40 to 10 times. */
const DEVIATIONS = 2;
/** Entities with fewer events say nothing of that. */
const LEAST_EVENTS = 10;

/** Variance by mean as it is usual among the entities, 1 where there are too few to say. */
function usualDispersion(histories: readonly History[]): number {
  const known = histories
    .filter((history) => history.judged > 0)
    .map((history) => history.all())
    .filter(({ values }) => values.reduce((sum, value) => sum + value, 0) >= LEAST_EVENTS)
    .map(dispersionOf)
    .sort((left, right) => left - right);
  return known.length < LEAST_PEERS ? 1 : Math.max(1, known[Math.floor(known.length / 2)]!);
}

type Candidate = Omit<Deviation, 'q'> & { readonly entity: number };

function candidatesOf(history: History, entity: number, dispersion: number): Candidate[] {
  const { buckets, values, length } = history;
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  const least = Math.min(
    mean + DEVIATIONS * Math.sqrt(mean),
    values.reduce((most, value) => Math.max(most, value), 0),
  );
  return Array.from(buckets.keys())
    .filter((place) => values[place]! >= least && history.isJudged(buckets[place]!))
    .map((place) => {
      const [bucket, value] = [buckets[place]!, values[place]!];
      const expected = expectationOf(history.others(bucket), dispersion);
      return { entity, bucket, value, expected, p: upperTail(value, expected.mean, expected.variance) };
    });
}

/**
 * Of each history the buckets two Poisson deviations above its mean, and the fullest, the most unlikely first, with q-values over all
 * buckets of all histories: what lies lower is too likely to change any q-value below 0.02.
 */
export function deviationsOf(histories: readonly History[]): Deviation[][] {
  const dispersion = usualDispersion(histories);
  const candidates = histories.flatMap((history, entity) => candidatesOf(history, entity, dispersion));
  const tests = histories.reduce((sum, { judged }) => sum + judged, 0);
  const rates = falseDiscoveryRates(
    Float64Array.from(candidates, ({ p }) => p),
    tests,
  );
  const found: Deviation[][] = histories.map(() => []);
  for (const [index, { entity, ...candidate }] of candidates.entries())
    found[entity]!.push({ ...candidate, q: rates[index]! });
  for (const list of found)
    list.sort((left, right) => left.p - right.p || right.value - left.value || left.bucket - right.bucket);
  return found;
}
