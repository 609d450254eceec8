import { useMemo } from 'react';
import { namedRows, numberOf, type Row, textOf } from '../search/rows';
import type { SearchBoard, SearchState, TimeRange } from '../search/search-board';
import { useSearchBoard, useSearchState } from '../search/use-search-board';
import { COMMANDS_RUN, SHOWN_BY_SOURCE, SOURCES } from './source-searches';

/** A sourcetype that the app reads and that is there. */
export interface Source {
  readonly name: string;
  readonly events: number;
  /** Epoch seconds. */
  readonly first: number;
  readonly last: number;
}

const SEARCHES = { sources: { spl: SOURCES }, commands: { spl: COMMANDS_RUN } };
const EVIDENCE = { shown: { spl: SHOWN_BY_SOURCE } };
const NAMES = Object.keys(SEARCHES);
const EVIDENCE_NAMES = Object.keys(EVIDENCE);
const ALL_TIME: TimeRange = { earliest: '0', latest: '' };
/** What is read of the events themselves: all of a small log, a day of a large one. */
const MOST_EVENTS = 1_000_000;
const DAY_SECONDS = 86_400;

function readSource(row: Row): Source {
  return {
    name: textOf(row, 'sourcetype'),
    events: numberOf(row, 'events'),
    first: numberOf(row, 'first_time'),
    last: numberOf(row, 'last_time'),
  };
}

/** Gives what of the log is to be read: all of it when it is small, else its last day; undefined when there is none. */
export function readRange(sources: readonly Source[]): TimeRange | undefined {
  if (sources.length === 0) return undefined;
  const events = sources.reduce((sum, source) => sum + source.events, 0);
  const first = Math.min(...sources.map((source) => source.first));
  const last = Math.max(...sources.map((source) => source.last));
  const earliest = events > MOST_EVENTS ? Math.max(first, last - DAY_SECONDS) : first;
  return { earliest: String(Math.floor(earliest)), latest: String(Math.floor(last) + 1) };
}

/** What there is of logs. */
export interface Log {
  readonly board: SearchBoard;
  readonly sourcesState: SearchState;
  readonly sources: readonly Source[] | undefined;
  /** What is read of the events themselves. */
  readonly range: TimeRange | undefined;
  readonly evidenceBoard: SearchBoard;
  readonly shownState: SearchState;
  /** What the events of each sourcetype show (numbers by kind of evidence); empty when there are none. */
  readonly shown: readonly Row[] | undefined;
  readonly commandsState: SearchState;
}

/** Asks once for all sections which logs there are, what they show, and whether the search commands run. */
export function useLog(): Log {
  const board = useSearchBoard(SEARCHES, NAMES, ALL_TIME);
  const sourcesState = useSearchState(board, 'sources');
  const commandsState = useSearchState(board, 'commands');
  const sources = useMemo(
    () => (sourcesState.status === 'done' ? namedRows(sourcesState.rows).map(readSource) : undefined),
    [sourcesState],
  );
  const range = useMemo(() => sources && readRange(sources), [sources]);
  const evidenceBoard = useSearchBoard(EVIDENCE, EVIDENCE_NAMES, range);
  const shownState = useSearchState(evidenceBoard, 'shown');
  const shown = useMemo(() => {
    if (sources?.length === 0) return [];
    return shownState.status === 'done' ? namedRows(shownState.rows) : undefined;
  }, [sources, shownState]);
  return { board, sourcesState, sources, range, evidenceBoard, shownState, shown, commandsState };
}
