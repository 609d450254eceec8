import type { FileMark } from './file-mark';
import type { Counts, FileReport } from './file-report';

/** A last line that nothing had ended when it was read: it is read again once there is more. */
interface OpenLine {
  readonly byte: number;
  readonly line: number;
  readonly firstSerial: number;
  readonly events: number;
  readonly skippedCount: number;
  readonly warningCount: number;
}

/** A file whose events are stored, as the database remembers it. */
export interface StoredFile {
  readonly id: number;
  readonly sourcetype: string;
  /** Where the file was seen last; empty when another file lies there now. */
  readonly path: string;
  /** What its events have as `source`. */
  readonly source: string;
  readonly isPacked: boolean;
  /** Of events that searches have collected: the ids of the files that were searched. */
  readonly basis?: readonly number[];
  /** The saved search that has collected them. */
  readonly savedSearch?: string;
  readonly mark: FileMark;
  /** Names of the fields that its events have. */
  readonly columns: readonly string[];
  readonly counts: Counts;
  readonly nextLine: number;
  readonly header?: { readonly line: number; readonly text: string };
  readonly openLine?: OpenLine;
  readonly fault?: string;
  readonly lastSerial: number;
  /** Epoch seconds of the events. */
  readonly earliest: number;
  readonly latest: number;
  /** Epoch seconds of the last start that was given the file. */
  readonly askedAt: number;
}

/** Where the reading of a file goes on: behind the last line that had ended. */
export function nextByte({ openLine, mark }: StoredFile): number {
  return openLine?.byte ?? mark.bytes;
}

/** What was found in the lines of a file that had ended. */
export function endedCounts({ counts, openLine }: StoredFile): Counts {
  if (!openLine) return counts;
  return {
    events: counts.events - openLine.events,
    skipped: counts.skipped.filter(({ line }) => line < openLine.line),
    skippedCount: counts.skippedCount - openLine.skippedCount,
    warnings: counts.warnings.filter(({ line }) => line < openLine.line),
    warningCount: counts.warningCount - openLine.warningCount,
  };
}

/** The report of a stored file under the name it was given by now. */
export function reportOf(stored: StoredFile, file: string): FileReport {
  const { sourcetype, counts, fault } = stored;
  const error =
    fault === undefined ? {} : { error: `${file}: ${fault}, ${counts.events} events were read before` };
  return { file, sourcetype, ...counts, ...error };
}
