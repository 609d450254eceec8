import { type Deviation, deviationsOf } from './baseline/deviations';
import { History } from './baseline/history';
import { type Bucket, bucketsOf } from './baseline/series';
import { type BaselineVerdict, bandOf, judge } from './baseline/verdict';
import type { Keys } from './columns';
import { Groups } from './groups';
import { doubles } from './growing-column';
import { PairTable } from './pair-table';

export interface BaselineOptions {
  readonly spanSeconds: number;
  /** Whether the rows are counted, or the numbers in them added up. */
  readonly isCount: boolean;
  /** Least that a bucket has to be above the usual. */
  readonly effect: number;
  /** Whether the series of marked entities alone are asked for. */
  readonly isMarkedOnly?: boolean;
}

export interface BaselineBatch {
  readonly rows: number;
  readonly times: Float64Array;
  readonly values?: Float64Array;
  /** A row with a value marks its entity. */
  readonly marks?: Keys;
  /** The fields to group by; a row without one of them belongs to no entity. */
  readonly by: readonly Keys[];
}

/** One entity; the names are those of the command's output, times are epoch seconds. */
export interface BaselineRow {
  readonly by: readonly string[];
  readonly buckets: number;
  readonly active_buckets: number;
  readonly total: number;
  readonly peak_start: number;
  readonly peak_value: number;
  readonly expected: number | undefined;
  readonly expected_low: number | undefined;
  readonly expected_high: number | undefined;
  readonly p_value: number | undefined;
  readonly q_value: number | undefined;
  readonly spikes: number;
  readonly spike_starts: readonly string[];
  readonly spike_total: number;
  readonly season: 'week' | 'none';
  readonly baseline_score: number;
  readonly verdict: BaselineVerdict;
  readonly reasons: readonly string[];
}

/** One bucket of one entity; the names are those of the command's output, times are epoch seconds. */
export interface SeriesRow extends Bucket {
  readonly by: readonly string[];
}

/** Numbers of buckets are kept as 32-bit numbers; times beyond belong to none. */
const LAST_BUCKET = 2 ** 31 - 2;
const MOST_STARTS = 50;

/**
 * Notices who does more than is usual for it in a bucket of time, empty buckets counted, the tested one and the fullest later burst left out.
 * It matters because a mean with the outlier in it hides it: among ten buckets none can be three standard deviations away.
 * It is wrong about what happens rarely and rightly, such as a mailing once a month, until it has seen it a few times.
 * It needs times, and six earlier buckets of the same entity; it says so where they are missing.
 * It keeps 24 bytes for each entity and bucket that is not empty, and the texts of the entities.
 */
export class Baseline {
  readonly #options: BaselineOptions;
  readonly #groups = new Groups();
  readonly #cells = new PairTable();
  readonly #values = doubles();
  readonly #marked = new Set<number>();

  constructor(options: BaselineOptions) {
    this.#options = options;
  }

  /** Adds the rows of one batch to their buckets. */
  add({ rows, times, values, marks, by }: BaselineBatch): void {
    const { isCount, spanSeconds } = this.#options;
    this.#groups.take(by);
    for (let row = 0; row < rows; row++) {
      const value = isCount ? 1 : (values?.[row] ?? 0);
      const bucket = Math.floor(times[row]! / spanSeconds);
      if (!(value > 0 && value < Number.POSITIVE_INFINITY && Math.abs(bucket) <= LAST_BUCKET)) continue;
      const group = this.#groups.of(row);
      if (group < 0) continue;
      if (marks !== undefined && marks.ids[row]! >= 0) this.#marked.add(group);
      const cell = this.#cells.add(group, bucket);
      this.#values.set(cell, this.#values.get(cell) + value);
    }
  }

  /** One row for each entity that did anything, the most deviant first. */
  summary(): BaselineRow[] {
    const { groups, histories } = this.#histories();
    const deviations = deviationsOf(histories);
    return histories
      .map((history, index) => this.#row(this.#groups.texts(groups[index]!), history, deviations[index]!))
      .sort(
        (left, right) =>
          right.baseline_score - left.baseline_score ||
          (left.q_value ?? 2) - (right.q_value ?? 2) ||
          (left.p_value ?? 2) - (right.p_value ?? 2) ||
          right.peak_value - left.peak_value ||
          (left.by.join('\n') < right.by.join('\n') ? -1 : 1),
      );
  }

  /** A row for each bucket of each entity, in order of entity and time; the last 10,000 buckets of an entity. */
  *series(): Generator<SeriesRow> {
    const { groups, histories } = this.#histories();
    const deviations = deviationsOf(histories);
    const shown = groups
      .map((group, index) => ({ by: this.#groups.texts(group), group, index }))
      .filter(({ group }) => this.#options.isMarkedOnly !== true || this.#marked.has(group))
      .sort((left, right) => (left.by.join('\n') < right.by.join('\n') ? -1 : 1));
    for (const { by, index } of shown) {
      const { spikes } = judge(histories[index]!, deviations[index]!, this.#options);
      for (const bucket of bucketsOf(histories[index]!, spikes, this.#options.spanSeconds))
        yield { by, ...bucket };
    }
  }

  #histories(): { groups: number[]; histories: History[] } {
    const cells = Array.from({ length: this.#cells.size }, (_, cell) => cell);
    const [groupOf, bucketOf] = [
      (cell: number) => this.#cells.left(cell),
      (cell: number) => this.#cells.right(cell),
    ];
    cells.sort((left, right) => groupOf(left) - groupOf(right) || bucketOf(left) - bucketOf(right));
    const end = cells.reduce((latest, cell) => Math.max(latest, bucketOf(cell)), -LAST_BUCKET);
    const groups: number[] = [];
    const histories: History[] = [];
    for (let from = 0; from < cells.length; ) {
      const group = groupOf(cells[from]!);
      let to = from;
      while (to < cells.length && groupOf(cells[to]!) === group) to++;
      const own = cells.slice(from, to);
      const values = Float64Array.from(own, (cell) => this.#values.get(cell));
      groups.push(group);
      histories.push(new History(Int32Array.from(own, bucketOf), values, end, this.#options.spanSeconds));
      from = to;
    }
    return { groups, histories };
  }

  #row(by: readonly string[], history: History, deviations: readonly Deviation[]): BaselineRow {
    const { spanSeconds } = this.#options;
    const { verdict, score, spikes, reasons } = judge(history, deviations, this.#options);
    const worst = spikes[0] ?? deviations[0];
    const { buckets, values } = history;
    const highest = values.reduce((best, value, place) => (value > values[best]! ? place : best), 0);
    const band = worst && bandOf(worst.expected);
    return {
      by,
      buckets: history.length,
      active_buckets: buckets.length,
      total: values.reduce((sum, value) => sum + value, 0),
      peak_start: (worst?.bucket ?? buckets[highest]!) * spanSeconds,
      peak_value: worst?.value ?? values[highest]!,
      expected: worst?.expected.centre,
      expected_low: band?.low,
      expected_high: band?.high,
      p_value: worst?.p,
      q_value: worst?.q,
      spikes: spikes.length,
      spike_starts: spikes
        .map(({ bucket }) => bucket * spanSeconds)
        .sort((left, right) => left - right)
        .slice(0, MOST_STARTS)
        .map(String),
      spike_total: spikes.reduce((sum, { value }) => sum + value, 0),
      season: history.isSeasonal ? 'week' : 'none',
      baseline_score: score,
      verdict,
      reasons,
    };
  }
}
