import { HeldJob } from './held-job';
import { Job, type JobRequest } from './job';
import type { JobResults } from './job-results';
import { DEFAULT_LIMITS } from './limits';
import type { SearchMessage } from './search-result';
import type { Searcher } from './searcher';

export interface JobManagerOptions {
  /** Resolves when there is something to search in; jobs wait in the queue until then. */
  readonly ready: Promise<Searcher>;
  /** Resolves when what other searches rest on is made: all but scheduled jobs wait for it. */
  readonly prepared?: Promise<void> | undefined;
  readonly maxRunning?: number;
  /** Jobs that are kept; the one that was not used for longest gives way to a new one. */
  readonly maxJobs?: number;
  /** How long a search may run that sets no time of its own. */
  readonly runSeconds?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

const MAX_RUNNING = 3;
const MAX_JOBS = 300;
const REAP_INTERVAL_MS = 1000;

/** The searches of all clients: a few run at once, the rest wait; each is forgotten some time after its last use. */
export class JobManager {
  readonly #held = new Map<string, HeldJob>();
  readonly #options: JobManagerOptions;
  readonly #now: () => number;
  readonly #reaper: NodeJS.Timeout;
  #searcher: Searcher | undefined;
  #loadFault: string | undefined;
  #isPrepared: boolean;
  #running = 0;
  readonly #busy = new Set<Promise<void>>();
  #lastNumber = 0;

  constructor(options: JobManagerOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#isPrepared = options.prepared === undefined;
    void options.prepared?.then(() => {
      this.#isPrepared = true;
      this.#startQueued();
    });
    this.#reaper = setInterval(() => this.reap(), REAP_INTERVAL_MS);
    this.#reaper.unref();
    options.ready.then(
      (searcher) => {
        this.#searcher = searcher;
        this.#startQueued();
      },
      (error) => {
        this.#loadFault = error instanceof Error ? error.message : String(error);
        this.#startQueued();
      },
    );
  }

  /** A new job in the queue. Throws an Error when its sid is taken, or when as many jobs as may be are in use. */
  create(request: JobRequest): Job {
    const now = this.#now();
    const sid = request.sid ?? `${Math.floor(now / 1000)}.${++this.#lastNumber}`;
    if (this.#held.has(sid)) throw new Error(`sid "${sid}" is taken by another job`);
    this.#makeRoom();
    const job = new Job(sid, request, now);
    this.#held.set(sid, new HeldJob(job, this.#now));
    this.#startQueued();
    return job;
  }

  /** The job, which counts as asked for now. */
  find(sid: string): Job | undefined {
    const held = this.#held.get(sid);
    if (!held) return undefined;
    held.job.touchedAt = this.#now();
    if (held.job.isPreviewWanted) held.preview();
    return held.job;
  }

  /** All jobs, the newest first. */
  list(): Job[] {
    return [...this.#held.values()].reverse().map(({ job }) => job);
  }

  /** Resolves when the job is done, has failed or was cancelled. */
  async whenDone(job: Job): Promise<void> {
    await this.#held.get(job.sid)?.ended;
  }

  /** What can be read of the job's result; undefined while there is none. */
  results(job: Job): JobResults | undefined {
    return this.#held.get(job.sid)?.results;
  }

  /** The last preview of a job that runs; asking for it begins another one. */
  preview(job: Job): JobResults | undefined {
    return this.#held.get(job.sid)?.preview();
  }

  /** Stops the job and forgets it. */
  cancel(job: Job): void {
    const held = this.#held.get(job.sid);
    if (!held) return;
    this.#held.delete(job.sid);
    this.#track(held.forget());
  }

  /** Stops the job and keeps what it has found; the note says why. */
  finalize(job: Job, note: SearchMessage): void {
    this.#held.get(job.sid)?.finalize(note);
  }

  /** Stops the search of a job that runs or waits, until it is unpaused and starts anew. */
  pause(job: Job): void {
    this.#held.get(job.sid)?.pause();
  }

  unpause(job: Job): void {
    this.#held.get(job.sid)?.unpause();
    this.#startQueued();
  }

  /** Forgets jobs that no one has asked for in their time, and finalizes those that have run for too long. */
  reap(): void {
    const now = this.#now();
    for (const job of this.list()) {
      const seconds = job.request.maxSeconds || (this.#options.runSeconds ?? DEFAULT_LIMITS.runSeconds);
      if (job.isExpired(now)) this.cancel(job);
      else if (job.isRunning && job.runSeconds(now) > seconds)
        this.finalize(job, {
          type: 'WARN',
          text: `Search auto-finalized after time limit (${seconds} seconds) reached.`,
        });
    }
  }

  /** Cancels every job; resolves when no search runs and no result is held any more. */
  async close(): Promise<void> {
    clearInterval(this.#reaper);
    for (const job of this.list()) this.cancel(job);
    while (this.#busy.size > 0) await Promise.all(this.#busy);
  }

  /** Keeps what goes on in mind until it has ended; it never rejects. */
  #track(work: Promise<void>): void {
    const ended = work.finally(() => this.#busy.delete(ended));
    this.#busy.add(ended);
  }

  #makeRoom(): void {
    const most = this.#options.maxJobs ?? MAX_JOBS;
    if (this.#held.size < most) return;
    const unused = this.list().filter((job) => job.isDone && !job.isSaved);
    const [oldest] = unused.sort((one, other) => one.touchedAt - other.touchedAt);
    if (!oldest) throw new Error(`${most} jobs run, wait or are saved, as many as may be`);
    this.cancel(oldest);
  }

  #startQueued(): void {
    if (!this.#searcher && this.#loadFault === undefined) return;
    const mayStart = ({ request }: Job): boolean =>
      this.#isPrepared || !this.#searcher || request.isScheduled === true;
    const queued = [...this.#held.values()]
      .filter(({ job }) => job.state === 'QUEUED' && mayStart(job))
      .sort((left, right) => right.job.priority - left.job.priority);
    const places = (this.#options.maxRunning ?? MAX_RUNNING) - this.#running;
    for (const held of queued.slice(0, Math.max(0, places))) this.#start(held);
  }

  #start(held: HeldJob): void {
    if (!this.#searcher) {
      held.end(this.#loadFault);
      return;
    }
    this.#running++;
    const run = held.run(this.#searcher).finally(() => {
      this.#running--;
      this.#startQueued();
    });
    this.#track(run);
  }
}
