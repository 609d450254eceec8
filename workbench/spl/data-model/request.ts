import type { DataModel } from '../../conf/datamodels';
import type { Dataset } from '../../conf/dataset';
import type { Relation } from '../build';

/** What of a dataset is asked for, and by whom. */
export interface DatasetRequest {
  readonly model: DataModel;
  readonly dataset: Dataset;
  /** Whether the search sees a field by that name. */
  isSeen(field: string): boolean;
  /** Points at the place where the dataset is named. */
  fail(sentence: string): never;
}

/** A field of a dataset: its own name, and the lineage of the dataset that it belongs to. */
interface DatasetField {
  readonly name: string;
  readonly lineage: string;
}

/** The rows of a dataset, with all that its fields are made of. */
export interface DatasetRows {
  readonly rows: Relation;
  readonly fields: readonly DatasetField[];
  /** SQL conditions that a row is of the dataset or of one below it, by lineage. */
  readonly conditions: ReadonlyMap<string, string>;
}
