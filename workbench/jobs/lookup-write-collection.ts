import type { Columns, Engine, SqlValue } from '../engine/engine';
import { type LookupWrite, orderBy, type Relation } from '../spl/build';
import { asText } from '../spl/sql/value';
import type { KvStore } from './kv-store';
import type { Json } from './kv-value';

/** Where rows are written to: a collection, and the fields that its lookup has. */
export interface CollectionTarget {
  readonly engine: Engine;
  readonly kv: KvStore;
  readonly collection: string;
  readonly user: string;
  readonly fields: readonly string[];
}

interface Draft {
  [name: string]: Json | Draft;
}

function kept(cell: SqlValue): Json | undefined {
  if (!Array.isArray(cell)) return cell === null ? undefined : String(cell);
  const values = cell.filter((value: string | null) => value !== null) as string[];
  return values.length === 1 ? values[0] : values.length === 0 ? undefined : values;
}

/** Sets the value at the path; nothing happens where something else than an object is in the way. */
function setAt(draft: Draft, path: readonly string[], value: Json): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    draft[name] = value;
    return;
  }
  const inner = draft[name] ?? {};
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return;
  draft[name] = inner;
  setAt(inner as Draft, rest, value);
}

interface RecordColumn {
  readonly path: readonly string[];
  readonly sql: string;
}

/** The columns that the record's fields come from; the key comes from the key field. */
function columnsOf({ fields }: CollectionTarget, { keyField }: LookupWrite, rows: Relation): RecordColumn[] {
  const column = (name: string, path: readonly string[]): RecordColumn[] => {
    const field = rows.fields.find((one) => one.name === name);
    return field ? [{ path, sql: field.kind === 'list' ? field.sql : asText(field) }] : [];
  };
  const own = fields.filter((name) => name !== '_key' && name !== '_user');
  return [...own.flatMap((name) => column(name, name.split('.'))), ...column(keyField ?? '_key', ['_key'])];
}

function recordAt(columns: readonly RecordColumn[], cells: Columns['columns'], row: number): Json {
  const draft = Object.create(null) as Draft;
  for (const [at, { path }] of columns.entries()) {
    const value = kept(cells[at]![row]!);
    if (value !== undefined) setAt(draft, path, path[0] === '_key' ? String(value) : value);
  }
  return draft as Json;
}

async function recordsOf(target: CollectionTarget, write: LookupWrite, rows: Relation): Promise<Json[]> {
  const columns = columnsOf(target, write, rows);
  const limit = write.mostRows === undefined ? '' : ` LIMIT ${write.mostRows}`;
  const list = ['TRUE', ...columns.map(({ sql }) => sql)].join(', ');
  const records: Json[] = [];
  const select = `SELECT ${list} FROM ${rows.from}${orderBy(rows)}${limit}`;
  for await (const page of target.engine.pages(select)) {
    const [marks = [], ...cells] = page.columns;
    for (const row of marks.keys()) records.push(recordAt(columns, cells, row));
  }
  return records;
}

/**
 * Writes the rows into a collection of the KV store, all of them or none; gives how many were left out because there are
 * records of their keys. Throws KvError for a row that the collection does not take.
 */
export async function writeCollectionLookup(
  target: CollectionTarget,
  write: LookupWrite,
  rows: Relation,
): Promise<number> {
  const { kv, collection, user } = target;
  const records = await recordsOf(target, write, rows);
  if (records.length === 0 && !write.overridesIfEmpty) return 0;
  const mode = { keepsOthers: write.isAppended, updates: write.updates };
  return kv.write({ collection, user }, records, mode);
}
