import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppConf } from '../conf/app';
import { type Engine, quoteText } from '../engine/engine';
import type { Field, LookupWrite, Relation } from '../spl/build';
import { orderBy } from '../spl/build';
import { asText } from '../spl/sql/value';
import { csvHeader, MULTIVALUE_PREFIX } from './lookup-csv';
import { keepLookupFile, lookupFile, lookupFolder, removeLookupFile } from './lookup-files';

/** Where rows are written to, and by whom. */
export interface CsvTarget {
  readonly engine: Engine;
  readonly app: AppConf;
  readonly stateDir: string;
  readonly filename: string;
}

interface CsvColumn {
  readonly name: string;
  readonly sql: string;
}

/** Splunk's own fields stay behind, but for the time and the text of an event. */
function isWritten({ name }: Field): boolean {
  return !name.startsWith('_') || name === '_time' || name === '_raw';
}

/** Values one after the other in one cell, `$one$;$two$` with every `$` in a value doubled; nothing for a single value. */
function valuesCell({ sql }: Field): string {
  const values = `list_transform(${sql}, lambda "#v": replace("#v", '$', '$$'))`;
  return `CASE WHEN len(${sql}) > 1 THEN concat('$', array_to_string(${values}, '$;$'), '$') END`;
}

function cell(field: Field, keepsLists: boolean): string {
  if (field.kind !== 'list') return asText(field);
  return `array_to_string(${field.sql}, ${keepsLists ? 'chr(10)' : "' '"})`;
}

function columnOf(name: string, rows: Relation, keepsLists: boolean): CsvColumn {
  const named = (wanted: string): Field | undefined => rows.fields.find((field) => field.name === wanted);
  const field = named(name);
  if (field) return { name, sql: cell(field, keepsLists) };
  const values = name.startsWith(MULTIVALUE_PREFIX) && named(name.slice(MULTIVALUE_PREFIX.length));
  return { name, sql: values && values.kind === 'list' ? valuesCell(values) : 'NULL' };
}

/** The columns of the file that is there, else those of the rows. */
function columnsFor(rows: Relation, keepsLists: boolean, header: readonly string[] | undefined): CsvColumn[] {
  const written = rows.fields.filter(isWritten);
  const lists = keepsLists ? written.filter(({ kind }) => kind === 'list') : [];
  const names = header ?? [
    ...written.map(({ name }) => name),
    ...lists.map(({ name }) => MULTIVALUE_PREFIX + name),
  ];
  const isList = (name: string): boolean => keepsLists || names.includes(MULTIVALUE_PREFIX + name);
  return names.map((name) => columnOf(name, rows, isList(name)));
}

function headerCell(name: string): string {
  return /^[\w.:-]+$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** The text with `\n` at the ends of its rows; line breaks within quotes stay as they are. */
function withPlainRows(text: string): string {
  const parts = text.split('"');
  return parts.map((part, at) => (at % 2 === 0 ? part.replaceAll('\r\n', '\n') : part)).join('"');
}

/** What stands before the new rows: the file as it is, its last line ended, or the names of the columns. */
function headOf(old: string | undefined, columns: readonly CsvColumn[]): string | Buffer {
  if (old === undefined) return `${columns.map(({ name }) => headerCell(name)).join(',')}\n`;
  const text = withPlainRows(readFileSync(old, 'utf8'));
  return text.endsWith('\n') ? text : `${text}\n`;
}

async function copyRows(
  engine: Engine,
  rows: Relation,
  columns: readonly CsvColumn[],
  mostRows: number | undefined,
  path: string,
): Promise<void> {
  // An empty line is no row.
  const isSingle = columns.length === 1;
  const items = columns.map(({ sql }, at) => `${isSingle ? `coalesce(${sql}, '')` : sql} AS c${at}`);
  const limit = mostRows === undefined ? '' : ` LIMIT ${mostRows}`;
  const select = `SELECT ${items.join(', ')} FROM ${rows.from}${orderBy(rows)}${limit}`;
  await engine.run(
    `COPY (${select}) TO ${quoteText(path)} (FORMAT csv, HEADER false, QUOTE '"', ESCAPE '"')`,
  );
}

async function writeRows(target: CsvTarget, write: LookupWrite, rows: Relation): Promise<void> {
  const { engine, app, stateDir, filename } = target;
  const found = write.isAppended ? lookupFile(app, filename) : undefined;
  const old = found !== undefined && statSync(found).size > 0 ? found : undefined;
  const columns = columnsFor(rows, write.keepsLists, old === undefined ? undefined : csvHeader(old));
  if (columns.length === 0) {
    writeNothing(target, write);
    return;
  }
  const folder = lookupFolder(stateDir);
  const draft = join(folder, `.${randomUUID()}`);
  const body = `${draft}.rows`;
  try {
    await copyRows(engine, rows, columns, write.mostRows, body);
    writeFileSync(draft, headOf(old, columns), { mode: 0o600 });
    appendFileSync(draft, readFileSync(body));
    keepLookupFile(folder, draft, filename);
  } finally {
    for (const path of [draft, body]) rmSync(path, { force: true });
  }
}

function writeNothing({ app, stateDir, filename }: CsvTarget, write: LookupWrite): void {
  const isThere = lookupFile(app, filename) !== undefined;
  if (write.isAppended && isThere) return;
  if (isThere && !write.overridesIfEmpty) return;
  const folder = lookupFolder(stateDir);
  if (!write.createsEmpty) {
    if (isThere) removeLookupFile(app, folder, filename);
    return;
  }
  const draft = join(folder, `.${randomUUID()}`);
  writeFileSync(draft, '', { mode: 0o600 });
  keepLookupFile(folder, draft, filename);
}

/** Files are written one after the other, as a file that rows come behind is read first. */
let last: Promise<void> = Promise.resolve();

/** Writes the rows, of which there are so many, into a lookup file; the file as it was or as it will be is there at every moment. */
export function writeCsvLookup(
  target: CsvTarget,
  write: LookupWrite,
  rows: Relation,
  count: number,
): Promise<void> {
  const mine = last.then(async () => {
    if (count === 0) writeNothing(target, write);
    else await writeRows(target, write, rows);
  });
  last = mine.catch(() => undefined);
  return mine;
}
