import { CHART_TIMES } from '../../app/panels/chart-times';

const TIME = new Date(2026, 2, 3, 19, 4, 5, 6);

test('axes tell hours of 24, and days with their month', () => {
  expect(CHART_TIMES.format_time(TIME, 'short')).toBe('19:04');
  expect(CHART_TIMES.format_time(TIME, 'medium')).toBe('19:04:05');
  expect(CHART_TIMES.format_time_microseconds(TIME)).toBe('19:04:05.006');
  expect(['ccc MMM d', 'MMMM', 'YYYY'].map((format) => CHART_TIMES.format_date(TIME, format))).toEqual([
    'Tue 3 Mar',
    'March',
    '2026',
  ]);
});

test('tooltips tell times as tables do, and their zone', () => {
  expect(CHART_TIMES.format_datetime(TIME, 'medium', 'short')).toBe('2026-03-03 19:04 UTC');
  expect(CHART_TIMES.format_datetime(TIME, 'medium')).toBe('2026-03-03 19:04:05 UTC');
  expect(CHART_TIMES.format_datetime_microseconds(TIME)).toBe('2026-03-03 19:04:05.006 UTC');
  expect(CHART_TIMES.format_date(TIME, 'MMM d, YYYY')).toBe('2026-03-03');
});
