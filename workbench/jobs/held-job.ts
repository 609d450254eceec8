import type { Job } from './job';
import { JobPreview } from './job-preview';
import { JobResults } from './job-results';
import type { SearchMessage } from './search-result';
import type { Query, Searcher } from './searcher';

/** A search that is done before then has no previews. */
const PREVIEW_AFTER_SECONDS = 1;

/** Why a search was stopped that goes on later. */
const PAUSED = new Error('the search was paused');

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function queryOf({ request }: Job): Query {
  const { search: spl, user, earliest, latest, now, maxRows, maxEvents, savedSearch } = request;
  return {
    spl,
    ...(user && { user }),
    ...(earliest !== undefined && { earliest }),
    ...(latest !== undefined && { latest }),
    ...(now !== undefined && { now }),
    ...(savedSearch !== undefined && { savedSearch }),
    ...(maxRows && { maxRows }),
    ...(maxEvents && { maxEvents }),
  };
}

/** A job with what its search has found: runs the search, and ends it in all the ways that there are. */
export class HeldJob {
  readonly job: Job;
  /** Resolves when the job is done, has failed or was forgotten. */
  readonly ended: Promise<void>;
  readonly #now: () => number;
  #resolve = (): void => {};
  #results: JobResults | undefined;
  #preview: JobPreview | undefined;
  #isForgotten = false;

  constructor(job: Job, now: () => number) {
    this.job = job;
    this.#now = now;
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** What can be read of the result; undefined while there is none. */
  get results(): JobResults | undefined {
    return this.#results;
  }

  /** Runs the search until it ends, is paused or forgotten; it never rejects. */
  async run(searcher: Searcher): Promise<void> {
    this.job.startedAt = this.#now();
    this.job.state = 'PARSING';
    try {
      await this.#search(searcher);
    } catch (error) {
      this.end(sentenceOf(error));
    }
  }

  /** Ends the job as it is, or as failed when there is a fault. */
  end(fault?: string): void {
    this.job.end(this.#now(), fault);
    this.#resolve();
  }

  /** Stops the search and keeps what it has found; the note says why. */
  finalize(note: SearchMessage): void {
    const { job } = this;
    if (job.isDone) return;
    const isRunning = job.state !== 'QUEUED' && job.state !== 'PAUSE';
    job.isFinalized = true;
    job.note(note);
    job.state = 'FINALIZING';
    if (isRunning) job.abort.abort();
    else this.end();
  }

  /** Stops the search until it is queued again, when it starts anew. */
  pause(): void {
    const { job } = this;
    if (job.isDone || job.state === 'FINALIZING') return;
    job.state = 'PAUSE';
    job.abort.abort(PAUSED);
  }

  /** Puts a paused job into the queue again. */
  unpause(): void {
    const { job } = this;
    if (job.state !== 'PAUSE') return;
    job.abort = new AbortController();
    job.progress = 0;
    job.state = 'QUEUED';
  }

  /** Begins another preview when it is time for one, and gives the last one that was made. */
  preview(): JobResults | undefined {
    const { job } = this;
    if (job.isDone || !job.isPreviewEnabled) return undefined;
    job.isPreviewWanted = true;
    if (job.runSeconds(this.#now()) > PREVIEW_AFTER_SECONDS) this.#preview?.request();
    return this.#preview?.results;
  }

  /** Stops the search and frees its rows. */
  async forget(): Promise<void> {
    this.#isForgotten = true;
    this.job.abort.abort();
    this.#resolve();
    await this.#results?.drop();
  }

  async #search(searcher: Searcher): Promise<void> {
    const { job } = this;
    const { signal } = job.abort;
    const preview = this.#newPreview(searcher);
    try {
      const result = await searcher.run({
        ...queryOf(job),
        signal,
        onLog: (line) => job.log(`${new Date(this.#now()).toISOString()} ${line}`),
        onProgress: ({ stage, stages }) => {
          if (job.state === 'PARSING') job.state = 'RUNNING';
          job.progress = stage / stages;
        },
      });
      await this.#keep(new JobResults(searcher, result));
    } catch (error) {
      if (signal.reason === PAUSED) return;
      if (!job.isFinalized || this.#isForgotten) throw error;
      const results = await preview.take();
      if (results) await this.#keep(results);
    } finally {
      await preview.drop();
    }
    this.end();
  }

  #newPreview(searcher: Searcher): JobPreview {
    const { job } = this;
    const preview = new JobPreview(searcher, queryOf(job), {
      made: (result) => {
        if (!job.isDone) job.preview = result;
      },
      none: (reason) => {
        job.previewFault = reason;
      },
    });
    this.#preview = preview;
    return preview;
  }

  async #keep(results: JobResults): Promise<void> {
    if (this.#isForgotten) {
      await results.drop();
      return;
    }
    this.job.result = results.result;
    this.#results = results;
  }
}
