import { type Engine, quoteName, quoteText, type Statement } from '../engine/engine';
import { SQL_TYPES } from '../engine/sql-types';
import { type Column, storedNames } from '../spl/relation';
import type { StoredFile } from './stored-file';

/** The attached database that holds the events. */
export const DATABASE = 'loaded';

/** The table that holds the events of one sourcetype, and its columns in the order they came. */
interface StoredTable {
  readonly table: string;
  readonly columns: readonly Column[];
}

/** The file that an event is of, by its id. */
export const FILE_COLUMN = quoteName('#file');

const CATALOG_TABLES = {
  about: 'version VARCHAR',
  files: 'id BIGINT, record VARCHAR',
  sourcetypes: 'name VARCHAR, record VARCHAR',
};

/** The quoted name of a table in the database of events. */
export function stored(table: string): string {
  return `${DATABASE}.${quoteName(table)}`;
}

/** The quoted names of columns with these fields, in their order. */
export function storedColumns(columns: readonly Column[]): string[] {
  return storedNames(columns.map(({ name }) => name)).map(quoteName);
}

function sqlType({ name, kind }: Column): string {
  return name === '_serial' ? 'BIGINT' : SQL_TYPES[kind];
}

/** The value of a column of one kind as another kind; a single text becomes a list of it. */
export function converted(sql: string, from: Column['kind'], to: Column['kind']): string {
  if (from === to || to !== 'list') return sql;
  return `CASE WHEN ${sql} IS NOT NULL THEN [${sql}] END`;
}

/** Makes the tables that a new database of events begins with. */
export async function createCatalog(engine: Engine, version: string): Promise<void> {
  for (const [name, columns] of Object.entries(CATALOG_TABLES))
    await engine.run(`CREATE TABLE ${stored(name)} (${columns})`);
  await engine.run(`INSERT INTO ${stored('about')} VALUES (${quoteText(version)})`);
}

/** The version that the database of events was made by; undefined when it is no such database. */
export async function catalogVersion(engine: Engine): Promise<unknown> {
  const { columns: found } = await engine.query(
    `SELECT count(*) FROM duckdb_tables() WHERE database_name = ${quoteText(DATABASE)} AND table_name = 'about'`,
  );
  if (found[0]?.[0] === 0) return undefined;
  return (await engine.query(`SELECT version FROM ${stored('about')}`)).columns[0]?.[0];
}

/** A change of the stored events and of what is known of their files: all of it or nothing is kept. */
export interface Change {
  readonly statement: Statement;
  put(file: StoredFile): Promise<void>;
  /** Forgets the file with its events. */
  drop(file: StoredFile): Promise<void>;
}

async function records<T>(engine: Engine, key: string, table: string): Promise<[unknown, T][]> {
  const { columns } = await engine.query(`SELECT ${key}, record FROM ${stored(table)} ORDER BY 1`);
  const [keys = [], texts = []] = columns;
  return keys.map((one, at) => [one, JSON.parse(String(texts[at])) as T]);
}

/** What the database knows of the files and tables it holds; the database is told of every change first. */
export class EventCatalog {
  readonly engine: Engine;
  readonly files = new Map<number, StoredFile>();
  readonly tables = new Map<string, StoredTable>();
  /** Names of tables that there are or were since the start. */
  readonly #names = new Set<string>();

  private constructor(engine: Engine) {
    this.engine = engine;
  }

  static async read(engine: Engine): Promise<EventCatalog> {
    const catalog = new EventCatalog(engine);
    for (const [id, file] of await records<StoredFile>(engine, 'id', 'files'))
      catalog.files.set(Number(id), file);
    for (const [name, table] of await records<StoredTable>(engine, 'name', 'sourcetypes'))
      catalog.tables.set(String(name), table);
    await catalog.#dropUnused();
    return catalog;
  }

  get nextId(): number {
    return Math.max(0, ...this.files.keys()) + 1;
  }

