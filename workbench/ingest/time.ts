import type { SourcetypeProps } from '../conf/props';
import { quoteText } from '../engine/engine';
import type { Column } from '../spl/relation';
import { compileSetting } from './evaluate';

const SECONDS_OF_A_DAY = 86_400;
/** props.conf.spec, MAX_DAYS_HENCE. */
const MAX_DAYS_HENCE = 2;

/** SQL for the epoch seconds that TIME_FORMAT reads at the beginning of, or after TIME_PREFIX in, a text. */
function readTime(text: string, prefix: string, format: string, lookahead: number): string {
  const digits = /%(\d)N$/.exec(format)?.[1] ?? '6';
  const pattern = `${prefix === '' ? '^' : `(?:${prefix})`}([0-9]{1,10}\\.[0-9]{1,${digits}})`;
  const found = `regexp_extract(${text}, ${quoteText(pattern)}, 1)`;
  return `TRY_CAST(${lookahead > 0 ? `left(${found}, ${lookahead})` : found} AS DOUBLE)`;
}

/** SQL for the time of an event as its text says it, NULL when it is unreadable or out of Splunk's bounds. */
export function timeOf(props: SourcetypeProps, text: string, nowSeconds: number): string {
  if (!props.time) return 'NULL';
  const { prefix, format, lookahead } = props.time;
  const time = readTime(text, prefix, format, lookahead);
  const earliest = nowSeconds - props.maxDaysAgo * SECONDS_OF_A_DAY;
  const latest = nowSeconds + MAX_DAYS_HENCE * SECONDS_OF_A_DAY;
  return `CASE WHEN ${time} BETWEEN ${earliest} AND ${latest} THEN ${time} END`;
}

/** SQL for `_time` after the INGEST_EVAL transforms of the sourcetype; they see `columns`. */
export function evaluatedTime(props: SourcetypeProps, columns: readonly Column[]): string | undefined {
  const transforms = props.indexTransforms.filter(({ kind }) => kind === 'time');
  if (transforms.length > 1)
    throw new Error(`[${props.name}]: found ${transforms.length} transforms that set _time`);
  const [transform] = transforms;
  if (transform?.kind !== 'time') return undefined;
  return `coalesce(TRY_CAST(${compileSetting(transform, columns).sql} AS DOUBLE), "_time")`;
}
