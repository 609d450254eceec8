import { fromTimestamp, toTimestamp } from './format';
import { type Unit, unitOf } from './relative';

/** The width of a bucket: seconds (or a bare number) of any count, or calendar months. */
export interface Span {
  readonly count: number;
  readonly unit: 'seconds' | 'months' | 'plain';
}

const SECONDS: Partial<Record<Unit, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};
const MONTHS: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12 };
const SUBSECONDS: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, cs: 1e-2, ds: 1e-1 };

/** The span that a text such as `5m`, `1mon` or `10` means, undefined when it is none. */
export function parseSpan(text: string): Span | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,6})?)?([a-z]*)$/i.exec(text.trim());
  if (!match || text.trim() === '') return undefined;
  const count = Number(match[1] ?? 1);
  const name = match[2]!.toLowerCase();
  if (!(count > 0)) return undefined;
  if (name === '') return { count, unit: 'plain' };
  if (Object.hasOwn(SUBSECONDS, name)) return { count: count * SUBSECONDS[name]!, unit: 'seconds' };
  const unit = unitOf(name);
  if (!unit) return undefined;
  const seconds = SECONDS[unit];
  if (seconds !== undefined) return { count: count * seconds, unit: 'seconds' };
  return Number.isInteger(count) ? { count: count * MONTHS[unit]!, unit: 'months' } : undefined;
}

/** SQL of the start of the bucket, in epoch seconds, that a time lies in; buckets are counted from 1970 in UTC. */
export function binTime(seconds: string, { count, unit }: Span): string {
  if (unit !== 'months') return `(floor((${seconds}) / ${count}) * ${count})`;
  const bucket = `time_bucket(INTERVAL '${count}' month, ${toTimestamp(seconds)}, TIMESTAMP '1970-01-01')`;
  return fromTimestamp(bucket);
}

/** SQL table function of the starts of all buckets from one to another, both given in SQL as bucket starts. */
export function bucketSeries(from: string, to: string, { count, unit }: Span): string {
  if (unit !== 'months') {
    return `(SELECT (${from}) + n * ${count} AS "#bucket" FROM range(0, CAST(round(((${to}) - (${from})) / ${count}) AS BIGINT) + 1) r(n))`;
  }
  const start = toTimestamp(`(${from})`);
  return `(SELECT ${fromTimestamp('t')} AS "#bucket" FROM generate_series(${start}, ${toTimestamp(`(${to})`)}, INTERVAL '${count}' month) g(t))`;
}
