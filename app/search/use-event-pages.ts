import { useEffect, useState } from 'react';
import { type SearchRequest, splunkClient } from './client';
import type { Rows } from './rows';
import { type FinishedJob, runJob } from './run-job';

/** How far a search for events is; one page of its events is at hand once `rows` is there. */
export interface EventPages {
  readonly job?: FinishedJob;
  readonly rows?: Rows;
  /** Number of the page that the rows are of; the one asked for comes later. */
  readonly page?: number;
  readonly progress: number;
  readonly error?: string;
}

const STARTED: EventPages = { progress: 0 };

/** Runs a search for events, cancelled with the component or by another request, and gives one page of them, from 1. */
export function useEventPages(request: SearchRequest, page: number, pageSize: number): EventPages {
  const [state, setState] = useState(STARTED);
  const { spl, earliest, latest } = request;
  const { job } = state;

  useEffect(() => {
    const controller = new AbortController();
    setState(STARTED);
    runJob(splunkClient, { spl, earliest, latest }, controller.signal, ({ progress }) =>
      setState({ progress }),
    )
      .then((finished) => setState({ progress: 1, job: finished }))
      .catch((error: Error) => {
        if (!controller.signal.aborted) setState({ progress: 1, error: error.message });
      });
    const leave = (): void => controller.abort();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [spl, earliest, latest]);

  useEffect(() => {
    if (job === undefined) return undefined;
    let isWanted = true;
    splunkClient
      .rows(job.sid, { offset: (page - 1) * pageSize, count: pageSize })
      .then((rows) => isWanted && setState({ progress: 1, job, rows, page }))
      .catch((error: Error) => isWanted && setState({ progress: 1, job, error: error.message }));
    return () => {
      isWanted = false;
    };
  }, [job, page, pageSize]);

  return state;
}
