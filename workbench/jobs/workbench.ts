import type { User } from '../conf/access';
import type { AppConf } from '../conf/app';
import type { Engine } from '../engine/engine';
import type { EventStore } from '../ingest/event-store';
import type { EventTable } from '../ingest/event-table';
import type { KvStore } from './kv-store';

/** An app and what is loaded for it: all that a search needs. */
export interface Workbench {
  readonly engine: Engine;
  readonly app: AppConf;
  readonly tables: readonly EventTable[];
  readonly kv: KvStore;
  /** Takes the events that `collect` writes; without it there is nowhere to put them. */
  readonly events?: Pick<EventStore, 'collect'>;
  /** Who searches; `admin` when absent. */
  readonly user?: User;
}
