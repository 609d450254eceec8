const DAY_SECONDS = 86_400;

/** Gives the last day of an entry that counts for some days from a time (ms) on, as `2026-03-31` in UTC. */
export function endAfter(days: number, from: number): string {
  return new Date(from + days * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}

/** Gives the epoch seconds at which an entry stops to count whose last day is given; NaN for what is no day. */
export function endOf(day: string): number {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) / 1000 + DAY_SECONDS : Number.NaN;
}
