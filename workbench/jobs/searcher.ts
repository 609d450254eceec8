import type { SearchResult } from './run-search';

/** One search as a client asked for it; `base` is the result that a post-process search goes on from. */
export interface Query {
  readonly spl: string;
  readonly earliest?: string;
  readonly latest?: string;
  readonly base?: SearchResult;
  readonly signal?: AbortSignal;
}

/** A page of a result: rows `offset` up to, not including, `offset + count`. */
export interface Page {
  readonly offset: number;
  readonly count: number;
}

/** Values as Splunk writes them; a list is a multivalue field, null a field the row does not have. */
export type Value = string | readonly string[] | null;

export interface Rows {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** Runs searches over what is loaded. */
export interface Searcher {
  /** Rejects with the sentence to show when the search fails, and when its signal is aborted. */
  run(query: Query): Promise<SearchResult>;
  read(result: SearchResult, page: Page): Promise<Rows>;
  drop(result: SearchResult): Promise<void>;
}
