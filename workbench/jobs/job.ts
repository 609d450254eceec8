import type { User } from '../conf/access';
import type { SearchMessage, SearchResult } from './search-result';

/** Splunk 10.4 says PAUSE where its manual says PAUSED. */
export type DispatchState = 'QUEUED' | 'PARSING' | 'RUNNING' | 'PAUSE' | 'FINALIZING' | 'DONE' | 'FAILED';

/** What a client asked for when it created a job. */
export interface JobRequest {
  readonly search: string;
  readonly earliest?: string;
  readonly latest?: string;
  readonly owner: string;
  /** Who asked for it; `admin` when absent. */
  readonly user?: User;
  readonly app: string;
  readonly sid?: string;
  readonly label?: string;
  /** The saved search that the job was dispatched from. */
  readonly savedSearch?: string;
  /** The scheduler made it, and no client. */
  readonly isScheduled?: boolean;
  readonly ttlSeconds?: number;
  /** The job is cancelled when no one has asked for it for so long; 0 is never. */
  readonly autoCancelSeconds?: number;
  /** The search is finalized when it has run for so long; 0 is the time that any search has. */
  readonly maxSeconds?: number;
  /** Events after which the search is finalized; 0 is never. */
  readonly maxEvents?: number;
  /** Rows that the result keeps, when it is not what limits.conf says. */
  readonly maxRows?: number;
  /** What now() and relative times mean, in epoch seconds. */
  readonly now?: number;
  /** Previews are made while the search runs: always, never, or from when one is asked for. */
  readonly preview?: boolean;
  /** From 0 to 10; of the queued jobs the highest starts first. */
  readonly priority?: number;
  /** The arguments word for word, by which clients find a job again that does the same. */
  readonly asSent: Readonly<Record<string, string>>;
}

/** How long a job is kept after it was last asked for (limits.conf: ttl, default_save_ttl). */
export const DEFAULT_TTL_SECONDS = 600;
export const SAVED_TTL_SECONDS = 604_800;

const MOST_LOG_LINES = 10_000;

/** A search with its state and its result. Times are milliseconds of the manager's clock. */
export class Job {
  readonly sid: string;
  readonly request: JobRequest;
  readonly createdAt: number;
  /** Ends the search that runs now. */
  abort = new AbortController();
  state: DispatchState = 'QUEUED';
  result: SearchResult | undefined;
  /** What the last preview found, until there is a result. */
  preview: SearchResult | undefined;
  /** Share of the search's commands that have run. */
  progress = 0;
  startedAt: number | undefined;
  endedAt: number | undefined;
  touchedAt: number;
  ttlSeconds: number;
  priority: number;
  isFinalized = false;
  isSaved = false;
  isPreviewEnabled: boolean;
  /** Someone has asked for a preview. */
  isPreviewWanted: boolean;
  /** Why there is no preview. */
  previewFault: string | undefined;
  readonly logLines: string[] = [];
  #fault: string | undefined;
  readonly #notes: SearchMessage[] = [];

  constructor(sid: string, request: JobRequest, now: number) {
    this.sid = sid;
    this.request = request;
    this.createdAt = now;
    this.touchedAt = now;
    this.ttlSeconds = request.ttlSeconds ?? DEFAULT_TTL_SECONDS;
    this.priority = request.priority ?? 5;
    this.isPreviewEnabled = request.preview ?? true;
    this.isPreviewWanted = request.preview ?? false;
  }

  get isFailed(): boolean {
    return this.state === 'FAILED';
  }

  /** A failed job is done as well: clients wait for nothing else. */
  get isDone(): boolean {
    return this.state === 'DONE' || this.state === 'FAILED';
  }

  get doneProgress(): number {
    return this.isDone ? 1 : this.progress;
  }

  get isRunning(): boolean {
    return this.state === 'PARSING' || this.state === 'RUNNING';
  }

  get isPaused(): boolean {
    return this.state === 'PAUSE';
  }

  /** What the search has to say, and why it ended if not by itself. */
  get messages(): readonly SearchMessage[] {
    const messages = [...(this.result?.messages ?? []), ...this.#notes];
    if (!this.isDone && this.previewFault !== undefined)
      messages.push({ type: 'INFO', text: this.previewFault });
    if (this.isFailed) return [...messages, { type: 'FATAL', text: this.#fault ?? 'the search failed' }];
    if (!this.isFinalized || !this.isDone || this.result) return messages;
    return [...messages, { type: 'WARN', text: 'the search was finalized before it had results' }];
  }

  /** Adds something that is to be known of the job. */
  note(message: SearchMessage): void {
    this.#notes.push(message);
  }

  /** Adds a line to the search log, which ends when it is long. */
  log(line: string): void {
    if (this.logLines.length < MOST_LOG_LINES) this.logLines.push(line);
  }

  /** Ends the job as done, or as failed when there is a fault and it was not stopped on request. */
  end(now: number, fault: string | undefined): void {
    this.endedAt = now;
    this.touchedAt = now;
    this.preview = undefined;
    this.#fault = fault;
    this.state = fault === undefined || this.isFinalized ? 'DONE' : 'FAILED';
  }

  runSeconds(now: number): number {
    return this.startedAt === undefined ? 0 : ((this.endedAt ?? now) - this.startedAt) / 1000;
  }

  /** No one has asked for the job for longer than it is to be kept. */
  isExpired(now: number): boolean {
    const idleSeconds = (now - this.touchedAt) / 1000;
    const autoCancelSeconds = this.request.autoCancelSeconds ?? 0;
    if (!this.isDone) return autoCancelSeconds > 0 && idleSeconds > autoCancelSeconds;
    return idleSeconds > (this.isSaved ? Math.max(this.ttlSeconds, SAVED_TTL_SECONDS) : this.ttlSeconds);
  }
}
