import type { Row } from './csv';
import type { Format } from './formats';
import type { RefreshFormat } from './refresh';
import type { SourceName } from './sources';

/** What of a list comes from one file of a source, with the cells that all its rows share. */
export interface Part {
  readonly source: SourceName;
  readonly file: string;
  readonly format: Format;
  readonly cells: Row;
}

/** A file that brings the facts of a list up to date whenever it lies in the folder of the sources. */
interface Refresh {
  readonly source: SourceName;
  readonly file: string;
  readonly format: RefreshFormat;
}

/** What the cells of the first column are; an entry of a source that is none is left out. */
export type Kind = 'domain' | 'extension' | 'network' | 'text';

/** One reference list: `lookups/smtp_watch_<name>.csv`. */
export interface List {
  readonly name: string;
  readonly what: string;
  readonly columns: readonly string[];
  /** The columns that tell rows apart; the rows are sorted by them. */
  readonly key: readonly string[];
  readonly kind: Kind;
  /** What the app's own facts (tools/lookups/facts/<name>.csv) rest on; absent where there are none. They come before the sources. */
  readonly facts?: string;
  readonly refresh?: Refresh;
  /** Entries of sources that do not belong to the list, whatever the source says. */
  readonly except?: readonly string[];
  /** Of parts that hold the same key the first one counts. */
  readonly parts: readonly Part[];
  /** The row with the cells that follow from others, none where it does not belong to the list. */
  readonly derive?: (row: Row) => Row[];
}
