import type { CollectionConf } from '../conf/collections';
import { KvError } from './kv-error';
import type { KvTest } from './kv-query';
import { type KvRecord, recordOf } from './kv-record';
import { type KvSelection, selectRecords } from './kv-select';
import { type KvPlace, KvState, type Table } from './kv-state';
import type { Json, JsonObject } from './kv-value';

/** What becomes of the records that are there already when others are written. */
interface WriteMode {
  readonly keepsOthers: boolean;
  /** A record takes the place of the one that has its key. */
  readonly updates: boolean;
}

/** How many records a batch may save (limits.conf, [kvstore]). */
const MAX_BATCH = 1000;

/**
 * The app's KV store. What a method that changes it has returned from is on the disk; the state folder is made, read and
 * locked at the first use. Without a folder the records last as long as the store. Methods throw KvError for requests
 * that cannot be served.
 */
export class KvStore {
  readonly collections: ReadonlyMap<string, CollectionConf>;
  #dir: string | undefined;
  #opened: KvState | undefined;

  constructor(collections: ReadonlyMap<string, CollectionConf>, dir?: string) {
    this.collections = collections;
    this.#dir = dir;
  }

  /** The records that the selection asks for, of the user's own and, when `isShared`, nobody's as well. */
  find(place: KvPlace, selection: KvSelection, isShared = false): JsonObject[] {
    const users = new Set([place.user, ...(isShared ? ['nobody'] : [])]);
    const records = [...users].flatMap((user) => this.records({ ...place, user }));
    return selectRecords(records, selection);
  }

  /** All records of the user, in the order in which they came. */
  records(place: KvPlace): readonly KvRecord[] {
    return [...this.#table(place).values()];
  }

  /** A number that changes with the user's records, and that no other store of this process has. */
  version(place: KvPlace): number {
    return this.#state.tables.at(place).version;
  }

  get(place: KvPlace, key: string): KvRecord {
    const record = this.#table(place).get(key);
    if (!record) throw new KvError('missing', 'Could not find object.');
    return record;
  }

  /** Adds the record; gives its key. */
  insert(place: KvPlace, given: Json): string {
    const record = this.#record(place, given);
    if (this.#table(place).has(record._key)) {
      throw new KvError('duplicate', 'A document with the same key and user already exists.');
    }
    this.#state.change({ ...place, save: [record] });
    return record._key;
  }

  /** Puts the whole record in the place of the one that has the key. */
  replace(place: KvPlace, key: string, given: Json): void {
    const record = this.#record(place, given);
    this.get(place, key);
    this.#state.change({ ...place, save: [{ ...record, _key: key }] });
  }

  /** Adds or replaces all of the records or none; gives their keys. */
  save(place: KvPlace, given: Json): string[] {
    if (!Array.isArray(given)) throw new KvError('invalid', 'batch is no JSON array of records');
    if (given.length > MAX_BATCH) {
      throw new KvError(
        'invalid',
        `Request exceeds API limits - see limits.conf for details. (Too many documents for a single batch save, max_documents_per_batch_save=${MAX_BATCH})`,
      );
    }
    const records = given.map((item: Json) => this.#record(place, item));
    if (records.length > 0) this.#state.change({ ...place, save: records });
    return records.map(({ _key }) => _key);
  }

  /**
   * Saves what a search has made, all of it or nothing: in place of all records of the user, or beside them. Gives how
   * many were left out because there is a record of their key and `updates` is false.
   */
  write(place: KvPlace, given: readonly Json[], { keepsOthers, updates }: WriteMode): number {
    const records = given.map((item) => this.#record(place, item));
    const taken = new Set(keepsOthers ? this.#table(place).keys() : []);
    const isNew = ({ _key }: KvRecord): boolean => !taken.has(_key) && Boolean(taken.add(_key));
    const save = updates ? records : records.filter(isNew);
    if (!keepsOthers) this.#state.change({ ...place, clear: true, save });
    else if (save.length > 0) this.#state.change({ ...place, save });
    return records.length - save.length;
  }

  remove(place: KvPlace, key: string): void {
    this.get(place, key);
    this.#state.change({ ...place, remove: [key] });
  }

  /** Removes the user's records that the test holds for. */
  removeWhere(place: KvPlace, test: KvTest): void {
    const records = this.records(place).filter(test);
    if (records.length > 0) this.#state.change({ ...place, remove: records.map(({ _key }) => _key) });
  }

  /** Makes, reads and locks the state folder now. Throws an Error when another process has it or it cannot be read. */
  open(): void {
    void this.#state;
  }

  /** Does without the state folder: records last as long as the store. */
  leaveFolder(): void {
    this.close();
    this.#dir = undefined;
  }

  /** Lets another process have the state folder. */
  close(): void {
    this.#opened?.close();
    this.#opened = undefined;
  }

  get #state(): KvState {
    this.#opened ??= new KvState(this.#dir);
    return this.#opened;
  }

  #conf(name: string): CollectionConf {
    const conf = this.collections.get(name);
    if (!conf) throw new KvError('missing', `Could not find collection "${name}".`);
    return conf;
  }

  #table(place: KvPlace): Table {
    this.#conf(place.collection);
    return this.#state.tables.at(place).records;
  }

  #record({ collection, user }: KvPlace, given: Json): KvRecord {
    return recordOf(this.#conf(collection), user, given);
  }
}