  async change(work: (change: Change) => Promise<void>, signal?: AbortSignal): Promise<void> {
    const put: StoredFile[] = [];
    const dropped: StoredFile[] = [];
    await this.engine.transaction(async (statement) => {
      const forget = (id: number): Promise<unknown> =>
        statement(`DELETE FROM ${stored('files')} WHERE id = ${id}`);
      await work({
        statement,
        put: async (file) => {
          await forget(file.id);
          await statement(
            `INSERT INTO ${stored('files')} VALUES (${file.id}, ${quoteText(JSON.stringify(file))})`,
          );
          put.push(file);
        },
        drop: async (file) => {
          const table = this.tables.get(file.sourcetype);
          if (table) await statement(`DELETE FROM ${stored(table.table)} WHERE ${FILE_COLUMN} = ${file.id}`);
          await forget(file.id);
          dropped.push(file);
        },
      });
    }, signal);
    for (const { id } of dropped) this.files.delete(id);
    for (const file of put) this.files.set(file.id, file);
  }

  /** The table of a sourcetype, made or widened so that it can take these columns. */
  async tableFor(sourcetype: string, wanted: readonly Column[]): Promise<StoredTable> {
    const known = this.tables.get(sourcetype);
    const before = known?.columns ?? [];
    const widened = before.map((column) => {
      const other = wanted.find(({ name }) => name === column.name);
      return other?.kind === 'list' ? { ...column, kind: other.kind } : column;
    });
    const added = wanted.filter(({ name }) => before.every((column) => column.name !== name));
    const columns = [...widened, ...added];
    const isSameKind = widened.every(({ kind }, at) => kind === before[at]!.kind);
    if (known && isSameKind && added.length === 0) return known;
    const table = known && isSameKind ? known.table : this.#newName(sourcetype);
    const record = { table, columns };
    await this.engine.transaction(async (statement) => {
      for (const sql of this.#tableChanges(record, known)) await statement(sql);
      await statement(`DELETE FROM ${stored('sourcetypes')} WHERE name = ${quoteText(sourcetype)}`);
      const values = [sourcetype, JSON.stringify(record)].map(quoteText).join(', ');
      await statement(`INSERT INTO ${stored('sourcetypes')} VALUES (${values})`);
    });
    this.tables.set(sourcetype, record);
    return record;
  }

  /**
   * A column of another type makes a new table, so that searches that run may go on with the old one; that goes away at
   * the next start.
   */
  #tableChanges({ table, columns }: StoredTable, known: StoredTable | undefined): string[] {
    const names = storedColumns(columns);
    const definitions = columns.map((column, at) => `${names[at]} ${sqlType(column)}`);
    if (known?.table === table) {
      const added = definitions.slice(known.columns.length);
      return added.map((definition) => `ALTER TABLE ${stored(table)} ADD COLUMN ${definition}`);
    }
    const create = `CREATE TABLE ${stored(table)} (${definitions.join(', ')}, ${FILE_COLUMN} BIGINT)`;
    if (!known) return [create];
    const values = known.columns.map(
      ({ kind }, at) => `${converted(names[at]!, kind, columns[at]!.kind)} AS ${names[at]}`,
    );
    const copy = `SELECT ${values.join(', ')}, ${FILE_COLUMN} FROM ${stored(known.table)}`;
    return [create, `INSERT INTO ${stored(table)} BY NAME ${copy}`];
  }

  #newName(sourcetype: string): string {
    const base = `events_${sourcetype.replace(/[^0-9a-z]/gi, '_')}`;
    let name = base;
    for (let number = 2; this.#names.has(name.toLowerCase()); number++) name = `${base}_${number}`;
    this.#names.add(name.toLowerCase());
    return name;
  }

  async #dropUnused(): Promise<void> {
    const used = new Set([
      ...Object.keys(CATALOG_TABLES),
      ...[...this.tables.values()].map(({ table }) => table),
    ]);
    const { columns } = await this.engine.query(
      `SELECT table_name FROM duckdb_tables() WHERE database_name = ${quoteText(DATABASE)}`,
    );
    for (const name of columns[0] ?? [])
      if (!used.has(String(name))) await this.engine.run(`DROP TABLE ${stored(String(name))}`);
    for (const { table } of this.tables.values()) this.#names.add(table.toLowerCase());
  }
}
