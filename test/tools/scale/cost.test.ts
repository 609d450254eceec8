import type { Run } from '../../../tools/bench/scale/report';
import { dailyCost, windowOf } from '../../../tools/scale/cost';
import { SCHEDULED } from '../../../tools/scale/tables';

const run = (command: string, events: number, cpuSeconds: number): Run => ({
  ...{ command, events, cpuSeconds, rows: 'raw', type: 'reporting', sentRows: events, sentBytes: 1 },
  ...{ repliedBytes: 1, seconds: 1, peakMegabytes: 1 },
});

test.each([
  ['-70m@m', '-1m@m', 69 * 60],
  ['-8d@d', '-5m@m', 8 * 86_400 + 12 * 3600 - 300],
  ['-1h@h', 'now', 3600],
])('from %s to %s', (earliest, latest, seconds) => {
  expect(windowOf({ earliest, latest })).toBe(seconds);
});

test('a day of a search costs its runs times their share of the events, by the largest volume measured', () => {
  const search = SCHEDULED.find(({ name }) => name === 'SMTP - Spam rate')!;
  const runs = [run('smtpspamrate', 1e6, 100), run('smtpspamrate', 1e7, 20), run('smtpspoof', 1e6, 1)];
  const millions = (144 * windowOf(search)) / 86_400;
  const expected = { runs: 144, millions, cpuSeconds: millions * 2 };
  expect(dailyCost(search, ['smtpspamrate'], 'raw', runs)).toEqual(expected);
  expect(dailyCost(search, ['smtpspamrate'], 'compact', runs)).toBeUndefined();
  expect(dailyCost(search, [], 'raw', runs)).toBeUndefined();
});
