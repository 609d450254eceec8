const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** What Splunk's charts are told of as UTC (the serialized form of `window.$C.SERVER_ZONEINFO`; the name in hexadecimal). */
export const SERIALIZED_UTC = '### SERIALIZED TIMEZONE FORMAT 1.0;Y0 NW 55 54 43;$';

const two = (number: number): string => String(number).padStart(2, '0');
const day = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const minutes = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;
const seconds = (date: Date): string => `${minutes(date)}:${two(date.getSeconds())}`;
const thousandths = (date: Date): string =>
  `${seconds(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`;

const clock = (date: Date, precision: string): string =>
  precision === 'short' ? minutes(date) : seconds(date);

/** The date formats that axes and tooltips ask for. */
const DATES: Readonly<Record<string, (date: Date) => string>> = {
  'ccc MMM d': (date) =>
    `${WEEKDAYS[date.getDay()]} ${date.getDate()} ${MONTHS[date.getMonth()]?.slice(0, 3)}`,
  MMMM: (date) => MONTHS[date.getMonth()] ?? '',
  YYYY: (date) => String(date.getFullYear()),
  'MMM d, YYYY': day,
};

/**
 * Writes times on charts as the rest of the page does. Charts ask it in place of Splunk's i18n library of the browser, with
 * dates whose local parts are those of UTC: an hour that summer time leaves out where the browser is reads as the next.
 */
export const CHART_TIMES = {
  format_time: clock,
  format_time_microseconds: thousandths,
  format_date: (date: Date, format: string): string => DATES[format]?.(date) ?? day(date),
  format_datetime: (date: Date, _day: string, time = 'medium'): string =>
    `${day(date)} ${clock(date, time)} UTC`,
  format_datetime_microseconds: (date: Date): string => `${day(date)} ${thousandths(date)} UTC`,
};
