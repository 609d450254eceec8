import type { User } from '../conf/access';
import type { AppConf } from '../conf/app';
import type { Alerts } from '../jobs/alerts';
import type { JobManager } from '../jobs/job-manager';
import type { KvStore } from '../jobs/kv-store';
import type { Query } from '../jobs/searcher';
import type { Reply } from './reply';
import type { Request } from './request';

/** What the endpoints work on. */
export interface RestContext {
  readonly app: AppConf;
  readonly jobs: JobManager;
  /** The alerts that saved searches have triggered. */
  readonly alerts: Alerts;
  readonly kv: KvStore;
  /** Throws an Error whose message says what is wrong with the search and where, or with its times. */
  readonly checkQuery: (query: Pick<Query, 'spl' | 'earliest' | 'latest'>) => void;
  /** What every job waits for while log files are loading, in one sentence. */
  readonly waitingFor: () => string | undefined;
  /** A new session key for the password, undefined when it is wrong. */
  readonly logIn: (username: string, password: string) => string | undefined;
}

/** One request at one endpoint. */
export interface Call {
  /** Who sent it. */
  readonly user: User;
  readonly request: Request;
  /** The arguments of query and body. */
  readonly args: URLSearchParams;
  /** What stood in the path for `:name`, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The namespace of `/servicesNS/<owner>/<app>`; `-` stands for any. */
  readonly owner: string;
  readonly app: string;
  /** The start of all links: `/services` or `/servicesNS/<owner>/<app>`. */
  readonly root: string;
}

export type Handler = (context: RestContext, call: Call) => Reply | Promise<Reply>;

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `:name` stands for one part of the path, `[v2/]` for a part that may be left out. */
  readonly path: string;
  readonly handle: Handler;
  /** What the body is when there is one: a form unless said otherwise. */
  readonly body?: 'json';
}
