import { FIRST_SECOND, LAST_SECOND } from './format';

/** Epoch seconds, to the nearest microsecond, as ISO 8601 with milliseconds and offset; null outside of the years 1 to 9999. */
export function isoTime(seconds: number): string | null {
  if (!(seconds >= FIRST_SECOND && seconds <= LAST_SECOND)) return null;
  const microseconds = Math.sign(seconds) * Math.round(Math.abs(seconds) * 1e6);
  return new Date(Math.floor(microseconds / 1000)).toISOString().replace('Z', '+00:00');
}
