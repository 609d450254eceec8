import { type DuckDBConnection, type DuckDBPreparedStatement, StatementType } from '@duckdb/node-api';
import { type Columns, columnsOf } from './columns';

/** What is wrong with a text of SQL, and at which place of it when the database says so. */
export class SqlFault extends Error {
  override readonly name = 'SqlFault';
  readonly offset: number | undefined;

  constructor(sentence: string, offset?: number) {
    super(sentence);
    this.offset = offset;
  }
}

/** Faults come with their place, no file can be reached, and neither can be changed again. */
export const SEAL =
  'SET GLOBAL errors_as_json = true; SET enable_external_access = false; SET lock_configuration = true';

const QUERIES: readonly StatementType[] = [StatementType.SELECT, StatementType.EXPLAIN];

interface Reported {
  readonly exception_type?: string;
  readonly exception_message?: string;
  readonly position?: string;
}

/** DuckDB's parser counts characters, what comes after it bytes. */
function offsetIn(text: string, { exception_type: type, position }: Reported): number | undefined {
  if (position === undefined) return undefined;
  const before =
    type === 'Parser'
      ? [...text].slice(0, Number(position)).join('')
      : Buffer.from(text).subarray(0, Number(position)).toString('utf8');
  return before.length;
}

/** DuckDB's message as a fault; its first line says what is wrong. */
function sqlFault(error: unknown, text: string): SqlFault {
  if (error instanceof SqlFault) return error;
  const message = error instanceof Error ? error.message : String(error);
  try {
    const reported = JSON.parse(message.slice(message.indexOf('{'))) as Reported;
    return new SqlFault((reported.exception_message ?? message).split('\n')[0]!, offsetIn(text, reported));
  } catch {
    return new SqlFault(message);
  }
}

/** A query that has not been run yet. */
export interface PreparedQuery {
  /** Its rows in pages, made as they are read; one page at least. Throws SqlFault. */
  pages(): AsyncGenerator<Columns>;
}

async function* pagesOf(statement: DuckDBPreparedStatement, text: string): AsyncGenerator<Columns> {
  try {
    const result = await statement.stream();
    const names = result.columnNames();
    let chunk = await result.fetchChunk();
    yield { names, columns: chunk ? columnsOf(chunk) : names.map(() => []) };
    for (chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk())
      yield { names, columns: columnsOf(chunk) };
  } catch (error) {
    throw sqlFault(error, text);
  }
}

async function statementsIn(connection: DuckDBConnection, text: string): Promise<DuckDBPreparedStatement[]> {
  const statements = await connection.extractStatements(text);
  const prepared: DuckDBPreparedStatement[] = [];
  for (let at = 0; at < statements.count; at++) {
    const statement = await statements.prepare(at);
    const kind = StatementType[statement.statementType].toLowerCase();
    if (!QUERIES.includes(statement.statementType))
      throw new SqlFault(`found a statement of the kind "${kind}", expected queries`);
    prepared.push(statement);
  }
  return prepared;
}

/** The queries of a text. Throws SqlFault when there is none, or something else in it. */
export async function preparedQueries(connection: DuckDBConnection, text: string): Promise<PreparedQuery[]> {
  if (text.replace(/--[^\n]*/g, '').trim() === '') throw new SqlFault('found no statement, expected a query');
  try {
    const statements = await statementsIn(connection, text);
    return statements.map((statement) => ({ pages: () => pagesOf(statement, text) }));
  } catch (error) {
    throw sqlFault(error, text);
  }
}
