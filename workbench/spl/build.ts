import type { CommandConf } from '../conf/commands';
import type { LookupRules } from '../conf/lookups';
import type { Stanzas } from '../conf/parse';
import { quoteName } from '../engine/quote';
import type { Scope } from './expression/scope';
import type { Expression } from './expression/tree';
import type { Knowledge } from './knowledge';
import { type Column, type ColumnKind, storedBase } from './relation';
import { ABSENT, asKind, type Value } from './sql/value';

/** A field of the rows between two commands, and the column it lies in. */
export interface Field extends Column {
  /** The quoted SQL name of its column. */
  readonly sql: string;
}

/** The rows between two commands: a CTE or table, its fields in Splunk's order, and the order of its rows. */
export interface Relation {
  readonly from: string;
  readonly fields: readonly Field[];
  /** ORDER BY items over hidden columns, whose names begin with `#`. */
  readonly order: readonly string[];
  /** Quoted names of the hidden columns that `order` needs. */
  readonly hidden: readonly string[];
  /** Rows are results of a transforming command and no events any more. */
  readonly isTransformed: boolean;
  /** What fields are shown as in the end, by name. */
  readonly formats?: ReadonlyMap<string, Expression>;
}

/** Events that a search may start from. */
interface SourceTable {
  /** SQL that stands after FROM and gives those of the columns, under their stored names. */
  from(columns: readonly Column[]): string;
  readonly sourcetype: string;
  readonly columns: readonly Column[];
  /** Fields that all of the events have alike. */
  readonly shared: ReadonlyMap<string, string>;
  readonly events: number;
}

/** A lookup as a table whose `rowid` is the order of its file or collection; its fields are texts and lists. */
export interface LookupTable {
  readonly from: string;
  readonly fields: readonly Field[];
  readonly rules: LookupRules;
}

/** Why a lookup cannot be had, and what may have been meant. */
export interface LookupFault {
  readonly fault: string;
  readonly help?: string;
  /** There is nothing of that name. */
  readonly isMissing?: true;
}

/** What the events that `collect` adds are called. */
export interface CollectWrite {
  readonly index: string;
  readonly sourcetype: string;
  readonly source: string;
  readonly host: string | undefined;
}

/** What rows are to become in a lookup. */
export interface LookupWrite {
  /** A stanza of transforms.conf or a .csv file. */
  readonly name: string;
  /** The rows come behind what is there; else in its place. */
  readonly isAppended: boolean;
  /** The field that holds the key of a record in the KV store. */
  readonly keyField: string | undefined;
  /** A row takes the place of the record that has its key. */
  readonly updates: boolean;
  readonly mostRows: number | undefined;
  /** No rows make a file of no length, and do not leave it away. */
  readonly createsEmpty: boolean;
  /** No rows take away what is there. */
  readonly overridesIfEmpty: boolean;
  /** A file keeps the values of multivalue fields apart. */
  readonly keepsLists: boolean;
}

/** Bounds in epoch seconds, the first inside and the last outside of the range; absent ones lie at the ends of time. */
export interface TimeRange {
  earliest?: number;
  latest?: number;
}

/** A column of values that a command worked out itself. */
export interface MadeColumn extends Column {
  readonly values: readonly (string | number | readonly string[] | null)[];
}

/** What commands build their SQL with: the steps so far, and what is known of the search around them. */
export interface Builder {
  /** When the search started, in epoch seconds. */
  readonly now: number;
  /** The time range of the search, in epoch seconds; the terms of the search may set it. */
  readonly range: TimeRange;
  /** What the search is known by to those who ask for its results. */
  readonly sid: string;
  readonly tables: readonly SourceTable[];
  /** The app's knowledge objects. */
  readonly knowledge: Knowledge;
  /** Adds a step and gives back the quoted name of its CTE; `rows` is how many it has, where that is known. */
  step(command: string, select: string, rows?: number): string;
  /** Rows of a query over the steps so far, for commands whose columns depend on the data. */
  query(select: string): Promise<readonly (readonly unknown[])[]>;
  /** The same rows in a table of their own, so that several queries do not work them out again. */
  materialise(relation: Relation): Promise<Relation>;
  /** A table of those columns, which are of one length; its quoted name. */
  table(columns: readonly MadeColumn[]): Promise<string>;
  /** The rows that a search in brackets makes of the rows given, in a table of their own. */
  search(program: Program, from: Relation): Promise<Relation>;
  /** The rows that a search given as text makes of the rows given, in a table of their own; a time range of its own comes before that of this search. Throws SearchError. */
  searchText(text: string, from: Relation, range?: TimeRange): Promise<Relation>;
  /** The stanzas of one of the app's conf files. */
  conf(name: string): Stanzas;
  /** The lookup of that name, or why there is none. */
  lookup(name: string): Promise<LookupTable | LookupFault>;
  /** Writes rows that lie in a table of their own into a lookup; gives why that cannot be. */
  writeLookup(write: LookupWrite, rows: Relation): Promise<LookupFault | undefined>;
  /**
   * Adds events to an index: rows in a table, whose two fields are the text and the time of an event. Gives a sentence that
   * says why they cannot be kept.
   */
  collect(write: CollectWrite, rows: Relation): Promise<string | undefined>;
  warn(text: string): void;
  /** Warns when a relation has more rows than a command keeps; asked once the search has run. */
  warnAbove(relation: Relation, rows: number, text: (found: number) => string): void;
}

