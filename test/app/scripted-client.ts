import type { JobStatus, Page, SearchClient, SearchRequest } from '../../app/search/client';
import type { Rows } from '../../app/search/rows';

const RUNNING: JobStatus = {
  isDone: false,
  isFailed: false,
  isQueued: false,
  progress: 0.5,
  resultCount: 0,
  messages: [],
};

export const DONE: JobStatus = { ...RUNNING, isDone: true, progress: 1, resultCount: 1 };

/** A client whose jobs go through the given states of their search, then stay in the last; it notes what is asked of it. */
export class ScriptedClient implements SearchClient {
  readonly created: SearchRequest[] = [];
  readonly cancelled: string[] = [];
  readonly read: [sid: string, page: Page][] = [];
  private readonly script: (spl: string) => readonly JobStatus[];
  private readonly asked = new Map<string, number>();

  constructor(script: (spl: string) => readonly JobStatus[]) {
    this.script = script;
  }

  create(request: SearchRequest): Promise<string> {
    if (request.spl === 'refused') return Promise.reject(new Error('Unknown search command.'));
    this.created.push(request);
    return Promise.resolve(`${this.created.length}`);
  }

  status(sid: string): Promise<JobStatus> {
    const states = this.script(this.created[Number(sid) - 1]!.spl);
    const count = this.asked.get(sid) ?? 0;
    this.asked.set(sid, count + 1);
    return Promise.resolve(states[Math.min(count, states.length - 1)] ?? RUNNING);
  }

  rows(sid: string, page: Page): Promise<Rows> {
    this.read.push([sid, page]);
    return Promise.resolve({ fields: ['sid', 'by'], rows: [[sid, page.postProcess ?? null]] });
  }

  cancel(sid: string): Promise<void> {
    this.cancelled.push(sid);
    return Promise.resolve();
  }
}

export const running = (progress: number): JobStatus => ({ ...RUNNING, progress });
export const failed = (...texts: string[]): JobStatus => ({
  ...DONE,
  isFailed: true,
  messages: texts.map((text) => ({ type: 'FATAL', text })),
});
