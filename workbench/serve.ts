import type { AppConf } from './conf/app';
import { JobManager } from './jobs/job-manager';
import type { Searcher } from './jobs/searcher';
import { createApi } from './rest/api';
import type { RestContext } from './rest/call';
import { SPLUNK_VERSION } from './rest/feed';
import { createApiSessions } from './rest/session';
import { createPageSession } from './web/page-session';
import { answerPage, type LoadingState } from './web/pages';
import { type Answer, listen, type RunningServer } from './web/server';
import { readSite } from './web/site';

export interface ServeOptions {
  readonly app: AppConf;
  readonly port: number;
  readonly password: string;
  /** Resolves when there is something to search in; jobs and pages wait until then. */
  readonly ready: Promise<Searcher>;
  readonly loading: () => LoadingState;
  readonly checkQuery: RestContext['checkQuery'];
}

/** What searches and pages wait for, in one sentence; undefined when all is loaded. */
export function waitingFor({ isDone, file, fraction }: LoadingState): string | undefined {
  if (isDone) return undefined;
  const percent = Math.floor(fraction * 100);
  return percent < 100 ? `waiting for ${file} to load: ${percent} %` : 'waiting for the fields of the events';
}

/** Serves pages and REST on one port of the loopback address. Rejects with one sentence when the port cannot be had. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { app, loading } = options;
  const site = readSite(app);
  const jobs = new JobManager({ ready: options.ready });
  const sessions = createApiSessions(options.password);
  const context = {
    app,
    jobs,
    checkQuery: options.checkQuery,
    waitingFor: () => waitingFor(loading()),
    logIn: sessions.logIn,
  };
  const answerOn = (port: number): Answer => {
    const page = createPageSession(port);
    const api = createApi(context, { api: sessions, page });
    const pages = { site, port, version: SPLUNK_VERSION, loading, cookies: page.cookies };
    return async (request) => (await api(request)) ?? answerPage(pages, request);
  };
  try {
    const server = await listen(options.port, answerOn);
    return {
      port: server.port,
      async close() {
        await server.close();
        await jobs.close();
      },
    };
  } catch (error) {
    await jobs.close();
    throw error;
  }
}
