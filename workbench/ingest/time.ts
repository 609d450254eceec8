import type { SourcetypeProps } from '../conf/props';
import { quoteText } from '../engine/engine';
import type { Column } from '../spl/relation';
import { parseTime, TimeFormatError } from '../spl/time/format';
import { compileSetting } from './evaluate';
import { FORMAT_PIECES, RECOGNISED } from './time-patterns';

const SECONDS_OF_A_DAY = 86_400;
/** props.conf.spec, MAX_DAYS_HENCE. */
const MAX_DAYS_HENCE = 2;

type TimeProps = NonNullable<SourcetypeProps['time']>;

const EPOCH_FORMAT = /^%s(?:\.%([1-9])N)?$/;

/** The regular expression of the texts that a time format fits. */
function patternOf(format: string): string {
  return format.replace(/%(:?[A-Za-z]|[1-9]?[NQ]|%)|([.*+?^${}()|[\]\\])/g, (_, conversion, special) => {
    if (special !== undefined) return `\\${special}`;
    return FORMAT_PIECES[/[NQ]$/.test(conversion) ? 'N' : conversion] ?? '\\S+';
  });
}

function found(text: string, { prefix, lookahead }: TimeProps, pattern: string): string {
  const start = prefix === '' ? '^' : `(?:${prefix})`;
  const match = `regexp_extract(${text}, ${quoteText(`${start}(${pattern})`)}, 1)`;
  return lookahead > 0 ? `left(${match}, ${lookahead})` : match;
}

/** A date without a year is of the year in which it is not more than two days ahead: Splunk takes no later one. */
function inLastYear(nowSeconds: number, inYear: (year: number) => string): string {
  const latest = nowSeconds + MAX_DAYS_HENCE * SECONDS_OF_A_DAY;
  const year = new Date(latest * 1000).getUTCFullYear();
  return `CASE WHEN ${inYear(year)} <= ${latest} THEN ${inYear(year)} ELSE ${inYear(year - 1)} END`;
}

/** SQL for the time in a text that one of Splunk's time formats fits from the beginning, or after TIME_PREFIX. */
function formattedTime(text: string, time: TimeProps, format: string, nowSeconds: number): string {
  const digits = EPOCH_FORMAT.exec(format);
  if (digits) {
    const pattern = digits[1] === undefined ? '[0-9]{1,10}' : `[0-9]{1,10}\\.[0-9]{1,${digits[1]}}`;
    return `TRY_CAST(${found(text, time, pattern)} AS DOUBLE)`;
  }
  const value = found(text, time, patternOf(format));
  if (/%[YyFDc]/.test(format)) return parseTime(value, format);
  return inLastYear(nowSeconds, (year) => parseTime(`${value} || ' ${year}'`, `${format} %Y`));
}

/** SQL for the time in the groups of a match `m`; a fraction or zone that is not there is zero. */
function timeOfGroups(groups: readonly string[], nowSeconds: number): string {
  const text = groups.map((format, at) => {
    const group = `m."${at + 1}"`;
    if (format === '%f') return `CASE WHEN ${group} = '' THEN '0' ELSE ${group} END`;
    if (format === '%z') return `CASE WHEN ${group} IN ('', 'Z') THEN '+00:00' ELSE ${group} END`;
    return format === '%Y-%m-%d' ? `replace(${group}, '/', '-')` : group;
  });
  const [value, format] = [`concat_ws(' ', ${text.join(', ')})`, groups.join(' ').replace('%f', '%6N')];
  if (format === '%s' || format.includes('%Y')) return parseTime(value, format);
  return inLastYear(nowSeconds, (year) => parseTime(`${value} || ' ${year}'`, `${format} %Y`));
}

/**
 * SQL for the time that a text holds in one of the common ways to write one. Splunk's datetime.xml knows many more; where a
 * line holds times written differently, the ways are tried in their order.
 */
function recognisedTime(text: string, { prefix, lookahead }: TimeProps, nowSeconds: number): string {
  const behind = prefix === '' ? text : `regexp_extract(${text}, ${quoteText(`(?s)(?:${prefix})(.*)`)}, 1)`;
  const seen = lookahead > 0 ? `left(${behind}, ${lookahead})` : behind;
  const times = RECOGNISED.map(({ pattern, groups }) => {
    const names = groups.map((_, at) => quoteText(String(at + 1))).join(', ');
    const match = `regexp_extract(${seen}, ${quoteText(pattern)}, [${names}])`;
    return `list_transform([${match}], lambda m: CASE WHEN m."1" <> '' THEN ${timeOfGroups(groups, nowSeconds)} END)[1]`;
  });
  return `coalesce(${times.join(', ')})`;
}

/** SQL for the time that the text of an event says, NULL when it is unreadable. Throws an Error that names a bad TIME_FORMAT. */
export function timeIn(props: SourcetypeProps, text: string, nowSeconds: number): string | undefined {
  if (!props.time) return undefined;
  const { format } = props.time;
  if (format === undefined) return recognisedTime(text, props.time, nowSeconds);
  try {
    return formattedTime(text, props.time, format, nowSeconds);
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    throw new Error(`props.conf: [${props.name}] TIME_FORMAT: found "${format}": ${error.message}`);
  }
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
