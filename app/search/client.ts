import { createFetchInit } from '@splunk/splunk-utils/fetch';
import { createSearchJob, getData, postAction } from '@splunk/splunk-utils/search';
import { APP_ID } from '../shell/app-id';
import { NO_ROWS, type Rows } from './rows';

/** A search with its bounds in Splunk's time notation: epoch seconds, `-24h@h`, `now`; empty latest is no bound. */
export interface SearchRequest {
  readonly spl: string;
  readonly earliest: string;
  readonly latest: string;
}

export interface Message {
  readonly type: string;
  readonly text: string;
}

export interface JobStatus {
  readonly isDone: boolean;
  readonly isFailed: boolean;
  readonly isQueued: boolean;
  /** Share of the work done, 0 to 1. */
  readonly progress: number;
  readonly resultCount: number;
  readonly messages: readonly Message[];
}

/** One page of results, post-processed by SPL where that is given; count 0 asks for all. */
export interface Page {
  readonly offset: number;
  readonly count: number;
  readonly postProcess?: string;
}

/** What the pages need of Splunk's search REST API; every failure is an Error with the server's own message. */
export interface SearchClient {
  create(request: SearchRequest): Promise<string>;
  status(sid: string): Promise<JobStatus>;
  rows(sid: string, page: Page): Promise<Rows>;
  cancel(sid: string): Promise<void>;
}

// A job of a page that went away without a word ends by itself after this long without a status request.
const AUTO_CANCEL_SECONDS = 90;

/** What a job entry holds while it is still being parsed is a part of this only. */
interface JobContent {
  readonly dispatchState?: string;
  readonly isDone?: boolean;
  readonly isFailed?: boolean;
  readonly doneProgress?: number;
  readonly resultCount?: number;
  readonly messages?: readonly Message[];
}

function toStatus(content: JobContent): JobStatus {
  return {
    isDone: content.isDone ?? false,
    isFailed: content.isFailed ?? content.dispatchState === 'FAILED',
    isQueued: content.dispatchState === 'QUEUED',
    progress: content.doneProgress ?? 0,
    resultCount: content.resultCount ?? 0,
    messages: content.messages ?? [],
  };
}

/** The search REST API of the server that the page came from. */
export const splunkClient: SearchClient = {
  async create({ spl, earliest, latest }) {
    const job: { sid: string } = await createSearchJob(
      {
        search: /^\s*(\||search\s)/.test(spl) ? spl : `search ${spl}`,
        earliest_time: earliest,
        latest_time: latest,
        adhoc_search_level: 'smart',
        auto_cancel: AUTO_CANCEL_SECONDS,
      },
      { app: APP_ID },
    );
    return job.sid;
  },
  async status(sid) {
    const feed: { entry: { content: JobContent }[] } = await getData(sid);
    return toStatus(feed.entry[0]?.content ?? {});
  },
  async rows(sid, { offset, count, postProcess }) {
    const search = postProcess === undefined ? {} : { search: postProcess.trim() };
    const rows: Rows | null = await getData(sid, 'results', {
      output_mode: 'json_rows',
      offset,
      count,
      ...search,
    });
    return rows ?? NO_ROWS;
  },
  async cancel(sid) {
    // keepalive: the request outlives the page that is being left.
    await postAction(sid, { action: 'cancel' }, undefined, createFetchInit({ keepalive: true }));
  },
};
