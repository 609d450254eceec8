import { useCallback, useEffect, useMemo, useState } from 'react';
import { readCollection } from '../kv/collection';
import { namedRows, numberOf, type Row, textOf } from '../search/rows';
import type { SearchState, TimeRange } from '../search/search-board';
import { useSearchBoard, useSearchState } from '../search/use-search-board';
import { type Case, type FindingRecord, joinCases, type TriageRecord } from './finding';
import { TRIAGE } from './triage';

const FINDINGS = 'smtp_watch_findings';
const ALL_TIME: TimeRange = { earliest: '0', latest: '' };
const REFRESH_MS = 60_000;
const LOOKED_UP = {
  techniques: { spl: '| inputlookup smtp_watch_attack_techniques\n| table technique_id technique tactic' },
  allowed: {
    spl: `| inputlookup smtp_watch_findings
| fields key entity detection
| eval allow_detection=detection
| \`smtp_watch_allowlist_of(entity)\`
| search allowlisted="true"
| eval allow_reason=mvjoin(allow_reason, "; ")
| table key allow_reason`,
  },
};
const LOOKED_UP_NAMES = Object.keys(LOOKED_UP);
// What a time range such as -7d@d means is the server's to say.
const BOUNDS = { bounds: { spl: '| makeresults\n| addinfo\n| table info_min_time info_max_time' } };
const BOUNDS_NAMES = Object.keys(BOUNDS);

/** A technique of MITRE ATT&CK as the app's list has it. */
export interface Technique {
  readonly name: string;
  readonly tactics: readonly string[];
}

export interface Cases {
  /** Absent until they are read for the first time. */
  readonly cases?: readonly Case[];
  /** Why there are none, or why they are those of before. */
  readonly error?: string;
  readonly techniques: ReadonlyMap<string, Technique>;
  /** Reads findings and what was said of them again; with `allowlist` also what that covers. */
  readonly reload: (what?: 'allowlist') => Promise<void>;
}

const rowsOf = (state: SearchState): readonly Row[] => (state.status === 'done' ? namedRows(state.rows) : []);

function techniquesIn(state: SearchState): ReadonlyMap<string, Technique> {
  return new Map(
    rowsOf(state).map((row) => [
      textOf(row, 'technique_id'),
      { name: textOf(row, 'technique'), tactics: textOf(row, 'tactic').split(/[\s,]+/) },
    ]),
  );
}

/** Gives the query for findings whose last time is in a range; undefined until the server has said what the range means. */
function useQueryOf(
  range: TimeRange | undefined,
): { readonly query?: object; readonly fault?: string } | undefined {
  const board = useSearchBoard(BOUNDS, BOUNDS_NAMES, range);
  const state = useSearchState(board, 'bounds');
  return useMemo(() => {
    if (range === undefined) return {};
    if (state.status === 'failed') return { fault: state.message };
    if (state.status !== 'done') return undefined;
    const [row] = namedRows(state.rows);
    const [from, to] = [numberOf(row, 'info_min_time'), numberOf(row, 'info_max_time')];
    const below = Number.isFinite(to) ? { $lt: to } : {};
    return { query: { last_time: { $gte: Number.isFinite(from) ? from : 0, ...below } } };
  }, [range, state]);
}

interface Read {
  readonly findings?: readonly FindingRecord[];
  readonly triage?: readonly TriageRecord[];
  readonly error?: string;
}

async function readBoth(query: object | undefined): Promise<Read> {
  try {
    const [findings, triage] = await Promise.all([
      readCollection<FindingRecord>(FINDINGS, query && { ...query }),
      readCollection<TriageRecord>(TRIAGE),
    ]);
    return { findings, triage };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** Gives what is read from the collections; again every minute, since the page may stay open for a day while alerts find more. */
function useRecords(asked: ReturnType<typeof useQueryOf>): readonly [Read, () => Promise<void>] {
  const [read, setRead] = useState<Read>({});
  const load = useCallback(async () => {
    if (asked === undefined) return;
    if (asked.fault !== undefined) return setRead({ error: asked.fault });
    const next = await readBoth(asked.query);
    setRead((last) => ({ ...last, ...next, ...(next.error === undefined && { error: '' }) }));
  }, [asked]);
  useEffect(() => void load(), [load]);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && load(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [load]);
  return [read, load];
}

/** Gives why the allowlist covers findings, by their keys; undefined until that is known. Those of before stay while the search runs anew. */
function useAllowed(state: SearchState): ReadonlyMap<string, string> | undefined {
  const [allowed, setAllowed] = useState<ReadonlyMap<string, string>>();
  useEffect(() => {
    if (state.status === 'done')
      setAllowed(new Map(rowsOf(state).map((row) => [textOf(row, 'key'), textOf(row, 'allow_reason')])));
    if (state.status === 'failed') setAllowed(new Map());
  }, [state]);
  return allowed;
}

const faultsOf = (states: readonly SearchState[]): readonly string[] =>
  states.flatMap((state) => (state.status === 'failed' ? [state.message] : []));

/** Gives the findings whose last time is in a range, joined with what was said of them, and what is known of techniques. */
export function useCases(range: TimeRange | undefined): Cases {
  const [{ findings, triage = [], error = '' }, load] = useRecords(useQueryOf(range));
  const board = useSearchBoard(LOOKED_UP, LOOKED_UP_NAMES, ALL_TIME);
  const techniquesState = useSearchState(board, 'techniques');
  const allowedState = useSearchState(board, 'allowed');
  const allowed = useAllowed(allowedState);
  const cases = useMemo(
    () => findings && allowed && joinCases(findings, triage, allowed),
    [findings, triage, allowed],
  );
  const techniques = useMemo(() => techniquesIn(techniquesState), [techniquesState]);
  const fault = [error, ...faultsOf([techniquesState, allowedState])].filter(Boolean).join(' ');
  const reload = useCallback(
    async (what?: 'allowlist') => {
      if (what === 'allowlist') board.rerun('allowed');
      await load();
    },
    [board, load],
  );
  return { ...(cases && { cases }), ...(fault !== '' && { error: fault }), techniques, reload };
}
