import type { ReadRows } from './read-rows';
import type { SearchResult } from './search-result';
import type { Page, Searcher } from './searcher';

/** How many post-process searches of one job are kept, so that paging through one does not run it again. */
const MAX_DERIVED = 8;

/** The rows of a finished search, and of post-process searches over them. */
export class JobResults {
  readonly result: SearchResult;
  readonly #searcher: Searcher;
  readonly #derived = new Map<string, Promise<SearchResult>>();
  readonly #abort = new AbortController();

  constructor(searcher: Searcher, result: SearchResult) {
    this.#searcher = searcher;
    this.result = result;
  }

  read(result: SearchResult, page: Page): Promise<ReadRows> {
    return this.#searcher.read(result, page);
  }

  /** The result of a search over these rows. Rejects with the sentence to show when it fails. */
  async postProcess(spl: string): Promise<SearchResult> {
    const known = this.#derived.get(spl);
    if (known) {
      this.#derived.delete(spl);
      this.#derived.set(spl, known);
      return known;
    }
    const derived = this.#searcher.run({ spl, base: this.result, signal: this.#abort.signal });
    this.#derived.set(spl, derived);
    try {
      const result = await derived;
      await this.#forgetUnused();
      return result;
    } catch (error) {
      this.#derived.delete(spl);
      throw error;
    }
  }

  /** Frees the rows; nothing can be read any more. */
  async drop(): Promise<void> {
    this.#abort.abort();
    const derived = await Promise.allSettled(this.#derived.values());
    const results = derived.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    await Promise.allSettled([this.result, ...results].map((result) => this.#searcher.drop(result)));
  }

  async #forgetUnused(): Promise<void> {
    const [unused] = this.#derived.keys();
    if (unused === undefined || this.#derived.size <= MAX_DERIVED) return;
    const result = this.#derived.get(unused)!;
    this.#derived.delete(unused);
    await this.#searcher.drop(await result);
  }
}
