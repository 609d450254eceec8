const SECONDS_PATTERN = /^-?\d+(\.\d+)?$/;

/** Gives epoch seconds, or an ISO 8601 time, as `2012-03-17 20:09:22` in UTC; other text as it is. */
export function formatTime(value: string): string {
  const date = SECONDS_PATTERN.test(value) ? new Date(Number(value) * 1000) : new Date(value);
  return Number.isNaN(date.getTime()) ? value : date.toISOString().slice(0, 19).replace('T', ' ');
}

/** Gives the epoch seconds of `2012-03-17 20:09[:22]`, read as UTC, also with a T between; NaN for other text. */
export function parseTime(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?$/.exec(text.trim());
  if (match === null) return Number.NaN;
  return Date.parse(`${match[1]}T${match[2]}${match[3] ?? ':00'}Z`) / 1000;
}
