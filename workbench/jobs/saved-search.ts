import type { AppConf } from '../conf/app';
import { isTrue } from '../conf/commands';
import type { Stanza } from '../conf/parse';
import { type AlertRule, readAlertRule } from './alert-rule';
import { parseSchedule, type Schedule } from './schedule-cron';

export { parseTimeBound } from '../spl/time/relative';

/** One stanza of savedsearches.conf, as far as jobs are made of it. */
export interface SavedSearch {
  readonly name: string;
  /** The search as splunkd takes it: it begins with a pipe or with `search`. */
  readonly spl: string;
  readonly isDisabled: boolean;
  readonly isScheduled: boolean;
  /** When it runs, or a sentence that says why that cannot be told. */
  readonly schedule: Schedule | string;
  /** The higher, the sooner, of searches that are due at once. */
  readonly rank: number;
  readonly earliest: string;
  readonly latest: string;
  readonly maxSeconds: number;
  readonly maxRows: number | undefined;
  /** In seconds, or as `2p` in periods of the schedule. */
  readonly ttl: string;
  readonly alert: AlertRule;
}

/** Splunk runs what is scheduled for real time first, among searches of one priority (savedsearches.conf.spec). */
const RANKS: readonly string[] = [
  'continuous default',
  'continuous higher',
  'default',
  'higher',
  'continuous highest',
  'highest',
];

/** People write saved searches as into the search bar, where `search` in front may be left out. */
function asCommand(search: string): string {
  return /^\s*(\||search\b)/i.test(search) ? search : `search ${search}`;
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function rankOf(priority: string, isRealtime: boolean): number {
  const known = ['higher', 'highest'].includes(priority) ? priority : 'default';
  return RANKS.indexOf(isRealtime ? known : `continuous ${known}`);
}

/** The saved search of one stanza of savedsearches.conf. */
export function readSavedSearch(stanza: Stanza, app: AppConf): SavedSearch {
  const text = (key: string): string => stanza.settings.get(key)?.value.trim() ?? '';
  const realtime = text('realtime_schedule');
  return {
    name: stanza.name,
    spl: asCommand(text('search')),
    isDisabled: isTrue(text('disabled')),
    isScheduled: isTrue(text('enableSched')) || isTrue(text('is_scheduled')),
    schedule: parseSchedule(text('cron_schedule')),
    rank: rankOf(text('schedule_priority').toLowerCase(), realtime === '' || isTrue(realtime)),
    earliest: text('dispatch.earliest_time'),
    latest: text('dispatch.latest_time'),
    maxSeconds: wholeNumber(text('dispatch.max_time')) ?? 0,
    maxRows: wholeNumber(text('dispatch.max_count')),
    ttl: text('dispatch.ttl') || '2p',
    alert: readAlertRule(stanza, app.conf('alert_actions')),
  };
}

/** The app's searches that are to be run by themselves, in the order in which they are when all are due at once. */
export function scheduledSearches(app: AppConf): SavedSearch[] {
  const all = [...app.conf('savedsearches').values()].map((stanza) => readSavedSearch(stanza, app));
  const scheduled = all.filter(({ isScheduled, isDisabled }) => isScheduled && !isDisabled);
  return scheduled.sort((one, other) => other.rank - one.rank);
}

/** Whether its `schedule_priority` is `highest`: what it makes is what others search. */
export function isFirst({ rank }: SavedSearch): boolean {
  return RANKS[rank]?.endsWith('highest') ?? false;
}

const DEFAULT_PERIOD_SECONDS = 300;

/** How long the job of a scheduled run is kept that began then. */
export function ttlSeconds({ ttl, schedule }: SavedSearch, now: number): number {
  const [, count = '2', isPeriods] = /^(\d+)(p?)$/.exec(ttl) ?? ['', '2', 'p'];
  if (!isPeriods) return Number(count);
  const period = typeof schedule === 'string' ? DEFAULT_PERIOD_SECONDS : schedule.period(now);
  return Number(count) * period;
}
