import type { Splunk } from './splunk';
import { SplunkError, splunkError } from './splunk-error';

/** The times between which events are looked at, in Splunk's notation. */
export interface TimeRange {
  readonly earliest: string;
  readonly latest: string;
}

export type ResultRow = Readonly<Record<string, string | readonly string[]>>;

export interface Results {
  readonly fields: readonly string[];
  readonly rows: readonly ResultRow[];
}

/** A search that has ended well, until it is dropped. */
export interface FinishedSearch {
  /** What the server warns of. */
  readonly warnings: readonly string[];
  /** The rows, or what a search that goes on from them makes of them, as the pages ask for it. */
  results(postProcess?: string): Promise<Results>;
  drop(): Promise<void>;
}

interface JobContent {
  readonly isDone?: boolean;
  readonly isFailed?: boolean;
  readonly messages?: readonly { readonly type: string; readonly text: string }[];
}

const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 1000;
/** A search that takes longer is given up. */
const LONGEST_SEARCH_SECONDS = 300;

const ALL_TIME: TimeRange = { earliest: '0', latest: '' };

async function contentOf(splunk: Splunk, sid: string): Promise<JobContent> {
  const feed = (await splunk.get(`search/jobs/${encodeURIComponent(sid)}`)) as {
    entry?: { content: JobContent }[];
  };
  return feed.entry?.[0]?.content ?? {};
}

/** Why a job that the server still knows has failed; undefined when it has not. Rejects with a SplunkError 404 for a job that is gone. */
export async function jobFault(splunk: Splunk, sid: string): Promise<string | undefined> {
  const content = await contentOf(splunk, sid);
  if (!content.isFailed) return undefined;
  return textsOf(content, ['FATAL', 'ERROR']).join(' ') || 'the server gives no reason';
}

async function ended(splunk: Splunk, sid: string): Promise<JobContent> {
  const deadline = Date.now() + LONGEST_SEARCH_SECONDS * 1000;
  for (let wait = FIRST_WAIT_MS; Date.now() < deadline; wait = Math.min(wait * 1.5, LONGEST_WAIT_MS)) {
    const content = await contentOf(splunk, sid);
    if (content.isDone) return content;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  throw new SplunkError(0, `the search took longer than ${LONGEST_SEARCH_SECONDS} seconds`);
}

function textsOf({ messages = [] }: JobContent, types: readonly string[]): string[] {
  return messages.filter(({ type }) => types.includes(type.toUpperCase())).map(({ text }) => text);
}

async function resultsOf(splunk: Splunk, sid: string, postProcess?: string): Promise<Results> {
  const args = { count: '0', ...(postProcess !== undefined && { search: postProcess.trim() }) };
  const path = `search/v2/jobs/${sid}/results`;
  // As in the pages: what goes on from the results is sent as a form.
  const answer = await (postProcess === undefined ? splunk.get(path, args) : splunk.post(path, args));
  const { fields = [], results = [] } = (answer ?? {}) as {
    fields?: { name: string }[];
    results?: ResultRow[];
  };
  return { fields: fields.map(({ name }) => name), rows: results };
}

/** A search as splunkd takes it: it begins with a command. */
function asPipeline(spl: string): string {
  return /^\s*(\||search\s)/.test(spl) ? spl : `search ${spl}`;
}

/** Runs a search to its end. Rejects with a SplunkError that says why it was refused, failed or given up. */
export async function runSearch(splunk: Splunk, spl: string, range = ALL_TIME): Promise<FinishedSearch> {
  const { sid } = (await splunk.post('search/jobs', {
    search: asPipeline(spl),
    earliest_time: range.earliest,
    latest_time: range.latest,
  })) as { sid: string };
  const drop = (): Promise<void> => splunk.remove(`search/jobs/${sid}`).catch(() => undefined);
  try {
    const content = await ended(splunk, sid);
    const faults = textsOf(content, ['FATAL', 'ERROR']);
    if (content.isFailed || faults.length > 0)
      throw new SplunkError(0, faults.join(' ') || 'the search failed, and the server gave no reason');
    return {
      warnings: textsOf(content, ['WARN']),
      results: (postProcess) => resultsOf(splunk, sid, postProcess),
      drop,
    };
  } catch (error) {
    await drop();
    throw splunkError(error);
  }
}

/** The rows of a search. Rejects with a SplunkError that says why there are none. */
export async function rowsOf(splunk: Splunk, spl: string, range?: TimeRange): Promise<readonly ResultRow[]> {
  const search = await runSearch(splunk, spl, range);
  try {
    return (await search.results()).rows;
  } finally {
    await search.drop();
  }
}

/** Lets the server read a search without running it. Rejects with a SplunkError that says what is wrong with it. */
export async function parseSearch(splunk: Splunk, spl: string): Promise<void> {
  await splunk.post('search/v2/parser', { q: asPipeline(spl), parse_only: 'true' });
}
