import { numberOf, type Row, textOf } from '../search/rows';
import { secondsOf } from '../time/format-time';

/** One bucket of time with the band in which it was expected; NaN where there was not enough history to expect anything. */
export interface BandPoint {
  readonly time: number;
  readonly value: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly isSpike: boolean;
}

/** Where times and numbers lie in a picture, in pixels. */
export interface BandScale {
  x(time: number): number;
  y(value: number): number;
}

/** Gives the buckets that rows of smtpbaseline in mode=series hold. */
export function bandPoints(rows: readonly Row[]): BandPoint[] {
  return rows.map((row) => ({
    time: secondsOf(textOf(row, '_time')),
    value: numberOf(row, 'value'),
    expected: numberOf(row, 'expected'),
    low: numberOf(row, 'expected_low'),
    high: numberOf(row, 'expected_high'),
    isSpike: textOf(row, 'is_spike') === '1',
  }));
}

const place = (value: number): string => value.toFixed(1);

/** Gives the outline of columns that stand on 0, one for each bucket that holds something. */
export function columnsPath(points: readonly BandPoint[], span: number, { x, y }: BandScale): string {
  return points
    .filter(({ value }) => value > 0)
    .map(({ time, value }) => {
      const [left, right] = [x(time), x(time + span)];
      const gap = right - left > 4 ? 1 : 0;
      return `M${place(left + gap)} ${place(y(0))}V${place(y(value))}H${place(right)}V${place(y(0))}Z`;
    })
    .join('');
}

/** Gives the line of what was expected, in steps, broken where nothing was. */
export function expectedPath(points: readonly BandPoint[], span: number, { x, y }: BandScale): string {
  return points
    .map(({ time, expected }, at) => {
      if (Number.isNaN(expected)) return '';
      const isFirst = Number.isNaN(points[at - 1]?.expected ?? Number.NaN);
      const start = isFirst ? `M${place(x(time))} ${place(y(expected))}` : `V${place(y(expected))}`;
      return `${start}H${place(x(time + span))}`;
    })
    .join('');
}

/** Gives the area between the lower and the upper end of what was expected, in steps. */
export function bandPath(points: readonly BandPoint[], span: number, { x, y }: BandScale): string {
  const known = points.filter(({ high }) => !Number.isNaN(high));
  const upper = known.map(({ time, high }) => `${place(x(time))} ${place(y(high))}H${place(x(time + span))}`);
  const lower = known
    .toReversed()
    .map(({ time, low }) => `${place(x(time + span))} ${place(y(low))}H${place(x(time))}`);
  return known.length === 0 ? '' : `M${[...upper, ...lower].join('L')}Z`;
}
