import type { ReadRows } from '../../../workbench/jobs/read-rows';
import type { SearchResult } from '../../../workbench/jobs/search-result';
import type { Page, Query, Searcher } from '../../../workbench/jobs/searcher';

/** A search that runs until the test ends it. */
export interface HeldSearch {
  readonly query: Query;
  /** The first of its two commands runs. */
  begin(): void;
  succeed(rows?: number, isTransforming?: boolean): void;
  fail(sentence: string): void;
}

/** A searcher whose searches the test starts and ends, to see the queue in every state. Its rows count up from 0. */
export class HeldSearcher implements Searcher {
  readonly searches: HeldSearch[] = [];
  readonly dropped: SearchResult[] = [];

  run(query: Query): Promise<SearchResult> {
    return new Promise((resolve, reject) => {
      query.signal?.addEventListener('abort', () => reject(new Error('search was cancelled')));
      this.searches.push({
        query,
        begin: () => query.onProgress?.({ command: 'search', stage: 1, stages: 2 }),
        succeed: (rows = 3, isTransforming = true) =>
          resolve({
            kept: { table: `result_${this.searches.length}` },
            columns: [{ name: 'n', kind: 'number' }],
            rows,
            isTransforming,
            eventCount: 10,
            scanCount: 20,
            messages: [],
          }),
        fail: (sentence) => reject(new Error(sentence)),
      });
    });
  }

  /** What the next previews find; there is none when absent. */
  previewRows: number | undefined;
  readonly previews: { readonly query: Query; readonly events: number }[] = [];

  async preview(query: Query, events: number): Promise<SearchResult> {
    this.previews.push({ query, events });
    if (this.previewRows === undefined)
      throw new Error('there is no preview: "smtpspoof" is not run in previews');
    return {
      kept: { table: `preview_${this.previews.length}` },
      columns: [{ name: 'n', kind: 'number' }],
      rows: this.previewRows,
      isTransforming: true,
      eventCount: events / 2,
      scanCount: events,
      messages: [{ type: 'INFO', text: 'these are some' }],
    };
  }

  async read(result: SearchResult, { offset, count }: Page): Promise<ReadRows> {
    const rows = Array.from({ length: result.rows }, (_, at) => [
      String(at),
      at % 2 === 0 ? null : [`a${at}`, `b${at}`],
    ]);
    return { fields: ['n', 'list'], rows: rows.slice(offset, offset + count) };
  }

  async drop(result: SearchResult): Promise<void> {
    this.dropped.push(result);
  }

  /** The search of this text, once it has started. */
  async started(spl: string): Promise<HeldSearch> {
    for (let tries = 0; tries < 400; tries++) {
      if (this.searches.some(({ query }) => query.spl === spl)) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return this.find(spl);
  }

  /** The running search of this text. */
  find(spl: string): HeldSearch {
    const found = this.searches.findLast(({ query }) => query.spl === spl);
    if (!found) throw new Error(`no search "${spl}" is running`);
    return found;
  }
}
