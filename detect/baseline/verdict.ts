import type { Deviation } from './deviations';
import type { Expectation } from './expectation';
import { type History, LEAST_BEFORE } from './history';

export type BaselineVerdict = 'spike' | 'normal' | 'insufficient_history';

/** One in a hundred of what is called a spike may be chance. */
const FALSE_DISCOVERY_RATE = 0.01;
/** Widths of the band about the centre in which buckets are expected; a bucket inside is no spike however unlikely. */
const BAND = 3;
/** Points of a spike, for every power of ten of its q-value below the limit, and for every doubling above the band. */
const POINTS = { spike: 40, unlikely: 3, unlikelyMost: 30, doubled: 6, doubledMost: 30 } as const;

export interface Judgement {
  readonly verdict: BaselineVerdict;
  readonly score: number;
  readonly spikes: readonly Deviation[];
  readonly reasons: readonly string[];
}

/** The band in which a bucket is expected. */
export function bandOf({ centre, spread }: Expectation): { low: number; high: number } {
  return { low: Math.max(0, centre - BAND * spread), high: centre + BAND * spread };
}

const plain = (value: number): string => String(Number(value.toPrecision(value >= 1000 ? 6 : 3)));
const dateOf = (bucket: number, spanSeconds: number): string => {
  const time = new Date(bucket * spanSeconds * 1000);
  return Number.isNaN(time.getTime()) ? `bucket ${bucket}` : time.toISOString().replace(/[.]000Z$/, 'Z');
};

function scoreOf(worst: Deviation): number {
  const powers = Math.log10(FALSE_DISCOVERY_RATE / Math.max(worst.q, Number.MIN_VALUE));
  const doublings = Math.log2(worst.value / bandOf(worst.expected).high);
  const unlikely = Math.min(POINTS.unlikelyMost, POINTS.unlikely * powers);
  return Math.round(
    POINTS.spike + unlikely + Math.min(POINTS.doubledMost, POINTS.doubled * Math.max(0, doublings)),
  );
}

const spikeReason = (worst: Deviation, spanSeconds: number): string => {
  const { bucket, value, expected, q } = worst;
  return `far_above_usual: ${plain(value)} from ${dateOf(bucket, spanSeconds)} on, where ${plain(expected.centre)} is usual and up to ${plain(bandOf(worst.expected).high)} expected (q ${q.toExponential(1)})`;
};

function seasonReason({ isSeasonal, length }: History, spanSeconds: number): string {
  if (isSeasonal) return 'season: held against the same time of other weeks';
  const days = Math.round((length * spanSeconds) / 8_640) / 10;
  return `no_season: ${days} days of history tell no hours of the week apart`;
}

/** Whether an entity did more than usual; a bucket counts that is unlikely, outside the band, and `effect` above the centre. */
export function judge(
  history: History,
  deviations: readonly Deviation[],
  { effect, spanSeconds }: { readonly effect: number; readonly spanSeconds: number },
): Judgement {
  if (history.judged === 0) {
    const reason = `insufficient_history: ${history.length} buckets since the first, ${LEAST_BEFORE} have to lie before one that is judged`;
    return { verdict: 'insufficient_history', score: 0, spikes: [], reasons: [reason] };
  }
  const spikes = deviations.filter(
    (one) =>
      one.q <= FALSE_DISCOVERY_RATE &&
      one.value > bandOf(one.expected).high &&
      one.value - one.expected.centre >= effect,
  );
  const [worst] = spikes;
  const season = seasonReason(history, spanSeconds);
  if (worst === undefined) return { verdict: 'normal', score: 0, spikes, reasons: [season] };
  const repeated = spikes.length > 1 ? [`repeated: ${spikes.length} buckets are spikes`] : [];
  return {
    verdict: 'spike',
    score: scoreOf(worst),
    spikes,
    reasons: [spikeReason(worst, spanSeconds), ...repeated, season],
  };
}
