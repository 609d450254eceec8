import { type ArgumentTable, checkArguments, textArg } from './arguments';
import type { Handler } from './call';
import { type Entry, entryReply, feedReply } from './feed';
import { findJob } from './find-job';
import { jobEntry } from './job-entry';
import { RestError } from './reply';

const LIST: ArgumentTable = {
  id: 'used',
  count: 'used',
  offset: 'used',
  output_mode: 'used',
  search: 'used',
  f: 'ignored',
  sort_dir: ['desc', ''],
  sort_key: ['dispatch_time', ''],
  sort_mode: 'ignored',
};

/** The value at a dotted path such as `request.webframework.cache.hash`, whose last part may itself hold dots. */
function valueAt(content: unknown, path: string): unknown {
  if (typeof content !== 'object' || content === null) return undefined;
  const record = content as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(record, path)) return record[path];
  const dot = path.indexOf('.');
  return dot < 0 ? undefined : valueAt(record[path.slice(0, dot)], path.slice(dot + 1));
}

/** The entries that the call's `search` filter lets through. Throws RestError 501 for a filter that is not understood. */
export function filtered(entries: readonly Entry[], args: URLSearchParams): readonly Entry[] {
  const filter = textArg(args, 'search');
  return filter === undefined ? entries : entries.filter(filterOf(filter));
}

/** A test of job entries by splunkd's `search` filter: `field=value` terms, all of which have to be so. */
function filterOf(filter: string): (entry: Entry) => boolean {
  const terms = [...filter.matchAll(/([\w.]+)\s*=\s*("[^"]*"|\S+)/g)];
  const rest = filter.replace(/([\w.]+)\s*=\s*("[^"]*"|\S+)/g, '').trim();
  if (rest !== '')
    throw new RestError(501, `search filter holds "${rest}", the workbench supports field=value only`);
  return ({ content }) =>
    terms.every(([, field, value]) => String(valueAt(content, field!)) === value!.replace(/^"|"$/g, ''));
}

/** `GET search/jobs`: the jobs, newest first, or of those asked for by `id` the ones that exist. */
export const listJobs: Handler = (context, call) => {
  checkArguments(call.args, LIST);
  const ids = call.args.getAll('id');
  const jobs = ids.length > 0 ? ids.flatMap((sid) => context.jobs.find(sid) ?? []) : context.jobs.list();
  const entries = jobs.map((job) => jobEntry(job, context.waitingFor()));
  return feedReply(call, 'search/jobs', filtered(entries, call.args));
};

/** `GET search/jobs/<sid>`: the one job. */
export const getJob: Handler = (context, call) =>
  entryReply(call, 'search/jobs', jobEntry(findJob(context, call), context.waitingFor()));
