import type { User } from '../conf/access';
import { parseTimeBound } from '../spl/time/relative';
import { asPipeline } from './describe-search';
import { readLimits, type SearchLimits } from './limits';
import { MemoryGuard } from './memory-guard';
import { previewSearch } from './preview';
import type { ReadRows } from './read-rows';
import {
  checkSearch,
  dropResult,
  readRows,
  runSearch,
  type SearchProgress,
  type SearchRequest,
} from './run-search';
import type { SearchResult } from './search-result';
import type { Workbench } from './workbench';

/** One search as a client asked for it; `base` is the result that a post-process search goes on from. */
export interface Query {
  readonly spl: string;
  /** Who searches; `admin` when absent. */
  readonly user?: User;
  readonly earliest?: string;
  readonly latest?: string;
  /** What now() and relative times mean, in epoch seconds; the clock's time when absent. */
  readonly now?: number;
  /** The saved search that this is a run of. */
  readonly savedSearch?: string;
  readonly base?: SearchResult;
  /** Rows that the result keeps, when it is not what limits.conf says. */
  readonly maxRows?: number;
  /** Events that the search goes on with, the newest; all when absent. */
  readonly maxEvents?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SearchProgress) => void;
  /** Takes the lines of the search log. */
  readonly onLog?: (line: string) => void;
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
  /** What the search makes of the newest events, no more than so many. Rejects with the reason when it has no preview. */
  preview(query: Query, events: number): Promise<SearchResult>;
  read(result: SearchResult, page: Page): Promise<ReadRows>;
  drop(result: SearchResult): Promise<void>;
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

/** The searcher over a loaded workbench; each of its searches keeps to the limits, by default those of limits.conf. */
export function searcherOf(workbench: Workbench, limits: SearchLimits = readLimits(workbench.app)): Searcher {
  const guard = new MemoryGuard(workbench.engine, limits);
  const requestOf = (query: Query): SearchRequest => {
    const maxRows = query.maxRows ?? limits.resultRows;
    const { maxRows: _, user: __, ...rest } = query;
    return { ...rest, spl: asPipeline(query.spl), guard, ...(Number.isFinite(maxRows) && { maxRows }) };
  };
  const workbenchOf = ({ user }: Query): Workbench => (user ? { ...workbench, user } : workbench);
  return {
    run: (query) => runSearch(workbenchOf(query), requestOf(query)),
    preview: (query, events) => previewSearch(workbenchOf(query), requestOf(query), events),
    read: (result, page) => readRows(workbench, result, page),
    drop: (result) => dropResult(workbench, result),
  };
}
