import type { Handler } from './call';
import { findJob } from './find-job';

/** `search/jobs/<sid>/search.log`: the lines that the commands of the search wrote, each with its time. */
export const getSearchLog: Handler = (context, call) => {
  const { logLines } = findJob(context, call);
  return {
    status: 200,
    headers: { 'Content-Type': 'text/plain; charset=UTF-8' },
    body: logLines.map((line) => `${line}\n`).join(''),
  };
};
