import { isTrue } from '../conf/commands';
import type { Stanza } from '../conf/parse';
import { appId } from './app-settings';
import { type ArgumentTable, checkArguments, textArg } from './arguments';
import type { Call, Handler, RestContext } from './call';
import { type Entry, entryReply, feedReply } from './feed';
import { jobEntry } from './job-entry';
import { jobRequest } from './job-request';
import { jsonReply, RestError } from './reply';

const COLLECTION = 'saved/searches';

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
  'dispatch.now': [''],
  'dispatch.time_format': ['', '%s'],
  'dispatch.buckets': 'ignored',
  'dispatch.lookups': ['1', 'true'],
  'dispatch.max_count': 'used',
  'dispatch.spawn_process': 'ignored',
  force_dispatch: 'ignored',
  trigger_actions: ['', '0', 'false'],
  output_mode: 'ignored',
};

function setting(stanza: Stanza, key: string): string | undefined {
  return stanza.settings.get(key)?.value || undefined;
}

function savedEntry(context: RestContext, stanza: Stanza): Entry {
  const settings = [...stanza.settings].map(([key, { value }]): [string, string] => [key, value]);
  return {
    name: stanza.name,
    app: appId(context.app),
    links: ['dispatch', 'history'],
    content: {
      'dispatch.earliest_time': '',
      'dispatch.latest_time': '',
      description: '',
      ...Object.fromEntries(settings),
      disabled: isTrue(setting(stanza, 'disabled')),
      is_scheduled: isTrue(setting(stanza, 'enableSched')),
    },
  };
}

/** `GET saved/searches`: the app's reports and alerts, as savedsearches.conf has them. */
export const listSavedSearches: Handler = (context, call) =>
  feedReply(
    call,
    COLLECTION,
    [...context.app.conf('savedsearches').values()].map((stanza) => savedEntry(context, stanza)),
  );

function findSaved(context: RestContext, call: Call): Stanza {
  const name = call.params['name'] ?? '';
  const stanza = context.app.conf('savedsearches').get(name);
  if (!stanza) throw new RestError(404, `Could not find object id=${name}`, 'ERROR');
  return stanza;
}

/** `GET saved/searches/<name>`: the one saved search. */
export const getSavedSearch: Handler = (context, call) =>
  entryReply(call, COLLECTION, savedEntry(context, findSaved(context, call)));

/** People write saved searches as into the search bar, where `search` in front may be left out. */
function asCommand(search: string): string {
  return /^\s*(\||search\b)/i.test(search) ? search : `search ${search}`;
}

/** A ttl in periods of the schedule, as `2p`, means nothing where none runs: the job is kept as any other. */
function jobArguments(stanza: Stanza, args: URLSearchParams): URLSearchParams {
  const given = Object.entries(JOB_ARGUMENTS).flatMap(([key, argument]) => {
    const value = textArg(args, key) ?? setting(stanza, key);
    return value === undefined || (argument === 'timeout' && /^\d+p$/.test(value)) ? [] : [[argument, value]];
  });
  const search = asCommand(setting(stanza, 'search') ?? '');
  return new URLSearchParams([['search', search], ['label', stanza.name], ...given]);
}

/** `POST saved/searches/<name>/dispatch`: 201 with the sid of a new job of the search. */
export const dispatchSavedSearch: Handler = (context, call) => {
  const stanza = findSaved(context, call);
  checkArguments(call.args, DISPATCH);
  if (isTrue(setting(stanza, 'disabled'))) {
    throw new RestError(400, `saved search "${stanza.name}" is disabled`, 'ERROR');
  }
  const request = jobRequest(context, { ...call, args: jobArguments(stanza, call.args) });
  const job = context.jobs.create({ ...request, savedSearch: stanza.name });
  return jsonReply({ sid: job.sid }, 201);
};

/** `GET saved/searches/<name>/history`: the jobs of the search that there are still, the newest first, named by their sid. */
export const savedSearchHistory: Handler = (context, call) => {
  const { name } = findSaved(context, call);
  const jobs = context.jobs.list().filter(({ request }) => request.savedSearch === name);
  const entries = jobs.map((job) => ({ ...jobEntry(job, context.waitingFor()), name: job.sid }));
  return feedReply(call, 'search/jobs', entries);
};
