import { randomUUID } from 'node:crypto';
import type { Stanzas } from '../conf/parse';
import { quoteName, type SqlValue } from '../engine/engine';
import { SQL_TYPES } from '../engine/sql-types';
import {
  type Builder,
  type CollectWrite,
  type Field,
  type LookupFault,
  type LookupTable,
  type LookupWrite,
  type MadeColumn,
  orderBy,
  type Program,
  type Relation,
  type TimeRange,
} from '../spl/build';
import type { Knowledge } from '../spl/knowledge';
import { LIMITS } from '../spl/limits';
import { parseProgram } from '../spl/program';
import { storedNames } from '../spl/relation';
import { SearchError } from '../spl/search-error';
import { collectRows } from './collect-rows';
import type { Database } from './guarded-database';
import { knowledgeOf } from './knowledge';
import { lookupTable } from './lookup-tables';
import { writeLookup } from './lookup-write';
import type { KeptRows, SearchMessage } from './search-result';
import type { Workbench } from './workbench';

interface SqlStep {
  readonly name: string;
  readonly select: string;
}

/** A relation with the steps that lead to it, so that it can still be asked when later steps have come. */
export interface Snapshot {
  readonly steps: readonly SqlStep[];
  readonly from: string;
}

/** A table and how many rows it holds. */
export interface StoredRows {
  readonly table: string;
  readonly rows: number;
}

interface RowCheck extends Snapshot {
  readonly rows: number;
  readonly text: (found: number) => string;
}

/** A WITH of all steps before one last select. */
function withSteps(steps: readonly SqlStep[], select: string): string {
  if (steps.length === 0) return select;
  return `WITH ${steps.map((step) => `${step.name} AS (${step.select})`).join(',\n')}\n${select}`;
}

/** A field as a table is to hold it: DuckDB takes a column that says nothing but NULL for one of whole numbers. */
const typed = ({ sql, kind }: Field): string => `CAST(${sql} AS ${SQL_TYPES[kind]})`;

/** Carries out the commands of a search, one after the other. */
export type Runner = (run: SearchRun, program: Program, from: Relation) => Promise<Relation>;

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onLog?: ((line: string) => void) | undefined;
  readonly isPreview?: boolean;
  /** The saved search that this is a run of. */
  readonly savedSearch?: string | undefined;
  /** What the search asks instead of the workbench's own database. */
  readonly database?: Database;
  /** The search that this one stands in, in brackets. */
  readonly outer?: SearchRun;
}

let searches = 0;

const DEEPEST = LIMITS.subsearchDepth.value;

/** The SQL of one search while it is built: steps not yet run, and tables that hold what has been run. */
export class SearchRun implements Builder {
  readonly now: number;
  readonly range: TimeRange = {};
  readonly tables: Workbench['tables'];
  readonly messages: SearchMessage[];
  readonly engine: Database;
  readonly signal: AbortSignal | undefined;
  /** Nothing may be written and no program started. */
  readonly isPreview: boolean;
  readonly savedSearch: string | undefined;
  /** Takes lines for the search log. */
  readonly log: (line: string) => void;
  readonly sid: string;
  readonly #id = randomUUID().slice(0, 8);
  #steps: readonly SqlStep[] = [];
  #stepCount = 0;
  /** Steps of which it is known without asking how many rows they have. */
  readonly #knownRows = new Map<string, number>();
  #tableCount = 0;
  readonly #workbench: Workbench;
  readonly #run: Runner;
  readonly #given: TimeRange = {};
  readonly #made: string[];
  readonly #checks: RowCheck[];
  #knowledge: Knowledge | undefined;
  readonly #depth: number;
  /** Let go of what the search holds. */
  readonly #held: (() => Promise<void>)[];

  constructor(workbench: Workbench, now: number, run: Runner, options: RunOptions) {
    const { signal, onLog, outer, database } = options;
    this.#workbench = workbench;
    this.#run = run;
    this.messages = outer?.messages ?? [];
    this.#depth = outer ? outer.#depth + 1 : 0;
    this.#made = outer ? outer.#made : [];
    this.#checks = outer ? outer.#checks : [];
    this.#held = outer ? outer.#held : [];
    this.engine = outer?.engine ?? database ?? workbench.engine;
    this.tables = workbench.tables;
    this.now = now;
    this.signal = signal;
    this.isPreview = outer?.isPreview ?? options.isPreview === true;
    this.savedSearch = outer?.savedSearch ?? options.savedSearch;
    this.log = onLog ?? (() => undefined);
    this.sid = `${Math.floor(now)}.${++searches}`;
  }

