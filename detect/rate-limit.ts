import { type Limit, type Replay, replay } from './rate-limit/bucket';
import { type Demand, demandOf } from './rate-limit/demand';
import { bucketsOf, type LimitBucket } from './rate-limit/series';
import type { OrderedEvents, TimedEvents } from './spam-rate/event-order';
import { peakOf } from './spam-rate/sliding-window';
import { MICROSECONDS, type SourceBatch, SourceEvents } from './spam-rate/source-events';
import { judgeSource, type SpamJudgement } from './spam-rate/verdict';

export interface RateLimitOptions {
  readonly rate: number;
  readonly perSeconds: number;
  readonly burst?: number;
  readonly unit: 'message' | 'recipient';
  /** Percent of the largest legitimate demand that is suggested as rate. */
  readonly marginPercent: number;
}

type Looks = 'legitimate' | 'suspicious' | 'unknown';

/** What the limit would have done to one source; the names are those of the command's output, times are epoch seconds. */
export interface RateLimitRow {
  readonly by: readonly string[];
  readonly messages: number;
  readonly units: number;
  readonly passed: number;
  readonly refused: number;
  readonly refused_units: number;
  readonly oversized: number;
  readonly delayed: number;
  readonly largest_delay: number;
  readonly first_hit_time: number | undefined;
  readonly peak_units: number;
  readonly p999_units: number;
  readonly looks: Looks;
  readonly verdict: SpamJudgement['verdict'];
  readonly spam_score: number;
  readonly reasons: readonly string[];
  readonly suggested_rate: number | undefined;
}

/** The same of one source and part of the time: counts of that part, judgement and demand of the whole. */
export interface RateLimitSeriesRow extends RateLimitRow, Pick<LimitBucket, '_time'> {}

/** The timed messages of one source in order, those of one time from small to large: which of them came first is not known. */
interface Line {
  readonly times: Float64Array;
  readonly units: Float64Array;
}

const SUSPICIOUS: ReadonlySet<string> = new Set(['spambot', 'suspected_spam', 'scanner']);
/** A spam score needs a window; limits of a day would call any day's newsletter a burst. */
const JUDGED_MICROS = 300 * MICROSECONDS;

/**
 * Tells what a rate limit would have done to the mail of the past: to whom, from when on, and for how long messages had waited.
 * It matters because a limit that is guessed stops newsletters and lets bots through.
 * It is wrong about messages that would have been sent again after a refusal: they count once.
 * It needs times and what to group by; recipients for the unit recipient, where a message that shows none counts as one.
 * It keeps 20 bytes a message and 4 a recipient, and the different senders, HELO names and servers of every source.
 */
export class RateLimit {
  readonly #limit: Limit;
  readonly #isByRecipient: boolean;
  readonly #marginPercent: number;
  readonly #sources = new SourceEvents();

  constructor({ rate, perSeconds, burst = rate, unit, marginPercent }: RateLimitOptions) {
    this.#limit = { rate, perMicros: Math.round(perSeconds * MICROSECONDS), burst };
    this.#isByRecipient = unit === 'recipient';
    this.#marginPercent = marginPercent;
  }

  /** Counts the rows of one batch. */
  add(batch: SourceBatch): void {
    this.#sources.add(batch);
  }

  /** One row for each source, those that lose most to the limit first. */
  summary(): RateLimitRow[] {
    return this.#judged().map(({ row }) => row);
  }

  /** One row for each source and part of the time of so many seconds in which it sent, sources in the order of the summary. */
  *series(spanSeconds: number): Generator<RateLimitSeriesRow> {
    const judged = this.#judged();
    const events = this.#sources.events();
    const ordered = this.#sources.ordered();
    for (const { row, source } of judged) {
      const { times, units } = this.#lineOf(events, ordered, source);
      for (const bucket of bucketsOf(times, units, this.#limit, spanSeconds)) yield { ...row, ...bucket };
    }
  }

  #judged(): { readonly row: RateLimitRow; readonly source: number }[] {
    const events = this.#sources.events();
    const ordered = this.#sources.ordered();
    const judgements = this.#judgements(events, ordered);
    const rows = judgements.map((judgement, source) => {
      const line = this.#lineOf(events, ordered, source);
      const demand = demandOf(line.times, line.units, this.#limit.perMicros);
      return rowOf(
        this.#sources.byTexts(source),
        line,
        replay(line.times, line.units, this.#limit),
        demand,
        judgement,
      );
    });
    const suggested_rate = this.#suggestion(rows);
    return rows
      .map((row, source) => ({ row: { ...row, suggested_rate }, source }))
      .sort((left, right) => byLoss(left.row, right.row));
  }

  /** So much that all but one in a thousand messages of the legitimate sources pass, and some more. */
  #suggestion(rows: readonly Omit<RateLimitRow, 'suggested_rate'>[]): number | undefined {
    let largest = 0;
    for (const { looks, p999_units } of rows)
      if (looks === 'legitimate') largest = Math.max(largest, p999_units);
    return largest === 0 ? undefined : Math.ceil((largest * this.#marginPercent) / 100);
  }

  #judgements(events: TimedEvents, ordered: OrderedEvents): SpamJudgement[] {
    const lists = this.#sources.lists();
    const recipients = { lists, uses: new Int32Array(lists.distinct) };
    return [...this.#sources.distinctRecipients()].map((distinct, source) => {
      const peak = peakOf(events, ordered, source, JUDGED_MICROS, recipients);
      return judgeSource(this.#sources.profile(source, peak, distinct), Number.POSITIVE_INFINITY);
    });
  }

  #lineOf({ times, recipients }: TimedEvents, { order, starts }: OrderedEvents, source: number): Line {
    const own = order.subarray(starts[source]!, starts[source + 1]!);
    const unitsOf = (event: number): number => (this.#isByRecipient ? Math.max(1, recipients[event]!) : 1);
    if (this.#isByRecipient)
      own.sort((left, right) => times[left]! - times[right]! || recipients[left]! - recipients[right]!);
    return {
      times: Float64Array.from(own, (event) => times[event]!),
      units: Float64Array.from(own, unitsOf),
    };
  }
}

function rowOf(
  by: readonly string[],
  { times }: Line,
  { firstHit, largestDelay, passedUnits, refusedUnits, ...replayed }: Replay,
  { peak, p999 }: Demand,
  { score, verdict, reasons }: SpamJudgement,
): Omit<RateLimitRow, 'suggested_rate'> {
  return {
    by,
    messages: times.length,
    units: passedUnits + refusedUnits,
    ...replayed,
    refused_units: refusedUnits,
    largest_delay: largestDelay / MICROSECONDS,
    first_hit_time: Number.isNaN(firstHit) ? undefined : firstHit / MICROSECONDS,
    peak_units: peak,
    p999_units: p999,
    looks: looksOf(verdict),
    verdict,
    spam_score: score,
    reasons,
  };
}

function looksOf(verdict: SpamJudgement['verdict']): Looks {
  if (verdict === 'insufficient_data') return 'unknown';
  return SUSPICIOUS.has(verdict) ? 'suspicious' : 'legitimate';
}

function byLoss(left: RateLimitRow, right: RateLimitRow): number {
  return (
    right.refused_units - left.refused_units ||
    right.largest_delay - left.largest_delay ||
    right.units - left.units ||
    (left.by.join() < right.by.join() ? -1 : 1)
  );
}
