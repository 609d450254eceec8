import { quoteName, quoteText } from '../engine/engine';
import { dropResult, runSearch } from '../jobs/run-search';
import { resultSql, type SearchResult } from '../jobs/search-result';
import type { Workbench } from '../jobs/workbench';
import { storedNames } from '../spl/relation';

/** What CIM asks to stand where a log says nothing. */
const UNKNOWN = 'unknown';

/** The rows that a search found, in a table, and SQL for their fields; a field that no row has is NULL. */
export class FoundRows {
  readonly rows: number;
  readonly from: string;
  readonly #result: SearchResult;

  constructor(result: SearchResult) {
    this.#result = result;
    this.rows = result.rows;
    this.from = resultSql(result);
  }

  #column(name: string): { readonly sql: string; readonly isList: boolean } | undefined {
    const { columns } = this.#result;
    const at = columns.findIndex((column) => column.name === name);
    if (at < 0) return undefined;
    const stored = storedNames(columns.map((column) => column.name));
    return { sql: quoteName(stored[at]!), isList: columns[at]!.kind === 'list' };
  }

  /** The field as a text, several values joined. */
  text(name: string): string {
    const column = this.#column(name);
    if (!column) return 'CAST(NULL AS VARCHAR)';
    return column.isList ? `array_to_string(${column.sql}, '; ')` : `CAST(${column.sql} AS VARCHAR)`;
  }

  /** The field as a text where the log says something. */
  known(name: string): string {
    return `nullif(${this.text(name)}, ${quoteText(UNKNOWN)})`;
  }

  /** The field as a list, empty where it is absent. */
  list(name: string): string {
    const column = this.#column(name);
    if (!column) return 'CAST([] AS VARCHAR[])';
    const list = column.isList ? column.sql : `CASE WHEN ${column.sql} IS NOT NULL THEN [${column.sql}] END`;
    return `coalesce(${list}, [])`;
  }

  /** `_time` as a timestamp in UTC. */
  get time(): string {
    return `make_timestamp(CAST(round(${this.#column('_time')?.sql ?? 'NULL'} * 1000000) AS BIGINT))`;
  }
}

/** Runs a search, lets `work` read those of its rows' fields, and lets go of them. */
export async function withRows(
  workbench: Workbench,
  search: string,
  fields: readonly string[],
  work: (found: FoundRows) => Promise<void>,
): Promise<void> {
  const spl = `${search} | fields _time ${fields.join(' ')} | fields - _raw`;
  const result = await runSearch(workbench, { spl });
  if (result.rows > 0) await work(new FoundRows(result));
  await dropResult(workbench, result);
}
