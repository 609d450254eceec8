import type { Engine } from '../engine/engine';
import type { SearchLimits } from './limits';

/** Says which limit ended a search. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
}

/** Memory of this process and disk that its database has spilled to. */
interface Usage {
  readonly processMegabytes: number;
  readonly spilledMegabytes: number;
}

interface Watched {
  readonly controller: AbortController;
  /** What was in use when the search had run for a moment. */
  base: Usage | undefined;
}

const INTERVAL_MS = 250;
const MEGABYTE = 1e6;
/** How long a search that ran out of memory waits for what another one gives back. */
const RELEASE_MS = 1000;

async function readUsage(engine: Engine): Promise<Usage> {
  const { columns } = await engine.query('SELECT sum(temporary_storage_bytes)::DOUBLE FROM duckdb_memory()');
  return {
    processMegabytes: process.memoryUsage.rss() / MEGABYTE,
    spilledMegabytes: Number(columns[0]?.[0] ?? 0) / MEGABYTE,
  };
}

function grown({ base }: Watched, now: Usage): Usage {
  return {
    processMegabytes: Math.max(0, now.processMegabytes - (base ?? now).processMegabytes),
    spilledMegabytes: Math.max(0, now.spilledMegabytes - (base ?? now).spilledMegabytes),
  };
}

function total({ processMegabytes, spilledMegabytes }: Usage): number {
  return processMegabytes + spilledMegabytes;
}

const whole = (megabytes: number): number => Math.round(megabytes);

/** Which of its own limits a search has gone past, in one sentence. */
function ownFault(search: Watched, now: Usage, limits: SearchLimits): string | undefined {
  const used = grown(search, now);
  if (used.spilledMegabytes > limits.diskMegabytes)
    return `search was ended because it took ${whole(used.spilledMegabytes)} MB of disk, more than the ${limits.diskMegabytes} MB a search may take`;
  if (total(used) > limits.memoryMegabytes)
    return `search was ended because it took ${whole(total(used))} MB of memory, more than the ${limits.memoryMegabytes} MB that search_process_memory_usage_threshold in limits.conf allows`;
  return undefined;
}

/**
 * Ends searches that take too much. The database has one limit for all of them and does not say who uses what, so each
 * search is held to have taken what the process has grown by since it began: of several at once the one that began first,
 * when nothing else tells them apart. Searches of less than a quarter of a second are never looked at.
 */
export class MemoryGuard {
  readonly #engine: Engine;
  readonly #limits: SearchLimits;
  readonly #searches = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;

  constructor(engine: Engine, limits: SearchLimits) {
    this.#engine = engine;
    this.#limits = limits;
  }

  /** Watches a search, which is ended through the controller, until `stop` is called. */
  watch(controller: AbortController): { stop: () => void } {
    const search: Watched = { controller, base: undefined };
    this.#searches.add(search);
    this.#timer ??= setInterval(() => void this.#look(), INTERVAL_MS).unref();
    return {
      stop: () => {
        this.#searches.delete(search);
        if (this.#searches.size > 0) return;
        clearInterval(this.#timer);
        this.#timer = undefined;
      },
    };
  }

  /**
   * Makes room for a search that the database refused memory: ends the largest one. Resolves with whether that was
   * another one, so that the statement may be tried again.
   */
  async makeRoom(controller: AbortController): Promise<boolean> {
    if (!this.#isOneEnding()) {
      const largest = this.#largest(await readUsage(this.#engine));
      if (!largest || largest.controller === controller) return false;
      this.#end(largest, 'search was ended because it needed more memory than there is');
    }
    await new Promise((resolve) => setTimeout(resolve, RELEASE_MS));
    return true;
  }

  /** A search that was ended gives back what it has only when its statement has stopped. */
  #isOneEnding(): boolean {
    return [...this.#searches].some(({ controller }) => controller.signal.aborted);
  }

  #largest(now: Usage): Watched | undefined {
    return [...this.#searches].sort((one, other) => total(grown(other, now)) - total(grown(one, now)))[0];
  }

  #end(search: Watched, sentence: string): void {
    search.controller.abort(new LimitReached(sentence));
  }

  async #look(): Promise<void> {
    const now = await readUsage(this.#engine).catch(() => undefined);
    if (!now) return;
    for (const search of this.#searches) search.base ??= now;
    const largest = this.#largest(now);
    if (!largest || this.#isOneEnding()) return;
    const fault = ownFault(largest, now, this.#limits);
    if (fault !== undefined) this.#end(largest, fault);
    else if (now.processMegabytes > this.#limits.processMegabytes)
      this.#end(
        largest,
        `search was ended because the workbench needed more than ${this.#limits.processMegabytes} MB of memory`,
      );
  }
}
