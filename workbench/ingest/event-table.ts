import type { Column } from '../spl/relation';

/** The events of one sourcetype: SQL to stand after FROM, whose columns are their fields. */
export interface EventTable {
  readonly from: string;
  readonly sourcetype: string;
  readonly columns: readonly Column[];
  readonly events: number;
  /** Epoch seconds. */
  readonly earliest: number;
  readonly latest: number;
}
