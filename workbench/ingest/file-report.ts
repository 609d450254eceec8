import type { LineNote } from './lines';

/** What was found in lines. Lists hold the first 100 lines; counts hold them all. */
export interface Counts {
  readonly events: number;
  /** Lines that are no event. */
  readonly skipped: readonly LineNote[];
  readonly skippedCount: number;
  /** Lines that are events although something was wrong with them. */
  readonly warnings: readonly LineNote[];
  readonly warningCount: number;
}

/** What became of one file. */
export interface FileReport extends Counts {
  readonly file: string;
  readonly sourcetype?: string;
  /** What is wrong with the file as a whole. */
  readonly error?: string;
  /** All of it was loaded before, and nothing had to be read now. */
  readonly isKnown?: boolean;
  /** Another of the files, which begins with all of this one: its events count once. */
  readonly sameAs?: string;
}

/** How many notes about lines are kept of a file. */
export const NOTE_LIMIT = 100;

export const NOTHING_FOUND: Counts = {
  events: 0,
  skipped: [],
  skippedCount: 0,
  warnings: [],
  warningCount: 0,
};

function byLine(notes: readonly LineNote[]): LineNote[] {
  return notes.toSorted((left, right) => left.line - right.line).slice(0, NOTE_LIMIT);
}

/** What was found in the lines of both. */
export function addCounts(one: Counts, other: Counts): Counts {
  return {
    events: one.events + other.events,
    skipped: byLine([...one.skipped, ...other.skipped]),
    skippedCount: one.skippedCount + other.skippedCount,
    warnings: byLine([...one.warnings, ...other.warnings]),
    warningCount: one.warningCount + other.warningCount,
  };
}
