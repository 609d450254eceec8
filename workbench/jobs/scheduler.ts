import { createHash } from 'node:crypto';
import type { AppConf } from '../conf/app';
import type { Alerts } from './alerts';
import type { Job } from './job';
import type { JobManager } from './job-manager';
import { isFirst, type SavedSearch, scheduledSearches, ttlSeconds } from './saved-search';
import { Slots } from './slots';

/** Jobs of people come first. */
const PRIORITY = 0;
/** The longest that a timer waits; a schedule that a REST call has changed is seen by then. */
const LOOK_MS = 30_000;
const SKIPPED =
  'The maximum number of concurrent running jobs for this historical scheduled search on this instance has been reached';

export interface SchedulerOptions {
  readonly app: AppConf;
  /** The name that jobs are listed under. */
  readonly appId: string;
  readonly jobs: JobManager;
  readonly alerts: Alerts;
  /** Takes one sentence for each run that failed or was skipped. */
  readonly note: (sentence: string) => void;
  /** Nothing is run but what other searches rest on. */
  readonly isFirstOnly?: boolean;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** What one run looks at. */
interface Run {
  readonly earliest: string;
  readonly latest: string;
  /** What now() means, in epoch seconds. */
  readonly now: number;
}

/** Times of events, in epoch seconds, both included. */
export interface LoadedRange {
  readonly earliest: number;
  readonly latest: number;
}

/** Runs the app's scheduled searches, one after the other. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #now: () => number;
  readonly #slots = new Slots(1);
  readonly #underWay = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  #runs = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  #searches(): SavedSearch[] {
    const { app, isFirstOnly = false } = this.#options;
    return scheduledSearches(app).filter((search) => !isFirstOnly || isFirst(search));
  }

  /**
   * Runs each scheduled search once over all that is loaded; now is its end. `prepare` is told of each before it runs,
   * `onFirst` when those that others rest on have ended. Resolves when all have.
   */
  async runLoaded(
    { earliest, latest }: LoadedRange,
    prepare: (savedSearch: string) => Promise<void> = async () => undefined,
    onFirst: () => void = () => undefined,
  ): Promise<void> {
    const end = Math.floor(latest) + 1;
    const run = { earliest: String(Math.floor(earliest)), latest: String(end), now: end };
    const searches = this.#searches();
    const runAll = async (some: readonly SavedSearch[]): Promise<void> => {
      for (const search of some) await this.#runOne(search, run, () => prepare(search.name));
    };
    await runAll(searches.filter(isFirst));
    onFirst();
    await runAll(searches.filter((search) => !isFirst(search)));
  }

  /** Runs each scheduled search by its schedule, over its own time range, until `stop` is called. */
  follow(): void {
    this.#waitFor(Math.floor(this.#now() / 1000));
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** Waits for the next runs behind that time, and begins them. */
  #waitFor(after: number): void {
    if (this.#isStopped) return;
    const searches = this.#searches();
    const times = searches.flatMap(({ schedule }) =>
      typeof schedule === 'string' ? [] : (schedule.next(after) ?? []),
    );
    const next = Math.min(...times);
    const waitMs = Math.min(LOOK_MS, Math.max(0, next * 1000 - this.#now()));
    this.#timer = setTimeout(() => {
      const now = Math.floor(this.#now() / 1000);
      if (now >= next) this.#begin(next, now);
      this.#waitFor(now);
    }, waitMs);
    this.#timer.unref();
  }

  /** Begins the searches that were due in that time. */
  #begin(from: number, now: number): void {
    for (const search of this.#searches()) {
      if (typeof search.schedule === 'string') continue;
      const [due] = search.schedule.between(from, now + 1, 1);
      if (due === undefined) continue;
      if (this.#underWay.has(search.name)) this.#note(search, `was skipped: ${SKIPPED}`);
      else void this.#runOne(search, { earliest: search.earliest, latest: search.latest, now: due });
    }
  }

  /** Runs one search and judges whether it is an alert; whatever goes wrong becomes a note. */
  async #runOne(search: SavedSearch, run: Run, prepare?: () => Promise<void>): Promise<void> {
    this.#underWay.add(search.name);
    const release = await this.#slots.take(undefined);
    try {
      if (this.#isStopped) return;
      await prepare?.();
      const job = this.#createJob(search, run);
      await this.#options.jobs.whenDone(job);
      if (job.isFailed && !this.#isStopped) this.#note(search, `failed: ${faultOf(job)}`);
      await this.#options.alerts.judge(search, job);
    } catch (error) {
      this.#note(search, `failed: ${error instanceof Error ? firstLine(error.message) : String(error)}`);
    } finally {
      release();
      this.#underWay.delete(search.name);
    }
  }

  #createJob(search: SavedSearch, { earliest, latest, now }: Run): Job {
    const { jobs, appId } = this.#options;
    const hash = createHash('md5').update(search.name).digest('hex').slice(0, 16);
    return jobs.create({
      sid: `scheduler__admin__${appId}__RMD5${hash}_at_${now}_${++this.#runs}`,
      search: search.spl,
      ...(earliest !== '' && { earliest }),
      ...(latest !== '' && { latest }),
      now,
      owner: 'admin',
      app: appId,
      label: search.name,
      savedSearch: search.name,
      isScheduled: true,
      ttlSeconds: ttlSeconds(search, now),
      maxSeconds: search.maxSeconds,
      ...(search.maxRows !== undefined && { maxRows: search.maxRows }),
      preview: false,
      priority: PRIORITY,
      asSent: { search: search.spl, earliest_time: earliest, latest_time: latest },
    });
  }

  #note({ name }: SavedSearch, what: string): void {
    this.#options.note(`scheduled search "${name}" ${what}`);
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function faultOf(job: Job): string {
  return firstLine(job.messages.findLast(({ type }) => type === 'FATAL')?.text ?? '');
}
