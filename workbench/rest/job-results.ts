import type { Job } from '../jobs/job';
import type { JobResults } from '../jobs/job-results';
import type { ReadRows } from '../jobs/read-rows';
import type { SearchResult } from '../jobs/search-result';
import {
  type ArgumentTable,
  booleanArg,
  checkArguments,
  outputMode,
  textArg,
  wholeNumber,
} from './arguments';
import type { Handler } from './call';
import { findJob } from './find-job';
import { type Message, type Reply, RestError } from './reply';
import { contentType, formatResults, RESULT_MODES } from './result-format';

/** limits.conf, maxresultrows: the most rows that one reply holds. */
const MAX_RESULT_ROWS = 50_000;
const DEFAULT_COUNT = 100;

/** The arguments of the result endpoints (Splunk's REST reference, search/v2/jobs/{search_id}/results). */
const RESULTS: ArgumentTable = {
  count: 'used',
  offset: 'used',
  output_mode: 'used',
  search: 'used',
  f: 'used',
  field_list: 'ignored',
  show_metadata: 'used',
  add_summary_to_metadata: 'ignored',
  include_null_fields: 'ignored',
  max_lines: 'ignored',
  min_lines: 'ignored',
  output_time_format: [''],
  preview: 'ignored',
  progress: 'ignored',
  segmentation: ['none', ''],
  show_empty_fields: 'ignored',
  show_offset: 'ignored',
  time_format: [''],
  truncation_mode: 'ignored',
};

/** The rows without the columns that `f` does not name, when it names any. */
export function onlyFields(rows: ReadRows, wanted: readonly string[]): ReadRows {
  if (wanted.length === 0) return rows;
  const kept = rows.fields.flatMap((field, at) => (wanted.includes(field) ? [at] : []));
  return {
    fields: kept.map((at) => rows.fields[at]!),
    rows: rows.rows.map((row) => kept.map((at) => row[at] ?? null)),
  };
}

async function postProcess(results: JobResults, spl: string): Promise<SearchResult> {
  try {
    return await results.postProcess(spl);
  } catch (error) {
    throw new RestError(400, error instanceof Error ? error.message : String(error));
  }
}

/** Says so when more rows were asked for than one reply holds. */
function cutMessages(args: URLSearchParams, rows: number, offset: number): Message[] {
  const asked = wholeNumber(args, 'count', DEFAULT_COUNT) || rows;
  if (Math.min(asked, rows - offset) <= MAX_RESULT_ROWS) return [];
  const text = `a reply holds ${MAX_RESULT_ROWS} rows at most (maxresultrows), the result has ${rows}`;
  return [{ type: 'INFO', text }];
}

/** The page of the job's results that the arguments ask for; without results an empty one with the job's messages. */
export async function resultsReply(
  job: Job,
  results: JobResults | undefined,
  args: URLSearchParams,
  isPreview = false,
): Promise<Reply> {
  const mode = outputMode(args, RESULT_MODES);
  const offset = wholeNumber(args, 'offset', 0);
  const count = Math.min(wholeNumber(args, 'count', DEFAULT_COUNT) || MAX_RESULT_ROWS, MAX_RESULT_ROWS);
  const spl = textArg(args, 'search');
  const result = spl === undefined || !results ? results?.result : await postProcess(results, spl);
  const rows = result && results ? await results.read(result, { offset, count }) : { fields: [], rows: [] };
  const own = spl === undefined && !isPreview ? job.messages : (result?.messages ?? job.messages);
  const page = {
    ...onlyFields(rows, args.getAll('f')),
    offset,
    isPreview,
    messages: [...own, ...cutMessages(args, result?.rows ?? 0, offset)],
    postProcessCount: spl === undefined ? 0 : (result?.rows ?? 0),
    showMetadata: booleanArg(args, 'show_metadata'),
  };
  return { status: 200, headers: { 'Content-Type': contentType(mode) }, body: formatResults(mode, page) };
}

const NOT_READY: Reply = { status: 204 };

/** `results`: the rows of a job that is done, else 204. */
export const getResults: Handler = (context, call) => {
  const job = findJob(context, call);
  checkArguments(call.args, RESULTS);
  return job.isDone ? resultsReply(job, context.jobs.results(job), call.args) : NOT_READY;
};

/** `results_preview`: the rows of the newest events, and of all when the job is done; 204 while there are none. */
export const getResultsPreview: Handler = (context, call) => {
  const job = findJob(context, call);
  checkArguments(call.args, RESULTS);
  const results = context.jobs.results(job) ?? context.jobs.preview(job);
  return results || job.isDone ? resultsReply(job, results, call.args, !job.isDone) : NOT_READY;
};

/** `events`: the events that the search found; none for a transforming search, which keeps only what it made of them. */
export const getEvents: Handler = (context, call) => {
  const job = findJob(context, call);
  checkArguments(call.args, { ...RESULTS, search: [''] });
  const results = context.jobs.results(job);
  const events = results?.result.isTransforming ? undefined : results;
  return results || job.isDone ? resultsReply(job, events, call.args, !job.isDone) : NOT_READY;
};
