import { Cron } from 'croner';

/** Numbers, lists, ranges and steps in five fields; Splunk reads no names of months and days (savedsearches.conf.spec). */
const FIELD = /^(?:\*|\d+(?:-\d+)?)(?:\/\d+)?(?:,(?:\*|\d+(?:-\d+)?)(?:\/\d+)?)*$/;

/** When a scheduled search runs; its times are whole epoch seconds, its fields are read in UTC. */
export interface Schedule {
  /** The first time behind another one; undefined when there is none any more. */
  next(after: number): number | undefined;
  /** All times from the first on and before the second, no more than so many. */
  between(from: number, until: number, most: number): number[];
  /** Seconds between two runs. */
  period(after: number): number;
}

function faultOf(text: string): string | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 5) return `cron_schedule is "${text}", expected five fields`;
  const wrong = fields.find((field) => !FIELD.test(field));
  if (wrong === undefined) return undefined;
  return `cron_schedule is "${text}", expected numbers, "*", ",", "-" and "/", found "${wrong}"`;
}

function cronOf(text: string): Cron | string {
  const fault = faultOf(text);
  if (fault !== undefined) return fault;
  try {
    return new Cron(text.trim(), { timezone: 'UTC', paused: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
    return `cron_schedule is "${text}": ${reason}`;
  }
}

/** The schedule that a `cron_schedule` means, or a sentence that says what is wrong with it. */
export function parseSchedule(text: string): Schedule | string {
  const cron = cronOf(text);
  if (typeof cron === 'string') return cron;
  const next = (after: number): number | undefined => {
    const date = cron.nextRun(new Date(after * 1000));
    return date === null ? undefined : date.getTime() / 1000;
  };
  const between = (from: number, until: number, most: number): number[] => {
    const times: number[] = [];
    for (let time = next(from - 1); time !== undefined && time < until; time = next(time)) {
      if (times.length === most) break;
      times.push(time);
    }
    return times;
  };
  const period = (after: number): number => {
    const first = next(after) ?? after;
    return (next(first) ?? first) - first;
  };
  return { next, between, period };
}
