const SECONDS_PATTERN = /^-?\d+(\.\d+)?$/;

/** Gives the epoch seconds of a time that is written in them or in ISO 8601; NaN for other text. */
export function secondsOf(time: string): number {
  return SECONDS_PATTERN.test(time) ? Number(time) : Date.parse(time) / 1000;
}

/** Gives a time as `2012-03-17 20:09:22` in UTC; text that is no time as it is. */
export function formatTime(value: string): string {
  const date = new Date(secondsOf(value) * 1000);
  return Number.isNaN(date.getTime()) ? value : date.toISOString().slice(0, 19).replace('T', ' ');
}

/** Gives the epoch seconds of `2012-03-17 20:09[:22]`, read as UTC, also with a T between; NaN for other text. */
export function parseTime(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?$/.exec(text.trim());
  if (match === null) return Number.NaN;
  return Date.parse(`${match[1]}T${match[2]}${match[3] ?? ':00'}Z`) / 1000;
}
