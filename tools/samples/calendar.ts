export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Share of a working day's mail in each hour of the day. */
const HOURS = [
  0.2, 0.1, 0.1, 0.1, 0.2, 0.5, 1.5, 4, 9, 11, 11, 9, 6, 8, 10, 9.5, 8, 5, 2.5, 1.5, 1.2, 0.9, 0.5, 0.3,
].map((weight, _index, all) => weight / all.reduce((sum, other) => sum + other));
/** Mail of each day of the week from Sunday on, a Tuesday being 1. */
const DAYS = [0.06, 0.95, 1, 1, 0.97, 0.8, 0.1];

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

/** "+hhmm", or with a separator "+hh:mm", of minutes east of Greenwich. */
export function zoneText(minutes: number, separator = ''): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}

function local(time: number, zone: number): Date {
  return new Date(Math.floor(time / 1000) + zone * 60_000);
}

/** The share of a working day's mail that an hour around this time has, at a place in the zone. */
export function hourShare(time: number, zone: number): number {
  const at = local(time, zone);
  return HOURS[at.getUTCHours()]! * DAYS[at.getUTCDay()]!;
}

/** Midnight before this time in the zone. */
export function midnight(time: number, zone: number): number {
  const shift = zone * MINUTE;
  return Math.floor((time + shift) / DAY) * DAY - shift;
}

/** A Date header's text (RFC 5322). */
export function mailDate(time: number, zone: number): string {
  const at = local(time, zone);
  const day = `${WEEKDAYS[at.getUTCDay()]}, ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  return `${day} ${clock(at)} ${zoneText(zone)}`;
}

/** Month, day and time as Postfix's anvil writes them. */
export function anvilDate(time: number, zone: number): string {
  const at = local(time, zone);
  return `${MONTHS[at.getUTCMonth()]} ${`${at.getUTCDate()}`.padStart(2)} ${clock(at)}`;
}

/** Date and time to the second as in ISO 8601, without a zone. */
export function isoSecond(time: number, zone: number): string {
  return local(time, zone).toISOString().slice(0, 19);
}

function clock(at: Date): string {
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
}
