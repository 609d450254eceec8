import type { AlertRule } from './alert-rule';
import { isTriggered } from './alert-rule';
import type { Job } from './job';
import type { JobManager } from './job-manager';
import type { JobResults } from './job-results';
import type { SavedSearch } from './saved-search';

/** One triggering of an alert; times are epoch seconds. */
export interface FiredAlert {
  /** The sid of its job and the time. */
  readonly name: string;
  readonly savedSearch: string;
  readonly sid: string;
  readonly severity: number;
  readonly isDigest: boolean;
  readonly actions: readonly string[];
  readonly triggeredAt: number;
  readonly expiresAt: number;
  /** 1, or in an alert for each result their number. */
  readonly count: number;
}

/** Results of which the suppressed ones are told apart; an alert of more is about its first ones. */
const MOST_RESULTS = 10_000;

async function countOf(results: JobResults, spl: string): Promise<number> {
  const { rows } = await results.read(await results.postProcess(spl), { offset: 0, count: 1 });
  return Number(rows[0]?.[0] ?? 0);
}

/** What the rule counts in the results. */
function counted({ counted, condition }: AlertRule, results: JobResults): Promise<number> | number {
  if (counted === 'number of hosts') return countOf(results, 'stats dc(host)');
  if (counted === 'number of sources') return countOf(results, 'stats dc(source)');
  if (counted === 'custom') return results.postProcess(condition).then(({ rows }) => rows);
  return results.result.rows;
}

/** The values of some fields of every result, as one text each. */
async function valuesOf(results: JobResults, names: readonly string[]): Promise<string[]> {
  const { fields, rows } = await results.read(results.result, { offset: 0, count: MOST_RESULTS });
  const places = names.map((name) => fields.indexOf(name));
  return rows.map((row) => JSON.stringify(places.map((at) => row[at] ?? null)));
}

/** The alerts that saved searches have triggered, kept in memory until they expire, as splunkd keeps them. */
export class Alerts {
  readonly #jobs: JobManager;
  readonly #now: () => number;
  #fired: FiredAlert[] = [];
  /** Until when what is suppressed, by group or search and by the values of fields. */
  readonly #suppressed = new Map<string, Map<string, number>>();
  readonly #counts = new Map<string, number>();

  /** `now` gives epoch seconds. */
  constructor(jobs: JobManager, now: () => number = () => Math.floor(Date.now() / 1000)) {
    this.#jobs = jobs;
    this.#now = now;
  }

  /** Those that have not expired, the newest first. */
  list(savedSearch?: string): FiredAlert[] {
    const now = this.#now();
    this.#fired = this.#fired.filter(({ expiresAt }) => expiresAt > now);
    return this.#fired.filter((alert) => savedSearch === undefined || alert.savedSearch === savedSearch);
  }

  /** Forgets the one of that name. */
  remove(name: string): void {
    this.#fired = this.#fired.filter((alert) => alert.name !== name);
  }

  /** Until when the search's alerts are suppressed; undefined when they are not. */
  suppressedUntil(search: SavedSearch): number | undefined {
    const now = this.#now();
    const times = [...(this.#suppressed.get(groupOf(search))?.values() ?? [])].filter((time) => time > now);
    return times.length === 0 ? undefined : Math.max(...times);
  }

  /** Ends the suppression of the search's alerts. */
  acknowledge(search: SavedSearch): void {
    this.#suppressed.delete(groupOf(search));
  }

  /**
   * Fires the search's alert when the job's results trigger it and it is tracked. Rejects with the sentence to show when
   * the condition is no search that can run.
   */
  async judge(search: SavedSearch, job: Job): Promise<void> {
    const { alert } = search;
    const results = this.#jobs.results(job);
    if (job.isFailed || !results || !(await this.#isTriggered(search, results))) return;
    const count = await this.#unsuppressed(search, results);
    if (count === 0 || !alert.isTracked) return;
    const now = this.#now();
    this.#fired.unshift({
      name: `${job.sid}_${now}`,
      savedSearch: search.name,
      sid: job.sid,
      severity: alert.severity,
      isDigest: alert.isDigest,
      actions: alert.actions,
      triggeredAt: now,
      expiresAt: now + alert.expiresSeconds,
      count: alert.isDigest ? 1 : count,
    });
    job.ttlSeconds = Math.max(job.ttlSeconds, alert.expiresSeconds);
  }

  async #isTriggered({ name, alert }: SavedSearch, results: JobResults): Promise<boolean> {
    if (alert.counted === 'always') return true;
    const count = await counted(alert, results);
    const before = this.#counts.get(name);
    this.#counts.set(name, count);
    return alert.counted === 'custom' ? count > 0 : isTriggered(alert, count, before);
  }

  /** How many of the results are not suppressed, which they all are from then on. */
  async #unsuppressed(search: SavedSearch, results: JobResults): Promise<number> {
    const { suppressSeconds, suppressFields, isDigest } = search.alert;
    const whole = isDigest ? 1 : results.result.rows;
    if (suppressSeconds === 0) return whole;
    const now = this.#now();
    const known = this.#suppressed.get(groupOf(search)) ?? new Map<string, number>();
    const isOpen = (key: string): boolean => (known.get(key) ?? 0) <= now;
    const keys = suppressFields.length === 0 ? [''] : await valuesOf(results, suppressFields);
    const open = keys.filter(isOpen);
    for (const key of open) known.set(key, now + suppressSeconds);
    this.#suppressed.set(groupOf(search), known);
    return suppressFields.length === 0 && open.length > 0 ? whole : open.length;
  }
}

function groupOf({ name, alert }: SavedSearch): string {
  return alert.suppressGroup === '' ? `search ${name}` : `group ${alert.suppressGroup}`;
}
