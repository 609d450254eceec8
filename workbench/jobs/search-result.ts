import { quoteName } from '../engine/engine';
import type { Column } from '../spl/relation';
import type { Workbench } from './workbench';

export interface SearchMessage {
  readonly type: 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
  readonly text: string;
}

/** The rows of a search, in their order in a table of their own, and what is known of how they came about. */
export interface SearchResult {
  /** The SQL table; it stores the columns under their stored names, its `rowid` is the place in the result. */
  readonly table: string;
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

/** Frees the rows of a result. */
export async function dropResult(workbench: Workbench, result: SearchResult): Promise<void> {
  await workbench.engine.run(`DROP TABLE IF EXISTS ${quoteName(result.table)}`);
}
