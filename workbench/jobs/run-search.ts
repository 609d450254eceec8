import { quoteName } from '../engine/engine';
import { orderBy, type Relation, type Stage } from '../spl/build';
import { NOTHING } from '../spl/events';
import { parseProgram } from '../spl/program';
import { storedNames } from '../spl/relation';
import { parseTimeBound } from '../spl/time/relative';
import { runExternal } from './external-command';
import type { ExternalCall } from './external-conversation';
import { guardedDatabase } from './guarded-database';
import { knowledgeOf } from './knowledge';
import type { MemoryGuard } from './memory-guard';
import { NoPreview, UserFault, worded } from './search-fault';
import { type KeptRows, PLACE, resultSql, type SearchResult } from './search-result';
import { type Runner, SearchRun } from './search-run';
import { type Executed, storeResult } from './store-result';
import type { Workbench } from './workbench';

export { SearchError } from '../spl/search-error';
export { readRows } from './read-rows';
export { dropResult, type SearchResult } from './search-result';

/** How far a search is: the command that runs, and how many there are. */
export interface SearchProgress {
  readonly command: string;
  readonly stage: number;
  readonly stages: number;
}

export interface SearchRequest {
  readonly spl: string;
  /** Epoch seconds or a relative time; times in the search itself come before them. */
  readonly earliest?: string | number;
  readonly latest?: string | number;
  /** What now() and relative times mean, in epoch seconds; the clock's time when absent. */
  readonly now?: number;
  /** The saved search that this is a run of. */
  readonly savedSearch?: string;
  /** The result that a post-process search goes on from. */
  readonly base?: SearchResult;
  readonly signal?: AbortSignal;
  /** Rows that the result keeps; all when absent. */
  readonly maxRows?: number;
  /** Events that the search goes on with, the newest; all when absent. */
  readonly maxEvents?: number;
  /** Ends the search when it takes too much. */
  readonly guard?: MemoryGuard;
  /** The search shows what is to be expected, over some of the events: nothing is written, no program started. */
  readonly isPreview?: boolean;
  readonly onProgress?: (progress: SearchProgress) => void;
  /** Takes the lines of the search log: what commands write to standard error. */
  readonly onLog?: (line: string) => void;
}

/** Throws SearchError when the search cannot run: for its syntax, or for what it names. */
export function checkSearch(workbench: Workbench, spl: string): void {
  parseProgram(spl, knowledgeOf(workbench));
}

function boundOf(name: string, bound: string | number | undefined, now: number): number | undefined {
  if (bound === undefined || bound === '') return undefined;
  const time = parseTimeBound(String(bound), now);
  if (time !== undefined) return time;
  throw new UserFault(`${name} is "${bound}", expected epoch seconds, now or a relative time such as -24h@h`);
}

function setRange(run: SearchRun, { earliest, latest }: SearchRequest): void {
  const from = boundOf('earliest', earliest, run.now);
  const to = boundOf('latest', latest, run.now);
  run.giveRange({
    ...(from !== undefined && from !== 0 && { earliest: from }),
    ...(to !== undefined && { latest: to }),
  });
}

/** The rows of an earlier result, to go on from. */
function baseRelation(base: SearchResult): Relation {
  const stored = storedNames(base.columns.map((column) => column.name));
  const fields = base.columns.map((column, at) => ({ ...column, sql: quoteName(stored[at]!) }));
  return {
    from: resultSql(base),
    fields,
    order: [PLACE],
    hidden: [PLACE],
    isTransformed: base.isTransforming,
  };
}

async function runStage(
  call: Omit<ExternalCall, 'external'>,
  stage: Stage,
  relation: Relation,
): Promise<Relation> {
  if (stage.kind === 'step') return stage.step(relation, call.run);
  // commands.conf.spec: run_in_preview is false by default.
  if (call.run.isPreview)
    throw new NoPreview(`there is no preview: "${stage.command}" is not run in previews`);
  return runExternal({ ...call, external: await stage.external(call.run) }, relation);
}

/** Of events, no more than so many; a warning says so when there are more. */
function newestEvents(run: SearchRun, relation: Relation, most: number): Relation {
  if (relation.isTransformed) return relation;
  run.warnAbove(
    relation,
    most,
    () => `Search auto-finalized after ${most} events (auto_finalize_ec): older events were not looked at.`,
  );
  return {
    ...relation,
    from: run.step('newest', `SELECT * FROM ${relation.from}${orderBy(relation)} LIMIT ${most}`),
  };
}

async function execute(call: Omit<ExternalCall, 'external'>, request: SearchRequest): Promise<Executed> {
  const { run, program } = call;
  let relation = request.base ? baseRelation(request.base) : NOTHING;
  let events = run.snapshot(relation);
  for (const [at, stage] of program.stages.entries()) {
    request.onProgress?.({ command: stage.command, stage: at, stages: program.stages.length });
    relation = await runStage(call, stage, relation);
    if (at === 0 && request.maxEvents !== undefined)
      relation = newestEvents(run, relation, request.maxEvents);
    if (!relation.isTransformed) events = run.snapshot(relation);
  }
  return { relation, events };
}

/** Carries out searches in brackets. */
function innerRunner(workbench: Workbench): Runner {
  return async (run, program, from) => {
    let relation = from;
    for (const stage of program.stages)
      relation = await runStage({ run, workbench, program }, stage, relation);
    return relation;
  };
}

/**
 * Runs a search over what is loaded, its commands in the database and in processes of their own. Throws SearchError
 * for a fault in the search's text, and an Error with one sentence when a command fails or the signal is aborted.
 */
export async function runSearch(workbench: Workbench, request: SearchRequest): Promise<SearchResult> {
  const program = parseProgram(request.spl, knowledgeOf(workbench));
  const { guard, maxRows, base } = request;
  const controller = new AbortController();
  const signal = request.signal ? AbortSignal.any([request.signal, controller.signal]) : controller.signal;
  const watch = guard?.watch(controller);
  const run = new SearchRun(workbench, request.now ?? Date.now() / 1000, innerRunner(workbench), {
    signal,
    onLog: request.onLog,
    isPreview: request.isPreview === true,
    savedSearch: request.savedSearch,
    ...(guard && { database: guardedDatabase(workbench.engine, guard, controller) }),
  });
  let kept: KeptRows | undefined;
  try {
    setRange(run, request);
    const result = await storeResult(run, await execute({ run, workbench, program }, request), {
      base,
      maxRows,
    });
    kept = result.kept;
    return result;
  } catch (error) {
    throw worded(error, signal);
  } finally {
    watch?.stop();
    await run.dropAllBut(kept);
  }
}
