import { join } from 'node:path';
import { loadOf, startsByMinute } from '../../../tools/scale/schedule-load';
import { readApp } from '../../../workbench/conf/app';
import { scheduledSearches } from '../../../workbench/jobs/saved-search';
import { parseSchedule, type Schedule } from '../../../workbench/jobs/schedule-cron';

const ROOT = join(__dirname, '..', '..', '..');
/** 2012-03-16, a Friday. */
const DAY_START = 1_331_856_000;

function schedule(cron: string): Schedule {
  const parsed = parseSchedule(cron);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
}

test('counts the runs of every minute of a day', () => {
  const starts = startsByMinute(
    [schedule('*/30 * * * *'), schedule('30 * * * *'), schedule('17 3 * * *')],
    DAY_START,
  );
  expect(starts).toHaveLength(1440);
  expect([starts[0], starts[30], starts[3 * 60 + 17], starts[31]]).toEqual([1, 2, 1, 0]);
  expect(loadOf(starts)).toEqual({
    runs: 48 + 24 + 1,
    worst: 2,
    worstMinutes: 24,
    mean: 73 / 1440,
    worstRound: 2,
  });
});

test('the app begins few searches in any minute, and fewest where everybody else begins theirs', () => {
  const schedules = scheduledSearches(readApp(ROOT)).map(({ schedule: read }) => read);
  expect(schedules.filter((read) => typeof read === 'string')).toEqual([]);
  const { runs, worst, mean, worstRound } = loadOf(startsByMinute(schedules as Schedule[], DAY_START));
  expect(runs).toBeGreaterThan(schedules.length);
  expect(worst).toBeLessThanOrEqual(Math.ceil(mean));
  expect(worstRound).toBeLessThan(worst);
});
