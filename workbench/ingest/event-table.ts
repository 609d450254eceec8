import type { Column } from '../spl/relation';

/** The events of one sourcetype. */
export interface EventTable {
  /** SQL to stand after FROM, which gives those of the columns under their stored names. */
  from(columns: readonly Column[]): string;
  readonly sourcetype: string;
  readonly columns: readonly Column[];
  /** Fields that all of the events have alike. */
  readonly shared: ReadonlyMap<string, string>;
  readonly events: number;
  /** Epoch seconds. */
  readonly earliest: number;
  readonly latest: number;
}
