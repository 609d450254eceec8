import type { SearchClient, SearchRequest } from './client';
import type { Rows } from './rows';
import { runJob } from './run-job';

/** A search of its own, or one that post-processes the results of another by name. */
export interface SearchSource {
  readonly spl: string;
  readonly base?: string;
}

export interface TimeRange {
  readonly earliest: string;
  readonly latest: string;
}

export type SearchState =
  | { readonly status: 'waiting' }
  | { readonly status: 'running'; readonly progress: number; readonly isQueued: boolean }
  | { readonly status: 'done'; readonly rows: Rows; readonly warnings: readonly string[] }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'cancelled' };

/** The searches of one page and what became of each. */
export interface SearchBoard {
  /** Runs every search over a time range; what still runs over an earlier one is cancelled. */
  run(range: TimeRange): void;
  /** Runs one search again, and with it all that share its job. */
  rerun(name: string): void;
  cancel(name: string): void;
  cancelAll(): void;
  /** Calls the listener after each change until the function it gives is called. */
  subscribe(listener: () => void): () => void;
  state(name: string): SearchState;
  /** A search as one text with that of its base before it, and the range that it was asked over last; undefined before that. */
  asked(name: string): SearchRequest | undefined;
}

const WAITING: SearchState = { status: 'waiting' };
const STARTED: SearchState = { status: 'running', progress: 0, isQueued: false };
const ALL_ROWS = { offset: 0, count: 0 };

/** Gives a board that runs one job for each search without a base, and reads the rows of the shown searches only. */
export function createSearchBoard(
  client: SearchClient,
  sources: Readonly<Record<string, SearchSource>>,
  shown: readonly string[],
): SearchBoard {
  const states = new Map<string, SearchState>();
  const running = new Map<string, AbortController>();
  const listeners = new Set<() => void>();
  let range: TimeRange | undefined;

  const jobOf = (name: string): string => sources[name]?.base ?? name;
  const sharing = (job: string): string[] => Object.keys(sources).filter((name) => jobOf(name) === job);

  function textOf(name: string): string {
    const { spl = '', base } = sources[name] ?? {};
    return base === undefined ? spl : `${sources[base]?.spl ?? ''}\n${spl.trim()}`;
  }

  function set(names: readonly string[], state: SearchState): void {
    for (const name of names) states.set(name, state);
    for (const listener of listeners) listener();
  }

  async function load(job: string, spl: string, within: TimeRange, signal: AbortSignal): Promise<void> {
    const finished = await runJob(client, { spl, ...within }, signal, ({ progress, isQueued }) =>
      set(sharing(job), { status: 'running', progress, isQueued }),
    );
    const readInto = async (name: string): Promise<void> => {
      const postProcess = name === job ? {} : { postProcess: sources[name]?.spl ?? '' };
      const rows = await client.rows(finished.sid, { ...ALL_ROWS, ...postProcess });
      if (!signal.aborted) set([name], { status: 'done', rows, warnings: finished.warnings });
    };
    await Promise.all(
      sharing(job)
        .filter((name) => shown.includes(name))
        .map(readInto),
    );
  }

  function start(job: string): void {
    running.get(job)?.abort();
    const source = sources[job];
    if (source === undefined || range === undefined) return;
    const controller = new AbortController();
    running.set(job, controller);
    set(sharing(job), STARTED);
    load(job, source.spl, range, controller.signal).catch((error: Error) => {
      if (!controller.signal.aborted) set(sharing(job), { status: 'failed', message: error.message });
    });
  }

  function cancel(name: string): void {
    const names = sharing(jobOf(name));
    running.get(jobOf(name))?.abort();
    set(
      names.filter((each) => states.get(each)?.status === 'running'),
      { status: 'cancelled' },
    );
  }

  const jobs = Object.keys(sources).filter((name) => jobOf(name) === name);
  return {
    run(within) {
      range = within;
      jobs.forEach(start);
    },
    rerun: (name) => start(jobOf(name)),
    cancel,
    cancelAll: () => jobs.forEach(cancel),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: (name) => states.get(name) ?? WAITING,
    asked: (name) => range && { spl: textOf(name), ...range },
  };
}