  /** Sets the time range that the search is given from outside; searches in brackets are given it as well. */
  giveRange(range: TimeRange): void {
    Object.assign(this.#given, range);
    Object.assign(this.range, range);
  }

  search(program: Program, from: Relation): Promise<Relation> {
    return this.#inner(program, from, this.#given);
  }

  async #inner(program: Program, from: Relation, range: TimeRange): Promise<Relation> {
    const options = { signal: this.signal, onLog: this.log, outer: this };
    const inner = new SearchRun(this.#workbench, this.now, this.#run, options);
    inner.giveRange(range);
    return inner.materialise(await this.#run(inner, program, from));
  }

  async searchText(text: string, from: Relation, range = this.#given): Promise<Relation> {
    if (this.#depth === DEEPEST)
      throw new SearchError(
        { text, start: 0, end: text.length },
        `searches run each other more than ${DEEPEST} deep`,
      );
    return this.#inner(parseProgram(text, this.knowledge), from, range);
  }

  get knowledge(): Knowledge {
    this.#knowledge ??= knowledgeOf(this.#workbench);
    return this.#knowledge;
  }

  conf(name: string): Stanzas {
    return this.#workbench.app.conf(name);
  }

  lookup(name: string): Promise<LookupTable | LookupFault> {
    return lookupTable(this.#workbench, name, (release) => this.#held.push(release));
  }

  writeLookup(write: LookupWrite, rows: Relation): Promise<LookupFault | undefined> {
    return this.isPreview ? Promise.resolve(undefined) : writeLookup(this.#workbench, this, write, rows);
  }

  collect(write: CollectWrite, rows: Relation): Promise<string | undefined> {
    return collectRows(this.#workbench, this, write, rows);
  }

  step(command: string, select: string, rows?: number): string {
    const name = quoteName(`s${++this.#stepCount}_${command}`);
    if (rows !== undefined) this.#knownRows.set(name, rows);
    this.#steps = [...this.#steps, { name, select }];
    return name;
  }

  async query(select: string): Promise<unknown[][]> {
    const { columns } = await this.engine.query(withSteps(this.#steps, select), this.signal);
    return Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => columns.map((column) => column[row]));
  }

  async materialise(relation: Relation): Promise<Relation> {
    const columns = relation.fields.map((field) => `${typed(field)} AS ${field.sql}`);
    const list = [...columns, ...relation.hidden].join(', ') || 'NULL AS "#none"';
    const { table } = await this.#createTable(`SELECT ${list} FROM ${relation.from}`);
    return { ...relation, from: quoteName(table) };
  }

  async table(columns: readonly MadeColumn[]): Promise<string> {
    const table = this.tableName();
    await this.engine.createTable(table, columns);
    const appender = await this.engine.appender(table, columns);
    appender.append(columns.map(({ values }) => values));
    appender.close();
    return quoteName(table);
  }

  /** A table with the relation's rows in its order, under stored names, no more than `most`. */
  async store(relation: Relation, most?: number): Promise<StoredRows> {
    const names = storedNames(relation.fields.map((field) => field.name));
    const columns = relation.fields.map((field, at) => `${typed(field)} AS ${quoteName(names[at]!)}`);
    const list = columns.length === 0 ? 'NULL AS "#none"' : columns.join(', ');
    const limit = most === undefined ? '' : ` LIMIT ${most}`;
    const stored = await this.#createTable(
      `SELECT ${list} FROM ${relation.from}${orderBy(relation)}${limit}`,
    );
    this.#steps = [];
    return stored;
  }

  /** The row of a relation of which it is known without asking that it has one; undefined for any other. */
  async onlyRow({ from, fields }: Relation): Promise<readonly SqlValue[] | undefined> {
    if (this.#knownRows.get(from) !== 1 || fields.length === 0) return undefined;
    const select = withSteps(this.#steps, `SELECT ${fields.map(typed).join(', ')} FROM ${from}`);
    const { columns } = await this.engine.query(select, this.signal);
    return columns.map(([value = null]) => value);
  }

  /** A new name for a table, which is dropped with the others. */
  tableName(): string {
    const name = `search_${this.#id}_${++this.#tableCount}`;
    this.#made.push(name);
    return name;
  }

  warn(text: string): void {
    this.message({ type: 'WARN', text });
  }

  /** Adds a message, unless it is already there. */
  message(message: SearchMessage): void {
    if (this.messages.every(({ text }) => text !== message.text)) this.messages.push(message);
  }

  warnAbove(relation: Relation, rows: number, text: (found: number) => string): void {
    this.#checks.push({ ...this.snapshot(relation), rows, text });
  }

  snapshot(relation: Relation): Snapshot {
    return { steps: this.#steps, from: relation.from };
  }

  async count({ steps, from }: Snapshot): Promise<number> {
    const known = this.#knownRows.get(from);
    if (known !== undefined) return known;
    const { columns } = await this.engine.query(
      withSteps(steps, `SELECT count(*) FROM ${from}`),
      this.signal,
    );
    return Number(columns[0]![0]);
  }

  /** Adds the warnings about rows that commands cut off. */
  async warnOfCuts(): Promise<void> {
    for (const check of this.#checks) {
      const found = await this.count(check);
      if (found > check.rows) this.warn(check.text(found));
    }
  }

  /** Drops every table that was made on the way but the one that is kept, and lets go of the lookups. */
  async dropAllBut(kept?: KeptRows): Promise<void> {
    const keptTable = kept && 'table' in kept ? kept.table : undefined;
    for (const release of this.#held.splice(0)) await release();
    for (const table of this.#made) {
      if (table !== keptTable) await this.engine.run(`DROP TABLE IF EXISTS ${quoteName(table)}`);
    }
  }

  async #createTable(select: string): Promise<StoredRows> {
    const table = this.tableName();
    const { columns } = await this.engine.query(
      `CREATE TABLE ${quoteName(table)} AS ${withSteps(this.#steps, select)}`,
      this.signal,
    );
    return { table, rows: Number(columns[0]![0]) };
  }
}
