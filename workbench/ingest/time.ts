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

/** SQL for the time that the text of an event says, NULL when it is unreadable. */
export function timeIn(props: SourcetypeProps, text: string): string | undefined {
  return props.time && readTime(text, props.time.prefix, props.time.format, props.time.lookahead);
}

/** SQL for a time within Splunk's bounds, NULL when it is out of them. */
export function boundedTime(props: SourcetypeProps, time: string, nowSeconds: number): string {
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
