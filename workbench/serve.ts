import { ADMIN } from './conf/access';
import type { AppConf } from './conf/app';
import { Alerts } from './jobs/alerts';
import { JobManager } from './jobs/job-manager';
import type { KvStore } from './jobs/kv-store';
import { Scheduler } from './jobs/scheduler';
import type { Searcher } from './jobs/searcher';
import { createApi } from './rest/api';
import { appId } from './rest/app-settings';
import type { RestContext } from './rest/call';
import { SPLUNK_VERSION } from './rest/feed';
import { type Account, createApiSessions } from './rest/session';
import { createPageSession } from './web/page-session';
import { answerPage, type LoadingState } from './web/pages';
import type { Listener, RunningServer } from './web/server';
import type { Site } from './web/site';

export interface ServeOptions {
  readonly app: AppConf;
  readonly site: Site;
  /** The password of `admin`. */
  readonly password: string;
  /** Users besides `admin`. */
  readonly accounts?: readonly Account[];
  readonly kv: KvStore;
  /** Resolves when there is something to search in; jobs and pages wait until then. */
  readonly ready: Promise<Searcher>;
  /** Resolves when what other searches rest on is made: jobs of people wait for it as well. */
  readonly prepared?: Promise<void>;
  readonly loading: () => LoadingState;
  readonly checkQuery: RestContext['checkQuery'];
  /** Alerts and reports run by themselves; they do when absent. */
  readonly alerts?: boolean;
  /** Takes sentences about scheduled searches that failed or were skipped. */
  readonly note?: (sentence: string) => void;
}

export interface ServedWorkbench extends RunningServer {
  readonly scheduler: Scheduler;
}

/** What searches and pages wait for, in one sentence; undefined when all is loaded. */
export function waitingFor({ isDone, isMakingFields, file, fraction }: LoadingState): string | undefined {
  if (isDone) return undefined;
  if (isMakingFields) return `waiting for the fields of the events of ${file}`;
  return `waiting for ${file} to load: ${Math.floor(fraction * 100)} %`;
}

/** Answers the listener's requests for pages and REST until it is closed. */
export function serve(listener: Listener, options: ServeOptions): ServedWorkbench {
  const { app, site, loading } = options;
  const { port } = listener;
  const jobs = new JobManager({ ready: options.ready, prepared: options.prepared });
  const alerts = new Alerts(jobs);
  const note = options.note ?? (() => undefined);
  const scheduler = new Scheduler({
    app,
    appId: appId(app),
    jobs,
    alerts,
    note,
    isFirstOnly: options.alerts === false,
  });
  const sessions = createApiSessions([{ ...ADMIN, password: options.password }, ...(options.accounts ?? [])]);
  const page = createPageSession(port);
  const context = {
    app,
    jobs,
    alerts,
    kv: options.kv,
    checkQuery: options.checkQuery,
    waitingFor: () => waitingFor(loading()),
    logIn: sessions.logIn,
  };
  const api = createApi(context, { api: sessions, page });
  const pages = { site, port, version: SPLUNK_VERSION, loading, cookies: page.cookies };
  listener.answerWith(async (request) => (await api(request)) ?? answerPage(pages, request));
  return {
    port,
    scheduler,
    async close() {
      scheduler.stop();
      await listener.close();
      await jobs.close();
    },
  };
}
