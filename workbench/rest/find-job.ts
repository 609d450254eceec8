import type { Job } from '../jobs/job';
import type { Call, RestContext } from './call';
import { RestError } from './reply';

/** The job that the path names. Throws RestError 404 when there is none. */
export function findJob(context: RestContext, call: Call): Job {
  const job = context.jobs.find(call.params['sid'] ?? '');
  if (!job) throw new RestError(404, 'Unknown sid.');
  return job;
}
