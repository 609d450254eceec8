import type { SearchMessage, SearchResult } from './search-result';

export type DispatchState = 'QUEUED' | 'PARSING' | 'RUNNING' | 'FINALIZING' | 'DONE' | 'FAILED';

/** What a client asked for when it created a job. */
export interface JobRequest {
  readonly search: string;
  readonly earliest?: string;
  readonly latest?: string;
  readonly owner: string;
  readonly app: string;
  readonly sid?: string;
  readonly label?: string;
  /** The saved search that the job was dispatched from. */
  readonly savedSearch?: string;
  readonly ttlSeconds?: number;
  /** The job is cancelled when no one has asked for it for so long; 0 is never. */
  readonly autoCancelSeconds?: number;
  /** The search is finalized when it has run for so long; 0 is never. */
  readonly maxSeconds?: number;
  /** From 0 to 10; of the queued jobs the highest starts first. */
  readonly priority?: number;
  /** The arguments word for word, by which clients find a job again that does the same. */
  readonly asSent: Readonly<Record<string, string>>;
}

/** How long a job is kept after it was last asked for (limits.conf: ttl, default_save_ttl). */
export const DEFAULT_TTL_SECONDS = 600;
export const SAVED_TTL_SECONDS = 604_800;

/** A search with its state and its result. Times are milliseconds of the manager's clock. */
export class Job {
  readonly sid: string;
  readonly request: JobRequest;
  readonly createdAt: number;
  readonly abort = new AbortController();
  state: DispatchState = 'QUEUED';
  result: SearchResult | undefined;
  /** Share of the search's commands that have run. */
  progress = 0;
  startedAt: number | undefined;
  endedAt: number | undefined;
  touchedAt: number;
  ttlSeconds: number;
  priority: number;
  isFinalized = false;
  #fault: string | undefined;
  isSaved = false;
  isPreviewEnabled = true;

  constructor(sid: string, request: JobRequest, now: number) {
    this.sid = sid;
    this.request = request;
    this.createdAt = now;
    this.touchedAt = now;
    this.ttlSeconds = request.ttlSeconds ?? DEFAULT_TTL_SECONDS;
    this.priority = request.priority ?? 5;
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

  /** What the search has to say, and why it ended if not by itself. */
  get messages(): readonly SearchMessage[] {
    const messages = this.result?.messages ?? [];
    if (this.isFailed) return [...messages, { type: 'FATAL', text: this.#fault ?? 'the search failed' }];
    if (!this.isFinalized || !this.isDone || this.result) return messages;
    return [{ type: 'WARN', text: 'the search was finalized before it had results' }];
  }

  /** Ends the job as done, or as failed when there is a fault and it was not stopped on request. */
  end(now: number, fault: string | undefined): void {
    this.endedAt = now;
    this.touchedAt = now;
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

  isOverTime(now: number): boolean {
    const maxSeconds = this.request.maxSeconds ?? 0;
    return maxSeconds > 0 && this.runSeconds(now) > maxSeconds;
  }
}
