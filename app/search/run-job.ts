import type { JobStatus, Message, SearchClient, SearchRequest } from './client';

export interface FinishedJob {
  readonly sid: string;
  readonly resultCount: number;
  /** What the server has to say about a search that did not fail. */
  readonly warnings: readonly string[];
}

const FIRST_WAIT_MS = 80;
const LONGEST_WAIT_MS = 1000;

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
  });
}

const isError = ({ type }: Message): boolean => type === 'ERROR' || type === 'FATAL';

function failureOf({ messages }: JobStatus): Error {
  const told = messages.filter(isError).map(({ text }) => text);
  return new Error(told.join(' ') || 'The search failed, and the server gave no reason.');
}

async function poll(
  client: SearchClient,
  sid: string,
  signal: AbortSignal,
  onProgress: (status: JobStatus) => void,
): Promise<FinishedJob> {
  for (let pause = FIRST_WAIT_MS; ; pause = Math.min(pause * 1.3, LONGEST_WAIT_MS)) {
    signal.throwIfAborted();
    await wait(pause, signal);
    signal.throwIfAborted();
    const status = await client.status(sid);
    signal.throwIfAborted();
    if (status.isFailed) throw failureOf(status);
    if (status.isDone) {
      const warnings = status.messages.filter(({ type }) => type === 'WARN').map(({ text }) => text);
      return { sid, resultCount: status.resultCount, warnings };
    }
    onProgress(status);
  }
}

/**
 * Runs a search to its end and gives its job. Rejects with the server's message when it fails, and with the signal's
 * reason when that is aborted; in both cases no job is left running on the server.
 */
export async function runJob(
  client: SearchClient,
  request: SearchRequest,
  signal: AbortSignal,
  onProgress: (status: JobStatus) => void,
): Promise<FinishedJob> {
  signal.throwIfAborted();
  const sid = await client.create(request);
  try {
    return await poll(client, sid, signal, onProgress);
  } catch (error) {
    // Nothing is left to tell: the search is over for this page, and an unreachable job ends by auto_cancel.
    client.cancel(sid).catch(() => undefined);
    throw error;
  }
}
