import { quoteText } from '../../engine/quote';

/** Outside of these seconds (years 0 to 9999) a number is no time. */
export const FIRST_SECOND = -62_135_596_800;
export const LAST_SECOND = 253_402_300_799;

/** TIMESTAMP of epoch seconds, NULL outside of the years 1 to 9999. */
export function toTimestamp(seconds: string): string {
  return `CASE WHEN (${seconds}) BETWEEN ${FIRST_SECOND} AND ${LAST_SECOND} THEN make_timestamp(CAST(round((${seconds}) * 1e6) AS BIGINT)) END`;
}

/** DOUBLE epoch seconds of a TIMESTAMP. */
export function fromTimestamp(timestamp: string): string {
  return `(CAST(epoch_us(${timestamp}) AS DOUBLE) / 1e6)`;
}

/** What DuckDB's strftime writes as Splunk's does. */
const SAME = 'aAbBdHIjmMpSUwWyYVGu%';

/** Splunk's conversions that are several of DuckDB's; all times are UTC. */
const SPELLED: Readonly<Record<string, string>> = {
  T: '%H:%M:%S',
  F: '%Y-%m-%d',
  D: '%m/%d/%y',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  h: '%b',
  c: '%a %b %d %H:%M:%S %Y',
  x: '%m/%d/%Y',
  X: '%H:%M:%S',
  '+': '%a %b %d %H:%M:%S UTC %Y',
  z: '+0000',
  ':z': '+00:00',
  Z: 'UTC',
  n: '\n',
  t: '\t',
};

const CONVERSION = /%(:?[A-Za-z+%]|[1-9]?[NQ])/g;

/** Says which part of a time format has no meaning here. */
export class TimeFormatError extends Error {
  override readonly name = 'TimeFormatError';
}

function computed(conversion: string, timestamp: string): string | undefined {
  if (conversion === 's') return `CAST(CAST(floor(epoch_us(${timestamp}) / 1e6) AS BIGINT) AS VARCHAR)`;
  if (conversion === 'e') return `lpad(strftime(${timestamp}, '%-d'), 2, ' ')`;
  if (conversion === 'k') return `lpad(strftime(${timestamp}, '%-H'), 2, ' ')`;
  if (conversion === 'l') return `lpad(strftime(${timestamp}, '%-I'), 2, ' ')`;
  const digits = /^([1-9]?)([NQ])$/.exec(conversion);
  if (!digits) return undefined;
  return `rpad(left(strftime(${timestamp}, '%f'), ${digits[1] || 3}), ${digits[1] || 3}, '0')`;
}

/** SQL that writes a TIMESTAMP in one of Splunk's time formats. Throws TimeFormatError. */
export function formatTime(timestamp: string, format: string): string {
  const pieces: string[] = [];
  let plain = '';
  let end = 0;
  const flush = (): void => {
    if (plain !== '') pieces.push(`strftime(${timestamp}, ${quoteText(plain)})`);
    plain = '';
  };
  for (const found of format.matchAll(CONVERSION)) {
    plain += format.slice(end, found.index).replaceAll('%', '%%');
    end = found.index + found[0].length;
    const conversion = found[1]!;
    const sql = computed(conversion, timestamp);
    if (sql !== undefined) {
      flush();
      pieces.push(sql);
    } else plain += SPELLED[conversion] ?? sameConversion(conversion, SAME);
  }
  plain += format.slice(end).replaceAll('%', '%%');
  flush();
  return pieces.length === 0 ? "''" : `(${pieces.join(' || ')})`;
}

function sameConversion(conversion: string, known: string): string {
  if (conversion.length === 1 && known.includes(conversion)) return `%${conversion}`;
  throw new TimeFormatError(`time format has no conversion "%${conversion}" here`);
}

const READ_SPELLED: Readonly<Record<string, string>> = {
  T: '%H:%M:%S',
  F: '%Y-%m-%d',
  D: '%m/%d/%y',
  R: '%H:%M',
  h: '%b',
  e: '%d',
  k: '%H',
  l: '%I',
  ':z': '%z',
};

/** SQL that reads a text in one of Splunk's time formats as DOUBLE epoch seconds, NULL when it does not fit. */
export function parseTime(text: string, format: string): string {
  if (format === '%s') return `TRY_CAST(${text} AS DOUBLE)`;
  let hasYear = false;
  let hasZone = false;
  const duckDb = format.replace(/%(:?[A-Za-z+%]|[1-9]?[NQ])|%/g, (_, conversion: string | undefined) => {
    if (conversion === undefined) return '%%';
    hasYear ||= 'YyFD'.includes(conversion);
    hasZone ||= conversion.endsWith('z');
    if (/^[1-9]?[NQ]$/.test(conversion)) return '%f';
    return READ_SPELLED[conversion] ?? sameConversion(conversion, 'aAbBdHIjmMpSyYz%');
  });
  if (!hasYear) throw new TimeFormatError('time format without a year cannot be read here');
  const upToMicros = `regexp_replace(${text}, '([.,]\\d{6})\\d+', '\\1')`;
  const parsed = `try_strptime(${duckDb.includes('%f') ? upToMicros : text}, ${quoteText(duckDb)})`;
  return hasZone ? `CAST(epoch(${parsed}) AS DOUBLE)` : fromTimestamp(parsed);
}
