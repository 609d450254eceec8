import { formatTime } from '../time/format-time';

const HOUR = 3600;
const DAY = 86_400;
const TIME_STEPS = [
  60,
  300,
  900,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  91 * DAY,
  364 * DAY,
];

const multiples = (step: number, from: number, to: number): number[] => {
  const first = Math.ceil(from / step);
  return Array.from(
    { length: Math.max(0, Math.floor(to / step) - first + 1) },
    (_, at) => (first + at) * step,
  );
};

/** Gives whole numbers from 0 to at least `largest`, at most six, in steps of 1, 2 or 5 times a power of ten. */
export function numberTicks(largest: number): number[] {
  const rough = Math.max(1, largest / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((each) => each >= rough) ?? 10 * power;
  return multiples(step, 0, Math.ceil(largest / step) * step);
}

/** Gives at most `most` round times in UTC from one time to another, epoch seconds; steps of a week begin on Mondays. */
export function timeTicks(from: number, to: number, most: number): { time: number; label: string }[] {
  const step = TIME_STEPS.find((each) => (to - from) / each <= most) ?? 728 * DAY;
  // 1970-01-01 was a Thursday.
  const monday = step % (7 * DAY) === 0 ? 4 * DAY : 0;
  return multiples(step, from - monday, to - monday).map((multiple) => {
    const time = multiple + monday;
    const [date = '', clock = ''] = formatTime(String(time)).split(' ');
    return { time, label: time % DAY === 0 ? date : clock.slice(0, 5) };
  });
}
