import { parseSchedule, type Schedule } from '../../../workbench/jobs/schedule-cron';

/** Monday, 23 November 2026, 00:00 UTC. */
const MONDAY = Date.UTC(2026, 10, 23) / 1000;

function schedule(text: string): Schedule {
  const parsed = parseSchedule(text);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
}

test.each([
  ['*/5 * * * *', ['00:05', '00:10']],
  // The examples of savedsearches.conf.spec.
  ['00,20,40 * * * *', ['00:20', '00:40']],
  ['03,23,43 * * * *', ['00:03', '00:23']],
  ['0 8-10/2 * * *', ['08:00', '10:00']],
  ['15 4 * * *', ['04:15', '24 04:15']],
  ['0 0 * * 0', ['29 00:00', '6 00:00']],
  ['0 0 * * 7', ['29 00:00', '6 00:00']],
  // A day of the month or of the week: either is enough, as in any cron.
  ['0 0 30 * 5', ['27 00:00', '30 00:00']],
])('%s runs next at %j', (text, expected) => {
  const first = schedule(text).next(MONDAY)!;
  const times = [first, schedule(text).next(first)!].map((time) => {
    const [, day, clock] = /-(\d\d)T(\d\d:\d\d):00\.000Z$/.exec(new Date(time * 1000).toISOString())!;
    return day === '23' ? clock : `${Number(day)} ${clock}`;
  });
  expect(times).toEqual(expected);
});

test('times of a span, and the time from one run to the next', () => {
  const { between, period } = schedule('*/20 * * * *');
  expect(between(MONDAY, MONDAY + 3600, 9)).toEqual([MONDAY, MONDAY + 1200, MONDAY + 2400]);
  expect(between(MONDAY + 1, MONDAY + 1201, 9)).toEqual([MONDAY + 1200]);
  expect(between(MONDAY, MONDAY + 3600, 2)).toHaveLength(2);
  expect([period(MONDAY), schedule('0 4 * * *').period(MONDAY)]).toEqual([1200, 86_400]);
  expect(schedule('0 0 29 2 *').next(MONDAY)).toBe(Date.UTC(2028, 1, 29) / 1000);
});

test.each([
  ['', 'cron_schedule is "", expected five fields'],
  ['* * * *', 'cron_schedule is "* * * *", expected five fields'],
  ['* * * * * *', 'cron_schedule is "* * * * * *", expected five fields'],
  ['0 0 * jan *', 'cron_schedule is "0 0 * jan *", expected numbers, "*", ",", "-" and "/", found "jan"'],
  ['@daily', 'cron_schedule is "@daily", expected five fields'],
  ['70 * * * *', 'cron_schedule is "70 * * * *": Invalid value for minute: 70'],
  ['*/0 * * * *', 'cron_schedule is "*/0 * * * *": Syntax error, illegal stepping: 0'],
  ['0 0 L * *', 'cron_schedule is "0 0 L * *", expected numbers, "*", ",", "-" and "/", found "L"'],
  ["'; DROP", `cron_schedule is "'; DROP", expected five fields`],
])('%j is refused', (text, fault) => {
  expect(parseSchedule(text)).toBe(fault);
});
