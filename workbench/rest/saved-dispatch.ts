import type { Stanza } from '../conf/parse';
import { parseTimeBound, type SavedSearch } from '../jobs/saved-search';
import { type ArgumentTable, booleanArg, checkArguments, textArg } from './arguments';
import type { Handler, RestContext } from './call';
import { feedReply } from './feed';
import { jobEntry } from './job-entry';
import { filtered } from './job-list';
import { jobRequest } from './job-request';
import { jsonReply, RestError } from './reply';
import { findSavedSearch } from './saved-schedule';

/** What savedsearches.conf sets of a search, and the argument of `search/jobs` that means the same. */
const JOB_ARGUMENTS: Readonly<Record<string, string>> = {
  'dispatch.earliest_time': 'earliest_time',
  'dispatch.latest_time': 'latest_time',
  'dispatch.max_time': 'max_time',
  'dispatch.max_count': 'max_count',
  'dispatch.ttl': 'timeout',
};

/** The arguments of `saved/searches/<name>/dispatch` (Splunk's REST reference). */
const DISPATCH: ArgumentTable = {
  'dispatch.earliest_time': 'used',
  'dispatch.latest_time': 'used',
  'dispatch.max_time': 'used',
  'dispatch.ttl': 'used',
  'dispatch.now': 'used',
  'dispatch.time_format': ['', '%s'],
  'dispatch.buckets': 'ignored',
  'dispatch.lookups': ['1', 'true'],
  'dispatch.max_count': 'used',
  'dispatch.spawn_process': 'ignored',
  force_dispatch: 'ignored',
  trigger_actions: 'used',
  output_mode: 'ignored',
};

/** A ttl in periods of the schedule, as `2p`, means nothing for a run that no schedule asks for. */
function jobArguments(
  stanza: Stanza | undefined,
  search: SavedSearch,
  args: URLSearchParams,
): URLSearchParams {
  const given = Object.entries(JOB_ARGUMENTS).flatMap(([key, argument]) => {
    const value = textArg(args, key) ?? (stanza?.settings.get(key)?.value || undefined);
    return value === undefined || (argument === 'timeout' && /^\d+p$/.test(value)) ? [] : [[argument, value]];
  });
  return new URLSearchParams([['search', search.spl], ['label', search.name], ...given]);
}

/** What now() is to mean in the run. Throws RestError 400 for what is no time. */
function nowArg(args: URLSearchParams): number | undefined {
  const text = textArg(args, 'dispatch.now');
  const time = text === undefined ? undefined : parseTimeBound(text, Math.floor(Date.now() / 1000));
  if (text !== undefined && time === undefined)
    throw new RestError(400, `dispatch.now is "${text}", expected a time such as now or epoch seconds`);
  return time;
}

/** `POST saved/searches/<name>/dispatch`: 201 with the sid of a new job of the search. */
export const dispatchSavedSearch: Handler = (context, call) => {
  const search = findSavedSearch(context, call);
  checkArguments(call.args, DISPATCH);
  if (search.isDisabled) throw new RestError(400, `saved search "${search.name}" is disabled`, 'ERROR');
  const stanza = context.app.conf('savedsearches').get(search.name);
  const request = jobRequest(context, { ...call, args: jobArguments(stanza, search, call.args) });
  const now = nowArg(call.args);
  const isJudged = booleanArg(call.args, 'trigger_actions');
  const job = context.jobs.create({
    ...request,
    savedSearch: search.name,
    ...(now !== undefined && { now }),
  });
  if (isJudged) judgeWhenDone(context, search, job);
  return jsonReply({ sid: job.sid }, 201);
};

function judgeWhenDone(
  { jobs, alerts }: RestContext,
  search: SavedSearch,
  job: ReturnType<RestContext['jobs']['create']>,
): void {
  void jobs
    .whenDone(job)
    .then(() => alerts.judge(search, job))
    .catch((error: Error) => job.note({ type: 'ERROR', text: error.message }));
}

/** `GET saved/searches/<name>/history`: the jobs of the search that there are still, the newest first, named by their sid. */
export const savedSearchHistory: Handler = (context, call) => {
  const { name } = findSavedSearch(context, call);
  const jobs = context.jobs.list().filter(({ request }) => request.savedSearch === name);
  const entries = jobs.map((job) => ({ ...jobEntry(job, context.waitingFor()), name: job.sid }));
  return feedReply(call, 'search/jobs', filtered(entries, call.args));
};