/** A command of a search, parsed: it adds its step to the rows before it. */
export type Step = (input: Relation, builder: Builder) => Relation | Promise<Relation>;

/** A search command that another program carries out, with its arguments as Splunk hands them over. */
export interface ExternalCommand {
  readonly conf: CommandConf;
  /** Tokens with quotes and escapes taken away. */
  readonly args: readonly string[];
  /** The same tokens as they were written. */
  readonly rawArgs: readonly string[];
}

/** One command of a search, ready to be built or started. */
export type Stage =
  | { readonly kind: 'step'; readonly command: string; readonly step: Step }
  | {
      readonly kind: 'external';
      readonly command: string;
      readonly external: (builder: Builder) => Promise<ExternalCommand>;
    };

/** A search, or one in brackets inside of another, parsed. */
export interface Program {
  readonly stages: readonly Stage[];
  /** The search with its macros expanded. */
  readonly expanded: string;
}

function fieldNamed(relation: Relation, name: string): Field | undefined {
  return relation.fields.find((field) => field.name === name);
}

/** The value of a field in SQL over the relation; absent when the relation has no such field. */
export function fieldValue(relation: Relation, name: string): Value {
  const field = fieldNamed(relation, name);
  return field ? { sql: field.sql, kind: field.kind } : ABSENT;
}

/** The scope of expressions over a relation. */
export function relationScope(relation: Relation, builder: Builder): Scope {
  let elements = 0;
  return {
    field: (name) => fieldValue(relation, name),
    now: builder.now,
    element: () => `"#${++elements}"`,
  };
}

/** A field for a column that no other of these fields lies in, whatever the case of its name. */
export function newField(name: string, kind: ColumnKind, others: readonly Field[]): Field {
  const taken = new Set(others.map((field) => field.sql.toLowerCase()));
  const base = storedBase(name);
  let sql = quoteName(base);
  for (let number = 2; taken.has(sql.toLowerCase()); number++) sql = quoteName(`${base}#${number}`);
  return { name, kind, sql };
}

const KINDS: ReadonlySet<string> = new Set(['text', 'number', 'list']);

/** The kind of column that a value is stored in. */
function storedKind(value: Value): ColumnKind {
  return KINDS.has(value.kind) ? (value.kind as ColumnKind) : 'text';
}

/** SQL of a select list out of nothing but SQL texts and their quoted names; never empty. */
export function selectList(items: readonly (readonly [sql: string, name: string])[]): string {
  if (items.length === 0) return 'NULL AS "#none"';
  return items.map(([sql, name]) => (sql === name ? name : `${sql} AS ${name}`)).join(', ');
}

/** Every hidden column and every field that a relation carries, as they are. */
function allColumns(relation: Relation): string[] {
  return [...relation.fields.map((field) => field.sql), ...relation.hidden];
}

/** The relation with fields set to new values, in place or behind the others. */
export function assign(
  command: string,
  input: Relation,
  builder: Builder,
  values: readonly (readonly [name: string, value: Value])[],
): Relation {
  const fields = [...input.fields];
  const replaced: string[] = [];
  const added: string[] = [];
  for (const [name, value] of new Map(values)) {
    const kind = storedKind(value);
    const at = fields.findIndex((field) => field.name === name);
    if (at >= 0) {
      const { sql } = fields[at]!;
      fields[at] = { name, kind, sql };
      replaced.push(`${asKind(value, kind)} AS ${sql}`);
    } else {
      const field = newField(name, kind, fields);
      fields.push(field);
      added.push(`${asKind(value, kind)} AS ${field.sql}`);
    }
  }
  const star = replaced.length === 0 ? '*' : `* REPLACE (${replaced.join(', ')})`;
  const from = builder.step(command, `SELECT ${[star, ...added].join(', ')} FROM ${input.from}`);
  return { ...input, from, fields };
}

/** The relation's rows for which an SQL condition is true. */
export function filter(command: string, input: Relation, builder: Builder, condition: string): Relation {
  return { ...input, from: builder.step(command, `SELECT * FROM ${input.from} WHERE ${condition}`) };
}

/**
 * The relation with only these of its fields, in this order. The columns of the others go away as well, so that a field
 * set anew later never meets its old column.
 */
export function keep(command: string, input: Relation, builder: Builder, fields: readonly Field[]): Relation {
  const columns = allColumns({ ...input, fields });
  const list = columns.length === 0 ? 'NULL AS "#none"' : columns.join(', ');
  return { ...input, from: builder.step(command, `SELECT ${list} FROM ${input.from}`), fields };
}

/** ` ORDER BY …` for the relation's order of rows; empty when it has none. */
export function orderBy(relation: Relation): string {
  return relation.order.length === 0 ? '' : ` ORDER BY ${relation.order.join(', ')}`;
}
