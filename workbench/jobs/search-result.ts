import { quoteName, type SqlValue } from '../engine/engine';
import { type Column, storedNames } from '../spl/relation';
import { literalOf } from '../spl/sql/value';
import type { Workbench } from './workbench';

export interface SearchMessage {
  readonly type: 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
  readonly text: string;
}

/**
 * The rows of a result, in an SQL table with the columns under their stored names and their place as its `rowid`; or the
 * one row of what always has one, for which a table would take longer than the search.
 */
export type KeptRows = { readonly table: string } | { readonly row: readonly SqlValue[] };

/** What a search found, and what is known of how it came about. */
export interface SearchResult {
  readonly kept: KeptRows;
  readonly columns: readonly Column[];
  readonly rows: number;
  /** The rows are the results of a transforming command and no events. */
  readonly isTransforming: boolean;
  /** Events that the search found before any transforming command. */
  readonly eventCount: number;
  /** Events that the search looked at. */
  readonly scanCount: number;
  readonly messages: readonly SearchMessage[];
}

/** The place of a row of `resultSql`. */
export const PLACE = '"#1"';

/** SQL of the rows of a result under their stored names, each with its place. */
export function resultSql({ kept, columns }: Pick<SearchResult, 'kept' | 'columns'>): string {
  if ('table' in kept) return `(SELECT *, rowid AS ${PLACE} FROM ${quoteName(kept.table)})`;
  const names = storedNames(columns.map(({ name }) => name));
  const items = columns.map(
    ({ kind }, at) => `${literalOf(kept.row[at]!, kind)} AS ${quoteName(names[at]!)}`,
  );
  return `(SELECT ${[...items, `0 AS ${PLACE}`].join(', ')})`;
}

/** Frees the rows of a result. */
export async function dropResult(workbench: Workbench, { kept }: SearchResult): Promise<void> {
  if ('table' in kept) await workbench.engine.run(`DROP TABLE IF EXISTS ${quoteName(kept.table)}`);
}
