import { JobResults } from './job-results';
import type { SearchResult } from './search-result';
import type { Query, Searcher } from './searcher';
import { Slots } from './slots';

/** Of events, the first preview looks at so many, each later one at some times more. */
const FIRST_EVENTS = 20_000;
const FACTOR = 5;
/** A search of that many events is over before a preview of them. */
const MOST_EVENTS = 2_500_000;
/** A preview that takes longer is given up, and no other is made. */
const LONGEST_MS = 10_000;
const REST_MS = 1000;
const TOO_LONG = `there is no preview: one took longer than ${LONGEST_MS / 1000} seconds`;

/** Previews of all searches are made one after the other, so that they take little from the searches themselves. */
const slots = new Slots(1);

/** Hears of each preview that was made, or why there is none. */
export interface PreviewListener {
  made(result: SearchResult): void;
  none(reason: string): void;
}

/** Previews of one search, made when they are asked for while it runs. */
export class JobPreview {
  readonly #searcher: Searcher;
  readonly #query: Query;
  readonly #told: PreviewListener;
  readonly #abort = new AbortController();
  #kept: JobResults[] = [];
  #events = FIRST_EVENTS;
  #making: Promise<void> | undefined;
  #restUntil = 0;
  #isOver = false;

  constructor(searcher: Searcher, query: Query, told: PreviewListener) {
    this.#searcher = searcher;
    this.#query = query;
    this.#told = told;
  }

  /** The last preview that was made. */
  get results(): JobResults | undefined {
    return this.#kept.at(-1);
  }

  /** Begins another preview, unless one is being made or has just been. */
  request(): void {
    const isOver = this.#isOver || this.#events > MOST_EVENTS || this.#abort.signal.aborted;
    if (isOver || this.#making || Date.now() < this.#restUntil) return;
    this.#making = this.#make().finally(() => {
      this.#making = undefined;
      this.#restUntil = Date.now() + REST_MS;
    });
  }

  /** The last preview, or one that is made now when there is none yet; it belongs to the caller from then on. */
  async take(): Promise<JobResults | undefined> {
    if (!this.results) this.request();
    await this.#making;
    this.#abort.abort();
    return this.#kept.pop();
  }

  /** Ends the making of previews and frees their rows. */
  async drop(): Promise<void> {
    this.#abort.abort();
    await this.#making;
    const kept = this.#kept;
    this.#kept = [];
    await Promise.all(kept.map((results) => results.drop()));
  }

  async #make(): Promise<void> {
    const tooLong = new AbortController();
    const timer = setTimeout(() => tooLong.abort(), LONGEST_MS);
    try {
      await this.#makeOne(AbortSignal.any([this.#abort.signal, tooLong.signal]));
      this.#events *= FACTOR;
    } catch (error) {
      this.#isOver = true;
      if (this.results || this.#abort.signal.aborted) return;
      const sentence = error instanceof Error ? error.message : String(error);
      this.#told.none(tooLong.signal.aborted ? TOO_LONG : sentence);
    } finally {
      clearTimeout(timer);
    }
  }

  async #makeOne(signal: AbortSignal): Promise<void> {
    const release = await slots.take(signal);
    try {
      await this.#keep(await this.#searcher.preview({ ...this.#query, signal }, this.#events));
    } finally {
      release();
    }
  }

  /** The one before stays for those who still read it. */
  async #keep(result: SearchResult): Promise<void> {
    this.#kept.push(new JobResults(this.#searcher, result));
    this.#told.made(result);
    if (this.#kept.length > 2) await this.#kept.shift()?.drop();
  }
}
