/** An entry whose `expires` is this never runs out. */
const NEVER = 0;
const DAY_SECONDS = 86_400;

/** Gives the first second after a day written as 2035-01-31 in UTC, 0 for empty text (never); NaN for text that is no day. */
export function readExpiry(text: string): number {
  const day = text.trim();
  if (day === '') return NEVER;
  const start = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) / 1000 : Number.NaN;
  const isDay = !Number.isNaN(start) && new Date(start * 1000).toISOString().startsWith(day);
  return isDay ? start + DAY_SECONDS : Number.NaN;
}

/** Gives the last day on which an entry counts, in UTC; empty for one that never runs out. */
export function writeExpiry(expires: number): string {
  return expires === NEVER ? '' : new Date((expires - 1) * 1000).toISOString().slice(0, 10);
}

/** Gives the day in so many days, in UTC. */
export function dayIn(days: number, now = Date.now()): string {
  return new Date(now + days * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}
