import type { Schedule } from '../../workbench/jobs/schedule-cron';

const DAY_MINUTES = 1440;

/** How many searches begin at once in the course of a day. */
export interface ScheduleLoad {
  readonly runs: number;
  /** Most runs that begin in one minute, and how many minutes have as many. */
  readonly worst: number;
  readonly worstMinutes: number;
  readonly mean: number;
  /** Runs that begin in the minutes that are multiples of five, where other apps begin theirs: the most of any. */
  readonly worstRound: number;
}

/** The runs that begin in each minute of the UTC day that begins at `dayStart` (epoch seconds), 1,440 counts. */
export function startsByMinute(schedules: readonly Schedule[], dayStart: number): number[] {
  const starts = new Array<number>(DAY_MINUTES).fill(0);
  for (const { between } of schedules) {
    for (const time of between(dayStart, dayStart + DAY_MINUTES * 60, DAY_MINUTES)) {
      starts[Math.floor((time - dayStart) / 60)]! += 1;
    }
  }
  return starts;
}

/** What the counts of the minutes of a day come to. */
export function loadOf(starts: readonly number[]): ScheduleLoad {
  const runs = starts.reduce((sum, count) => sum + count, 0);
  const worst = Math.max(...starts);
  return {
    runs,
    worst,
    worstMinutes: starts.filter((count) => count === worst).length,
    mean: runs / starts.length,
    worstRound: Math.max(...starts.filter((_, minute) => minute % 5 === 0)),
  };
}
