import { join } from 'node:path';
import { lockFolder } from './folder-lock';
import { Journal, readJournal } from './journal';
import type { KvRecord } from './kv-record';

/** Which records a request is about: those of one user in one collection; `nobody` owns what all share. */
export interface KvPlace {
  readonly collection: string;
  readonly user: string;
}

/** `clear` takes away what was there before. */
type Change = KvPlace &
  ({ readonly save: readonly KvRecord[]; readonly clear?: true } | { readonly remove: readonly string[] });

/** Records by their key, in the order in which they came. */
export type Table = Map<string, KvRecord>;

/** How many records one entry of a journal that begins anew holds. */
const ENTRY_RECORDS = 1000;

/** Counts the changes of all stores, so that no two states of a table have the same number. */
let versions = 0;

class Tables {
  readonly #tables = new Map<string, { readonly place: KvPlace; readonly records: Table; version: number }>();

  at({ collection, user }: KvPlace): { readonly records: Table; version: number } {
    const name = JSON.stringify([collection, user]);
    const place = { collection, user };
    const table = this.#tables.get(name) ?? { place, records: new Map(), version: ++versions };
    this.#tables.set(name, table);
    return table;
  }

  apply(change: Change): void {
    const found = this.at(change);
    found.version = ++versions;
    const table = found.records;
    if ('remove' in change) for (const key of change.remove) table.delete(key);
    else {
      if (change.clear) table.clear();
      for (const record of change.save) table.set(record._key, record);
    }
  }

  /** The fewest changes that lead here. */
  changes(): Change[] {
    return [...this.#tables.values()].flatMap(({ place, records }) => {
      const all = [...records.values()];
      const pages = Array.from(
        { length: Math.ceil(all.length / ENTRY_RECORDS) },
        (_, at) => at * ENTRY_RECORDS,
      );
      return pages.map((from) => ({ ...place, save: all.slice(from, from + ENTRY_RECORDS) }));
    });
  }
}

/** Every record in memory, and every change of them in a journal that a new start reads; no journal without a folder. */
export class KvState {
  readonly tables = new Tables();
  readonly #unlock: (() => void) | undefined;
  #journal: Journal | undefined;

  constructor(dir: string | undefined) {
    if (dir === undefined) return;
    this.#unlock = lockFolder(dir);
    try {
      const file = join(dir, 'kv-store.jsonl');
      for (const change of readJournal(file) as Change[]) this.tables.apply(change);
      this.#journal = Journal.begin(file, this.tables.changes());
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  change(change: Change): void {
    this.#journal?.append(change);
    this.tables.apply(change);
    if (this.#journal?.isOvergrown) this.#journal = this.#journal.begunAnew(this.tables.changes());
  }

  close(): void {
    this.#journal?.close();
    this.#unlock?.();
  }
}
