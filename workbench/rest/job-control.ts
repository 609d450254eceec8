import { DEFAULT_TTL_SECONDS, type Job, SAVED_TTL_SECONDS } from '../jobs/job';
import { textArg, wholeNumber } from './arguments';
import type { Handler, RestContext } from './call';
import { findJob } from './find-job';
import { messagesReply, type Reply, RestError } from './reply';

type Action = (context: RestContext, job: Job, args: URLSearchParams) => string;

const HIGHEST_PRIORITY = 10;

/** What `control` does with a job, and splunkd's sentence about it. */
const ACTIONS: Readonly<Record<string, Action>> = {
  cancel: (context, job) => {
    context.jobs.cancel(job);
    return 'Search job cancelled.';
  },
  finalize: (context, job) => {
    const text = 'Search job finalized.';
    context.jobs.finalize(job, { type: 'INFO', text });
    return text;
  },
  pause: (context, job) => {
    context.jobs.pause(job);
    return 'Search job paused.';
  },
  unpause: (context, job) => {
    context.jobs.unpause(job);
    return 'Search job continued.';
  },
  // Asking for the job was the touch already.
  touch: () => 'Search job touched.',
  setttl: (_context, job, args) => {
    job.ttlSeconds = wholeNumber(args, 'ttl', job.ttlSeconds);
    return `The ttl of the search job was changed to ${job.ttlSeconds}.`;
  },
  setpriority: (_context, job, args) => {
    job.priority = Math.min(wholeNumber(args, 'priority', job.priority), HIGHEST_PRIORITY);
    return `The priority of the search job was changed to ${job.priority}.`;
  },
  enablepreview: (_context, job) => {
    job.isPreviewEnabled = true;
    job.isPreviewWanted = true;
    return 'Search job results preview enabled.';
  },
  disablepreview: (_context, job) => {
    job.isPreviewEnabled = false;
    return 'Search job results preview disabled.';
  },
  save: (_context, job) => {
    job.isSaved = true;
    job.ttlSeconds = SAVED_TTL_SECONDS;
    return `The ttl of the search job was changed to ${SAVED_TTL_SECONDS}.`;
  },
  unsave: (_context, job) => {
    job.isSaved = false;
    job.ttlSeconds = job.request.ttlSeconds ?? DEFAULT_TTL_SECONDS;
    return 'Search job unsaved.';
  },
};

const NOT_SUPPORTED: readonly string[] = ['setworkloadpool', 'stream'];

function done(text: string): Reply {
  return messagesReply(200, [{ type: 'INFO', text }]);
}

/** `POST search/jobs/<sid>/control`: applies the action. Throws RestError 400 for none or an unknown one, 501 for a workload pool. */
export const controlJob: Handler = (context, call) => {
  const job = findJob(context, call);
  const name = textArg(call.args, 'action') ?? '';
  if (NOT_SUPPORTED.includes(name)) {
    throw new RestError(501, `action "${name}" is not supported by the workbench`, 'ERROR');
  }
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) throw new RestError(400, `action is "${name}", expected ${Object.keys(ACTIONS).join(', ')}`);
  return done(action(context, job, call.args));
};

/** `DELETE search/jobs/<sid>`: cancels the job. */
export const deleteJob: Handler = (context, call) => {
  context.jobs.cancel(findJob(context, call));
  return done('Search job cancelled.');
};
