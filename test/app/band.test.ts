import { numberTicks, timeTicks } from '../../app/panels/axis-ticks';
import {
  type BandScale,
  bandPath,
  bandPoints,
  columnsPath,
  expectedPath,
} from '../../app/panels/band-shapes';

const SCALE: BandScale = { x: (time) => time, y: (value) => 100 - value };
const row = (time: number, value: number, band?: readonly [string, string, string]) => ({
  _time: new Date(time * 1000).toISOString(),
  value: String(value),
  is_spike: value > 50 ? '1' : '0',
  ...(band && { expected_low: band[0], expected: band[1], expected_high: band[2] }),
});
const points = bandPoints([row(0, 5), row(10, 0, ['0', '4', '9']), row(20, 60, ['1', '5', '8.5'])]);

test('rows of smtpbaseline become buckets, without a band where none was expected', () => {
  expect(points[0]).toEqual({
    time: 0,
    value: 5,
    expected: Number.NaN,
    low: Number.NaN,
    high: Number.NaN,
    isSpike: false,
  });
  expect(points[2]).toEqual({ time: 20, value: 60, expected: 5, low: 1, high: 8.5, isSpike: true });
});

test('columns stand on 0, one for each bucket that holds something', () => {
  expect(columnsPath(points, 10, SCALE)).toBe('M1.0 100.0V95.0H10.0V100.0ZM21.0 100.0V40.0H30.0V100.0Z');
});

test('the band goes up one way and down the other, the usual is a line of steps', () => {
  expect(bandPath(points, 10, SCALE)).toBe('M10.0 91.0H20.0L20.0 91.5H30.0L30.0 99.0H20.0L20.0 100.0H10.0Z');
  expect(expectedPath(points, 10, SCALE)).toBe('M10.0 96.0H20.0V95.0H30.0');
  expect(bandPath(points.slice(0, 1), 10, SCALE)).toBe('');
});

test.each([
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [209, [0, 100, 200, 300]],
  [42, [0, 20, 40, 60]],
  [1000, [0, 500, 1000]],
])('numbers up to %d have the ticks %j', (largest, ticks) => {
  expect(numberTicks(largest)).toEqual(ticks);
});

test('times have round ticks in UTC, days by their date, weeks on Mondays', () => {
  const start = Date.UTC(2026, 2, 3) / 1000;
  expect(timeTicks(start, start + 86_400, 5).map(({ label }) => label)).toEqual([
    '2026-03-03',
    '06:00',
    '12:00',
    '18:00',
    '2026-03-04',
  ]);
  expect(timeTicks(start, start + 28 * 86_400, 4).map(({ label }) => label)).toEqual([
    '2026-03-09',
    '2026-03-16',
    '2026-03-23',
    '2026-03-30',
  ]);
});
