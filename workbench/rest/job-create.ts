import type { Job, JobRequest } from '../jobs/job';
import { textArg } from './arguments';
import type { Call, Handler, RestContext } from './call';
import { jobRequest } from './job-request';
import { resultsReply } from './job-results';
import { jsonReply, type Reply, RestError } from './reply';

/** A new job for the call. Throws RestError 400 for what is wrong with the call. */
function newJob(context: RestContext, call: Call, more: Partial<JobRequest> = {}): Job {
  const request = { ...jobRequest(context, call), ...more };
  try {
    return context.jobs.create(request);
  } catch (error) {
    throw new RestError(400, error instanceof Error ? error.message : String(error));
  }
}

/** A new job that is done. Throws RestError 400 with the reason when it has failed, and forgets it then. */
export async function finishedJob(
  context: RestContext,
  call: Call,
  more: Partial<JobRequest> = {},
): Promise<Job> {
  const job = newJob(context, call, more);
  await context.jobs.whenDone(job);
  if (!job.isFailed) return job;
  context.jobs.cancel(job);
  const faults = job.messages.filter(({ type }) => type === 'FATAL');
  throw new RestError(400, faults.map(({ text }) => text).join(' '));
}

async function oneshot(context: RestContext, call: Call): Promise<Reply> {
  const job = await finishedJob(context, call);
  const args = new URLSearchParams(call.args);
  args.delete('search');
  try {
    return await resultsReply(job, context.jobs.results(job), args);
  } finally {
    context.jobs.cancel(job);
  }
}

/** `POST search/jobs`: 201 with the sid; with `exec_mode=blocking` when the job is done; with `oneshot` 200 and the results. */
export const createJob: Handler = async (context, call) => {
  const mode = textArg(call.args, 'exec_mode');
  if (mode === 'oneshot') return oneshot(context, call);
  const job = newJob(context, call);
  if (mode === 'blocking') await context.jobs.whenDone(job);
  return jsonReply({ sid: job.sid }, 201);
};
