import type { EventStore } from './event-store';

/** inputs.conf.spec: splunkd looks after files about once a second. */
const INTERVAL_MS = 1000;

export interface Following {
  /** Resolves when nothing is read any more. */
  stop(): Promise<void>;
}

/** Reads on what the loaded files grow by until it is stopped, or fails and says so to `onFault`. */
export function follow(
  store: Pick<EventStore, 'readOn' | 'endFollowing'>,
  onFault: (error: unknown) => void,
): Following {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let wake = (): void => undefined;
  const run = async (): Promise<void> => {
    while (!isStopped) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, INTERVAL_MS);
      });
      if (isStopped) break;
      await store.readOn();
    }
    await store.endFollowing();
  };
  const ended = run().catch(onFault);
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      wake();
      await ended;
    },
  };
}
