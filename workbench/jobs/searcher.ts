import { parseTimeBound } from '../spl/time/relative';
import type { ReadRows } from './read-rows';
import { checkSearch, dropResult, readRows, runSearch, type SearchProgress } from './run-search';
import type { SearchResult } from './search-result';
import type { Workbench } from './workbench';

/** One search as a client asked for it; `base` is the result that a post-process search goes on from. */
export interface Query {
  readonly spl: string;
  readonly earliest?: string;
  readonly latest?: string;
  /** What now() and relative times mean, in epoch seconds; the clock's time when absent. */
  readonly now?: number;
  readonly base?: SearchResult;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SearchProgress) => void;
}

/** A page of a result: rows `offset` up to, not including, `offset + count`. */
export interface Page {
  readonly offset: number;
  readonly count: number;
}

/** Runs searches over what is loaded. */
export interface Searcher {
  /** Rejects with the sentence to show when the search fails, and when its signal is aborted. */
  run(query: Query): Promise<SearchResult>;
  read(result: SearchResult, page: Page): Promise<ReadRows>;
  drop(result: SearchResult): Promise<void>;
}

/** The first word of a search sent to splunkd is a command; only people who type into its search bar may leave out `search`. */
function asPipeline(spl: string): string {
  return /^\s*(\||search\b)/i.test(spl) ? spl : `| ${spl}`;
}

/** Throws an Error that says what is wrong with the search and where, or with its times. */
export function checkQuery(workbench: Workbench, query: Pick<Query, 'spl' | 'earliest' | 'latest'>): void {
  for (const name of ['earliest', 'latest'] as const) {
    const bound = query[name];
    if (bound !== undefined && parseTimeBound(bound, 0) === undefined) {
      throw new Error(
        `${name}_time is "${bound}", expected epoch seconds, now or a relative time such as -24h@h`,
      );
    }
  }
  checkSearch(workbench, asPipeline(query.spl));
}

/** The searcher over a loaded workbench. */
export function searcherOf(workbench: Workbench): Searcher {
  return {
    run: (query) => runSearch(workbench, { ...query, spl: asPipeline(query.spl) }),
    read: (result, page) => readRows(workbench, result, page),
    drop: (result) => dropResult(workbench, result),
  };
}
