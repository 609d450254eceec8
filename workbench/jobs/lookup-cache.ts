import type { Engine } from '../engine/engine';
import type { LookupTable } from '../spl/build';

/** The database in memory that lookups are read into, whatever file the events lie in. */
export const LOOKUP_CATALOG = 'lookups';

/** A lookup as it lies in a table. */
export type StoredLookup = Pick<LookupTable, 'from' | 'fields'>;

/** Reads a lookup into a table of that name; gives a sentence instead when it cannot be read. */
export type LookupReader = (table: string) => Promise<StoredLookup | string>;

/** Takes what is to be done once a search needs its lookups no more. */
export type Hold = (release: () => Promise<void>) => void;

interface Version {
  readonly version: string;
  readonly table: string;
  readonly reading: Promise<StoredLookup | string>;
  users: number;
}

class LookupCache {
  readonly #engine: Engine;
  readonly #ready: Promise<void>;
  readonly #current = new Map<string, Version>();
  #tables = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#ready = engine.run(`ATTACH IF NOT EXISTS ':memory:' AS ${LOOKUP_CATALOG}`);
  }

  async read(place: string, version: string, read: LookupReader, hold: Hold): Promise<StoredLookup | string> {
    await this.#ready;
    const known = this.#current.get(place);
    const entry = known?.version === version ? known : this.#begin(place, version, read);
    entry.users++;
    hold(() => {
      entry.users--;
      return this.#dropUnused(place, entry);
    });
    return entry.reading;
  }

  #begin(place: string, version: string, read: LookupReader): Version {
    const old = this.#current.get(place);
    const table = `lookup_${++this.#tables}`;
    const entry = { version, table, reading: read(table), users: 0 };
    this.#current.set(place, entry);
    entry.reading.catch(() => this.#current.delete(place));
    if (old) void this.#dropUnused(place, old);
    return entry;
  }

  async #dropUnused(place: string, { users, table, reading }: Version): Promise<void> {
    if (users > 0 || this.#current.get(place)?.table === table) return;
    await reading.catch(() => undefined);
    await this.#engine.run(`DROP TABLE IF EXISTS ${LOOKUP_CATALOG}.${table}`);
  }
}

const caches = new WeakMap<Engine, LookupCache>();

/**
 * The lookup at that place in that version, read once as long as the version stays; an older version goes when the last
 * search that holds it has ended.
 */
export function readLookupOnce(
  engine: Engine,
  { place, version }: { readonly place: string; readonly version: string },
  read: LookupReader,
  hold: Hold,
): Promise<StoredLookup | string> {
  const cache = caches.get(engine) ?? new LookupCache(engine);
  caches.set(engine, cache);
  return cache.read(place, version, read, hold);
}
