export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** One step of a relative time: move by so many units, or go back to the start of one. */
export type TimeStep =
  | { readonly kind: 'move'; readonly count: number; readonly unit: Unit }
  | { readonly kind: 'snap'; readonly unit: Unit; readonly weekday: number };

const UNITS: Readonly<Record<string, Unit>> = {
  s: 'second',
  sec: 'second',
  secs: 'second',
  second: 'second',
  seconds: 'second',
  m: 'minute',
  min: 'minute',
  mins: 'minute',
  minute: 'minute',
  minutes: 'minute',
  h: 'hour',
  hr: 'hour',
  hrs: 'hour',
  hour: 'hour',
  hours: 'hour',
  d: 'day',
  day: 'day',
  days: 'day',
  w: 'week',
  week: 'week',
  weeks: 'week',
  mon: 'month',
  month: 'month',
  months: 'month',
  q: 'quarter',
  qtr: 'quarter',
  qtrs: 'quarter',
  quarter: 'quarter',
  quarters: 'quarter',
  y: 'year',
  yr: 'year',
  yrs: 'year',
  year: 'year',
  years: 'year',
};

const STEP = /([-+])(\d{0,9})([a-z]+)|@(w[0-7]|[a-z]+)/y;

/** The unit that Splunk calls so (`m` is a minute, `mon` a month), undefined when there is none. */
export function unitOf(name: string): Unit | undefined {
  return Object.hasOwn(UNITS, name) ? UNITS[name] : undefined;
}

function snapStep(name: string): TimeStep | undefined {
  const weekday = /^w([0-7])$/.exec(name)?.[1];
  if (weekday !== undefined) return { kind: 'snap', unit: 'week', weekday: Number(weekday) % 7 };
  const unit = unitOf(name);
  return unit && { kind: 'snap', unit, weekday: 0 };
}

/** The steps of a relative time such as `-1d@d+8h`, undefined when the text is none. */
export function parseRelativeTime(text: string): TimeStep[] | undefined {
  const steps: TimeStep[] = [];
  const lower = text.trim().toLowerCase();
  STEP.lastIndex = 0;
  for (let at = 0; at < lower.length; at = STEP.lastIndex) {
    const match = STEP.exec(lower);
    if (!match) return undefined;
    const [, sign, count = '', moved, snapped] = match;
    const unit = moved === undefined ? undefined : unitOf(moved);
    const step: TimeStep | undefined =
      snapped === undefined
        ? unit && { kind: 'move', count: Number(`${sign}${count || 1}`), unit }
        : snapStep(snapped);
    if (!step) return undefined;
    steps.push(step);
  }
  return steps.length === 0 ? undefined : steps;
}

const FIXED_SECONDS: Partial<Record<Unit, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

const MONTHS: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12 };

function move(seconds: number, count: number, unit: Unit): number {
  const fixed = FIXED_SECONDS[unit];
  if (fixed !== undefined) return seconds + count * fixed;
  const date = new Date(seconds * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count * MONTHS[unit]!);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime() / 1000;
}

function snap(seconds: number, unit: Unit, weekday: number): number {
  const fixed = FIXED_SECONDS[unit];
  if (unit === 'week') {
    const dayStart = Math.floor(seconds / 86_400) * 86_400;
    const days = (new Date(dayStart * 1000).getUTCDay() - weekday + 7) % 7;
    return dayStart - days * 86_400;
  }
  if (fixed !== undefined) return Math.floor(seconds / fixed) * fixed;
  const date = new Date(seconds * 1000);
  const months = MONTHS[unit]!;
  const month = Math.floor(date.getUTCMonth() / months) * months;
  return Date.UTC(date.getUTCFullYear(), month, 1) / 1000;
}

/** The time, in epoch seconds (UTC), that lies those steps away from another. */
function applySteps(seconds: number, steps: readonly TimeStep[]): number {
  return steps.reduce(
    (time, step) =>
      step.kind === 'move' ? move(time, step.count, step.unit) : snap(time, step.unit, step.weekday),
    seconds,
  );
}

/** SQL of the same for an SQL TIMESTAMP. */
export function stepsToSql(timestamp: string, steps: readonly TimeStep[]): string {
  return steps.reduce((sql, step) => {
    if (step.kind === 'move') {
      const [count, unit] = step.unit === 'quarter' ? [step.count * 3, 'month'] : [step.count, step.unit];
      return `(${sql} + INTERVAL '${count}' ${unit})`;
    }
    if (step.unit !== 'week') return `date_trunc('${step.unit}', ${sql})`;
    const days = `(dayofweek(${sql}) - ${step.weekday} + 7) % 7`;
    return `(date_trunc('day', ${sql}) - to_days(CAST(${days} AS INTEGER)))`;
  }, timestamp);
}

const ABSOLUTE = /^(\d\d)\/(\d\d)\/(\d{4}):(\d\d):(\d\d):(\d\d)$/;
const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[-+]\d\d:?\d\d)?)?$/;

/**
 * The epoch seconds of what may stand behind `earliest=` and `latest=`: seconds, `now`, a relative time,
 * `%m/%d/%Y:%H:%M:%S` or ISO 8601 (UTC unless it says otherwise); undefined for any other text.
 */
export function parseTimeBound(text: string, now: number): number | undefined {
  const trimmed = text.trim();
  if (/^-?\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed);
  if (/^now(\(\))?$/i.test(trimmed)) return now;
  const absolute = ABSOLUTE.exec(trimmed);
  if (absolute) {
    const [, month, day, year, hour, minute, second] = absolute.map(Number);
    return Date.UTC(year!, month! - 1, day, hour, minute, second) / 1000;
  }
  if (ISO.test(trimmed)) {
    const isZoned = /T.*(Z|[-+]\d\d:?\d\d)$/.test(trimmed);
    const time = Date.parse(isZoned || !trimmed.includes('T') ? trimmed : `${trimmed}Z`);
    return Number.isNaN(time) ? undefined : time / 1000;
  }
  const steps = parseRelativeTime(trimmed.replace(/^now(?=[-+@])/i, ''));
  return steps && applySteps(now, steps);
}
