import { quoteText } from '../engine/engine';
import { type Field, newField, type Relation } from '../spl/build';
import { textToNumber } from '../spl/sql/value';
import type { InputChunk } from './external-input';
import type { ReplyFile } from './reply-file';
import type { SearchRun } from './search-run';

const MULTIVALUE = '__mv_';
const INDEX = '_chunked_idx';
/** DuckDB sets memory aside for its longest line, so the limit follows the size of the body. */
const LINE_LIMIT_BYTES = { least: 2 ** 21, most: 2 ** 28 };

/** One reply's rows in a table whose columns are `c0`, `c1`, … in the order of its header. */
export interface Reply {
  readonly table: string;
  readonly names: readonly string[];
  /** The request that it answers. */
  readonly chunk: InputChunk;
}

/** Says that splunkd could not put the rows of a reply into its own. */
export class MergeFault extends Error {
  override readonly name = 'MergeFault';

  constructor() {
    super(`Invalid '${INDEX}' from external search process: out of range or out of order.`);
  }
}

async function readInto(run: SearchRun, table: string, file: ReplyFile, width: number): Promise<void> {
  const columns = Array.from({ length: width }, (_, at) => `'c${at}': 'VARCHAR'`).join(', ');
  const limit = Math.min(LINE_LIMIT_BYTES.most, Math.max(LINE_LIMIT_BYTES.least, file.bytes));
  const options = `header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '', parallel = false, max_line_size = ${limit}`;
  const read = `read_csv(${quoteText(file.path)}, ${options}, columns = {${columns}})`;
  await run.engine.run(`CREATE TABLE "${table}" AS SELECT * FROM ${read}`, run.signal);
}

/** A reply's body as a table. Throws Error with what is malformed in it. */
export async function readReply(run: SearchRun, file: ReplyFile, chunk: InputChunk): Promise<Reply> {
  const names = file.close();
  const table = run.tableName();
  try {
    await readInto(run, table, file, names.length);
  } catch (error) {
    if (!/unicode|utf-?8/i.test(String(error))) throw error;
    file.repairText();
    await readInto(run, table, file, names.length);
  }
  return { table, names, chunk };
}

interface ReplyColumn {
  readonly plain: string;
  readonly multivalue: string | undefined;
}

function columnOf(reply: Reply, name: string): ReplyColumn | undefined {
  const plain = reply.names.indexOf(name);
  const multivalue = reply.names.indexOf(MULTIVALUE + name);
  if (plain < 0) return undefined;
  return { plain: `"c${plain}"`, multivalue: multivalue < 0 ? undefined : `"c${multivalue}"` };
}

/** The names of fields for which any row has several values. */
async function multivalueNames(run: SearchRun, replies: readonly Reply[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const reply of replies) {
    const candidates = reply.names.filter((name) => columnOf(reply, name)?.multivalue !== undefined);
    if (candidates.length === 0) continue;
    const counts = candidates.map((name) => `count(${columnOf(reply, name)!.multivalue})`).join(', ');
    const [row] = await run.query(`SELECT ${counts} FROM "${reply.table}"`);
    for (const [at, name] of candidates.entries()) if (Number(row?.[at]) > 0) found.add(name);
  }
  return found;
}

function fieldSql(column: ReplyColumn | undefined, { kind }: Field): string {
  if (!column)
    return kind === 'list' ? 'NULL::VARCHAR[]' : kind === 'number' ? 'NULL::DOUBLE' : 'NULL::VARCHAR';
  if (kind === 'number') return textToNumber(column.plain);
  if (kind === 'text') return column.plain;
  const single = `CASE WHEN ${column.plain} IS NOT NULL THEN [${column.plain}] END`;
  if (column.multivalue === undefined) return single;
  const values = `regexp_extract_all(${column.multivalue}, '\\$((?:\\$\\$|[^$])*)\\$(?:;|$)', 1)`;
  const decoded = `list_transform(${values}, lambda "#v": replace("#v", '$$', '$'))`;
  return `coalesce(nullif(${decoded}, []), ${single})`;
}

/** All rows of all replies, in the order they came. */
export async function allRows(
  run: SearchRun,
  command: string,
  replies: readonly Reply[],
  isTransformed: boolean,
): Promise<Relation> {
  const isPlain = (name: string): boolean => !name.startsWith(MULTIVALUE) && name !== INDEX;
  const names = [...new Set(replies.flatMap((reply) => reply.names.filter(isPlain)))];
  const multivalue = await multivalueNames(run, replies);
  const fields: Field[] = [];
  for (const name of names) {
    const kind = name === '_time' ? 'number' : multivalue.has(name) ? 'list' : 'text';
    fields.push(newField(name, kind, fields));
  }
  const selects = replies.map((reply, at) => {
    const columns = fields.map((field) => `${fieldSql(columnOf(reply, field.name), field)} AS ${field.sql}`);
    const index = columnOf(reply, INDEX);
    const row = index ? `TRY_CAST(${index.plain} AS BIGINT) + ${reply.chunk.first}` : 'NULL::BIGINT';
    return `SELECT ${[...columns, `${row} AS "#row"`, `${at} AS "#1"`, 'rowid AS "#2"'].join(', ')} FROM "${reply.table}"`;
  });
  const from = run.step(
    command,
    selects.length === 0
      ? 'SELECT 0 AS "#row", 0 AS "#1", 0 AS "#2" WHERE FALSE'
      : selects.join(' UNION ALL '),
  );
  const hidden = ['"#1"', '"#2"'];
  return { from, fields, order: hidden, hidden, isTransformed };
}

async function checkIndexes(run: SearchRun, { table, names, chunk }: Reply): Promise<void> {
  const at = names.indexOf(INDEX);
  const index = `TRY_CAST("c${at}" AS BIGINT)`;
  const wrong = `i IS NULL OR i < 0 OR i >= ${chunk.rows} OR i < before`;
  const rows = `SELECT ${index} AS i, lag(${index}) OVER (ORDER BY rowid) AS before FROM "${table}"`;
  const found = at < 0 ? [[1]] : await run.query(`SELECT count(*) FROM (${rows}) WHERE ${wrong}`);
  if (Number(found[0]?.[0]) > 0) throw new MergeFault();
}

/** The rows that were sent with the fields of the replies put into them. Throws MergeFault. */
export async function mergedRows(
  run: SearchRun,
  command: string,
  input: Relation,
  replies: readonly Reply[],
): Promise<Relation> {
  for (const reply of replies) await checkIndexes(run, reply);
  const answered = await allRows(run, `${command}_reply`, replies, false);
  const names = new Set(answered.fields.map((field) => field.name));
  const kept = input.fields.filter((field) => !names.has(field.name));
  const fields: Field[] = [];
  const items: string[] = [];
  for (const [side, field] of [
    ...kept.map((one) => ['a', one] as const),
    ...answered.fields.map((one) => ['b', one] as const),
  ]) {
    const target = newField(field.name, field.kind, fields);
    fields.push(target);
    items.push(`${side}.${field.sql} AS ${target.sql}`);
  }
  const hidden = ['"#row"', '"#1"', '"#2"'];
  const select = `SELECT ${[...items, ...hidden.map((name) => `b.${name}`)].join(', ')} FROM ${input.from} a JOIN ${answered.from} b ON a.rowid = b."#row"`;
  return {
    from: run.step(command, select),
    fields,
    order: ['"#row"', '"#2"'],
    hidden,
    isTransformed: input.isTransformed,
  };
}
