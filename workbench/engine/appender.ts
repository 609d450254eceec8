import {
  BIGINT,
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';
import type { SQL_TYPES } from './sql-types';
import type { SqlValue } from './values';

/** A column to create or fill; `integer` is a BIGINT. */
export interface SqlColumn {
  readonly name: string;
  readonly kind: keyof typeof SQL_TYPES;
}

const TYPES: Record<SqlColumn['kind'], DuckDBType> = {
  text: VARCHAR,
  number: DOUBLE,
  integer: BIGINT,
  list: LIST(VARCHAR),
};

/** DuckDB takes data in vectors of this many rows. */
const CHUNK_ROWS = 2048;

function toDuckDb(value: SqlValue, kind: SqlColumn['kind']): DuckDBValue {
  if (value === null) return null;
  if (kind === 'integer') return BigInt(value as number);
  if (kind === 'list') return listValue(value as readonly (string | null)[]);
  return value as DuckDBValue;
}

/** Fills one table column by column; nothing is visible to others before `close`. */
export class Appender {
  readonly #appender: DuckDBAppender;
  readonly #columns: readonly SqlColumn[];
  readonly #release: () => void;

  private constructor(appender: DuckDBAppender, columns: readonly SqlColumn[], release: () => void) {
    this.#appender = appender;
    this.#columns = columns;
    this.#release = release;
  }

  static async open(
    connection: DuckDBConnection,
    { table, catalog }: { readonly table: string; readonly catalog: string | undefined },
    columns: readonly SqlColumn[],
    release: () => void,
  ): Promise<Appender> {
    return new Appender(await connection.createAppender(table, null, catalog ?? null), columns, release);
  }

  /** Adds rows given as one array of values a column, all of one length. */
  append(columns: readonly (readonly SqlValue[])[]): void {
    const rows = columns[0]?.length ?? 0;
    const types = this.#columns.map((column) => TYPES[column.kind]);
    for (let start = 0; start < rows; start += CHUNK_ROWS) {
      const chunk = DuckDBDataChunk.create(types, Math.min(CHUNK_ROWS, rows - start));
      chunk.setColumns(
        this.#columns.map((column, at) =>
          columns[at]!.slice(start, start + CHUNK_ROWS).map((value) => toDuckDb(value, column.kind)),
        ),
      );
      this.#appender.appendDataChunk(chunk);
    }
  }

  close(): void {
    this.#appender.closeSync();
    this.#release();
  }
}
