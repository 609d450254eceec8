import { Job, type JobRequest } from './job';
import { JobResults } from './job-results';
import type { Searcher } from './searcher';

export interface JobManagerOptions {
  /** Resolves when there is something to search in; jobs wait in the queue until then. */
  readonly ready: Promise<Searcher>;
  readonly maxRunning?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

const MAX_RUNNING = 3;
const REAP_INTERVAL_MS = 5000;

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The searches of all clients: a few run at once, the rest wait; each is forgotten some time after its last use. */
export class JobManager {
  readonly #jobs = new Map<string, Job>();
  readonly #results = new Map<string, JobResults>();
  readonly #ended = new Map<string, { promise: Promise<void>; resolve: () => void }>();
  readonly #maxRunning: number;
  readonly #now: () => number;
  readonly #reaper: NodeJS.Timeout;
  #searcher: Searcher | undefined;
  #loadFault: string | undefined;
  readonly #running = new Set<Job>();
  readonly #busy = new Set<Promise<void>>();
  #lastNumber = 0;

  constructor(options: JobManagerOptions) {
    this.#maxRunning = options.maxRunning ?? MAX_RUNNING;
    this.#now = options.now ?? Date.now;
    this.#reaper = setInterval(() => this.reap(), REAP_INTERVAL_MS);
    this.#reaper.unref();
    options.ready.then(
      (searcher) => {
        this.#searcher = searcher;
        this.#startQueued();
      },
      (error) => {
        this.#loadFault = sentenceOf(error);
        this.#startQueued();
      },
    );
  }

  /** A new job in the queue. Throws an Error when its sid is taken. */
  create(request: JobRequest): Job {
    const now = this.#now();
    const sid = request.sid ?? `${Math.floor(now / 1000)}.${++this.#lastNumber}`;
    if (this.#jobs.has(sid)) throw new Error(`sid "${sid}" is taken by another job`);
    const job = new Job(sid, request, now);
    let resolve = (): void => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    this.#jobs.set(sid, job);
    this.#ended.set(sid, { promise, resolve });
    this.#startQueued();
    return job;
  }

  /** The job, which counts as asked for now. */
  find(sid: string): Job | undefined {
    const job = this.#jobs.get(sid);
    if (job) job.touchedAt = this.#now();
    return job;
  }

  /** All jobs, the newest first. */
  list(): Job[] {
    return [...this.#jobs.values()].reverse();
  }

  /** Resolves when the job is done, has failed or was cancelled. */
  async whenDone(job: Job): Promise<void> {
    await this.#ended.get(job.sid)?.promise;
  }

  /** What can be read of the job's result; undefined while there is none. */
  results(job: Job): JobResults | undefined {
    return this.#results.get(job.sid);
  }

  /** Stops the job and forgets it. */
  cancel(job: Job): void {
    if (!this.#jobs.delete(job.sid)) return;
    job.abort.abort();
    const results = this.#results.get(job.sid);
    if (results) this.#track(results.drop());
    this.#results.delete(job.sid);
    this.#ended.get(job.sid)?.resolve();
    this.#ended.delete(job.sid);
  }

  /** Stops the job and keeps what it has found. */
  finalize(job: Job): void {
    if (job.isDone) return;
    job.isFinalized = true;
    if (job.state === 'QUEUED') this.#end(job);
    else job.state = 'FINALIZING';
    job.abort.abort();
  }

  /** Forgets jobs that no one has asked for in their time, and finalizes those that have run for too long. */
  reap(): void {
    const now = this.#now();
    for (const job of this.list()) {
      if (job.isExpired(now)) this.cancel(job);
      else if (job.isOverTime(now)) this.finalize(job);
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

  #startQueued(): void {
    if (!this.#searcher && this.#loadFault === undefined) return;
    const queued = [...this.#jobs.values()]
      .filter((job) => job.state === 'QUEUED')
      .sort((left, right) => right.priority - left.priority);
    for (const job of queued.slice(0, this.#maxRunning - this.#running.size)) this.#track(this.#run(job));
  }

  async #run(job: Job): Promise<void> {
    const searcher = this.#searcher;
    this.#running.add(job);
    job.startedAt = this.#now();
    job.state = 'PARSING';
    try {
      if (!searcher) throw new Error(this.#loadFault);
      const { search: spl, earliest, latest } = job.request;
      const result = await searcher.run({
        spl,
        ...(earliest !== undefined && { earliest }),
        ...(latest !== undefined && { latest }),
        signal: job.abort.signal,
        onProgress: ({ stage, stages }) => {
          if (job.state === 'PARSING') job.state = 'RUNNING';
          job.progress = stage / stages;
        },
      });
      job.result = result;
      const results = new JobResults(searcher, result);
      if (this.#jobs.get(job.sid) === job) this.#results.set(job.sid, results);
      else await results.drop();
      this.#end(job);
    } catch (error) {
      this.#end(job, sentenceOf(error));
    } finally {
      this.#running.delete(job);
      this.#startQueued();
    }
  }

  #end(job: Job, fault?: string): void {
    job.end(this.#now(), fault);
    this.#ended.get(job.sid)?.resolve();
  }
}
