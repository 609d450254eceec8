import type { JobRequest } from '../jobs/job';
import { type ArgumentTable, booleanArg, checkArguments, textArg, wholeNumber } from './arguments';
import type { Call, RestContext } from './call';
import { RestError } from './reply';

/** The arguments of `POST search/jobs` (Splunk's REST reference, search/jobs). */
const CREATE: ArgumentTable = {
  search: 'used',
  earliest_time: 'used',
  latest_time: 'used',
  exec_mode: ['normal', 'blocking', 'oneshot'],
  id: 'used',
  label: 'used',
  timeout: 'used',
  auto_cancel: 'used',
  max_time: 'used',
  priority: 'used',
  output_mode: 'used',
  count: 'used',
  offset: 'used',
  f: 'used',
  show_metadata: 'used',
  search_mode: ['normal'],
  sample_ratio: ['1'],
  enable_lookups: ['1', 'true'],
  sid: [''],
  auto_pause: ['0', ''],
  auto_finalize_ec: 'used',
  adhoc_search_level: 'ignored',
  allow_partial_results: 'ignored',
  check_risky_command: 'ignored',
  force_bundle_replication: 'ignored',
  max_count: 'used',
  namespace: 'ignored',
  postprocess_searches: 'ignored',
  preview: 'used',
  provenance: 'ignored',
  reload_macros: 'ignored',
  required_field_list: 'ignored',
  rf: 'ignored',
  spawn_process: 'ignored',
  status_buckets: 'used',
  sync_bundle_replication: 'ignored',
  ui_dispatch_app: 'ignored',
  ui_dispatch_view: 'ignored',
  workload_pool: 'ignored',
};

function asSent(args: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...args].filter(([name]) => name !== 'output_mode'));
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]?: Value });
}

function checkSid(sid: string | undefined): string | undefined {
  if (sid === undefined || /^[\w.-]{1,200}$/.test(sid)) return sid;
  throw new RestError(400, `id is "${sid}", expected letters, digits, "_", "." and "-" only`);
}

function checkTimes(args: URLSearchParams): void {
  for (const name of ['earliest_time', 'latest_time']) {
    if (/^rt/.test(textArg(args, name) ?? '')) {
      throw new RestError(501, `${name} asks for a real-time search, which the workbench does not support`);
    }
  }
}

function checkedQuery(
  context: RestContext,
  args: URLSearchParams,
): Pick<JobRequest, 'search' | 'earliest' | 'latest'> {
  const search = textArg(args, 'search');
  if (search === undefined) throw new RestError(400, 'Empty search.');
  const range = {
    ...optional('earliest', textArg(args, 'earliest_time')),
    ...optional('latest', textArg(args, 'latest_time')),
  };
  try {
    context.checkQuery({ spl: search, ...range });
  } catch (error) {
    throw new RestError(400, error instanceof Error ? error.message : String(error));
  }
  return { search, ...range };
}

function optionalNumber(args: URLSearchParams, name: string): number | undefined {
  return textArg(args, name) === undefined ? undefined : wholeNumber(args, name, 0);
}

/** Previews are made of what is shown while it runs: when asked for so, or when there is a timeline to fill. */
function previewOf(args: URLSearchParams): boolean | undefined {
  if (textArg(args, 'preview') !== undefined) return booleanArg(args, 'preview');
  return wholeNumber(args, 'status_buckets', 0) > 0 ? true : undefined;
}

/** The job that the call asks for. Throws RestError 400 for a fault in its arguments or its search, 501 for real time. */
export function jobRequest(context: RestContext, call: Call): JobRequest {
  const { args } = call;
  checkArguments(args, CREATE);
  checkTimes(args);
  return {
    ...checkedQuery(context, args),
    owner: call.owner === '-' ? call.user.name : call.owner,
    user: call.user,
    app: call.app === '-' ? 'search' : call.app,
    ...optional('sid', checkSid(textArg(args, 'id'))),
    ...optional('label', textArg(args, 'label')),
    ...optional('ttlSeconds', optionalNumber(args, 'timeout')),
    ...optional('autoCancelSeconds', optionalNumber(args, 'auto_cancel')),
    ...optional('maxSeconds', optionalNumber(args, 'max_time')),
    ...optional('maxEvents', optionalNumber(args, 'auto_finalize_ec')),
    ...optional('maxRows', optionalNumber(args, 'max_count')),
    ...optional('preview', previewOf(args)),
    ...optional('priority', optionalNumber(args, 'priority')),
    asSent: asSent(args),
  };
}
