import { Interrupted, quoteName } from '../engine/engine';
import type { Relation, Stage } from '../spl/build';
import { NOTHING } from '../spl/events';
import { formattedRows } from '../spl/field-formats';
import { parseProgram } from '../spl/program';
import { type Column, storedNames } from '../spl/relation';
import { SearchError } from '../spl/search-error';
import { parseTimeBound } from '../spl/time/relative';
import { CommandFailure, runExternal } from './external-command';
import type { ExternalCall } from './external-conversation';
import { knowledgeOf } from './knowledge';
import type { SearchResult } from './search-result';
import { type Runner, SearchRun, type Snapshot } from './search-run';
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
  /** The result that a post-process search goes on from. */
  readonly base?: SearchResult;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SearchProgress) => void;
  /** Takes the lines of the search log: what commands write to standard error. */
  readonly onLog?: (line: string) => void;
}

/** Throws SearchError when the search cannot run: for its syntax, or for what it names. */
export function checkSearch(workbench: Workbench, spl: string): void {
  parseProgram(spl, knowledgeOf(workbench));
}

/** Says that what the caller asked for cannot be. */
class UserFault extends Error {}

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
  const from = `(SELECT *, rowid AS "#1" FROM ${quoteName(base.table)})`;
  return { from, fields, order: ['"#1"'], hidden: ['"#1"'], isTransformed: base.isTransforming };
}

/** Names that DuckDB tells apart only by number are given anew once some of the fields are gone. */
async function renameStored(
  run: SearchRun,
  table: string,
  from: readonly string[],
  to: readonly string[],
): Promise<void> {
  for (const [at, name] of from.entries()) {
    if (name !== to[at]) {
      await run.engine.run(
        `ALTER TABLE ${quoteName(table)} RENAME COLUMN ${quoteName(name)} TO ${quoteName(to[at]!)}`,
      );
    }
  }
}

/** Of events, the fields that any event has: one that none has is no field of the result. */
async function presentColumns(run: SearchRun, table: string, columns: readonly Column[]): Promise<Column[]> {
  if (columns.length === 0) return [];
  const stored = storedNames(columns.map((column) => column.name));
  const counts = stored.map((name) => `count(${quoteName(name)})`).join(', ');
  const [row = []] = await run.query(`SELECT ${counts} FROM ${quoteName(table)}`);
  const present = columns.filter((_, at) => row[at] !== 0);
  if (present.length === 0) return [];
  for (const [at, name] of stored.entries()) {
    if (row[at] === 0) await run.engine.run(`ALTER TABLE ${quoteName(table)} DROP COLUMN ${quoteName(name)}`);
  }
  const kept = stored.filter((_, at) => row[at] !== 0);
  await renameStored(run, table, kept, storedNames(present.map((column) => column.name)));
  return present;
}

interface Executed {
  readonly relation: Relation;
  /** The rows as they were before the first transforming command. */
  readonly events: Snapshot;
}

async function runStage(
  call: Omit<ExternalCall, 'external'>,
  stage: Stage,
  relation: Relation,
): Promise<Relation> {
  if (stage.kind === 'step') return stage.step(relation, call.run);
  return runExternal({ ...call, external: stage.external }, relation);
}

async function execute(call: Omit<ExternalCall, 'external'>, request: SearchRequest): Promise<Executed> {
  const { run, program } = call;
  let relation = request.base ? baseRelation(request.base) : NOTHING;
  let events = run.snapshot(relation);
  for (const [at, stage] of program.stages.entries()) {
    request.onProgress?.({ command: stage.command, stage: at, stages: program.stages.length });
    relation = await runStage(call, stage, relation);
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

async function resultOf(
  run: SearchRun,
  { relation: found, events }: Executed,
  base: SearchResult | undefined,
): Promise<SearchResult> {
  const relation = formattedRows(found, run);
  const { fields, isTransformed } = relation;
  const table = await run.store(relation);
  let columns = fields.map(({ name, kind }): Column => ({ name, kind }));
  if (!isTransformed) columns = await presentColumns(run, table, columns);
  const rows = await run.count({ steps: [], from: quoteName(table) });
  const eventCount = base?.eventCount ?? (isTransformed ? await run.count(events) : rows);
  const scanCount = base?.scanCount ?? run.tables.reduce((sum, { events: loaded }) => sum + loaded, 0);
  await run.warnOfCuts();
  return {
    table,
    columns,
    rows,
    isTransforming: isTransformed,
    eventCount,
    scanCount,
    messages: run.messages,
  };
}

/** What a caller can be told of a fault: never the database's own words, which are about SQL that no one wrote. */
function worded(error: unknown, signal: AbortSignal | undefined): Error {
  if (signal?.aborted) return new Interrupted();
  if (error instanceof SearchError || error instanceof CommandFailure || error instanceof UserFault)
    return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const isMemory = /^Out of Memory/i.test(cause.message);
  const sentence = isMemory
    ? 'search needs more memory than there is'
    : 'search could not be carried out by the workbench';
  return new Error(sentence, { cause });
}

/**
 * Runs a search over what is loaded, its commands in the database and in processes of their own. Throws SearchError
 * for a fault in the search's text, and an Error with one sentence when a command fails or the signal is aborted.
 */
export async function runSearch(workbench: Workbench, request: SearchRequest): Promise<SearchResult> {
  const program = parseProgram(request.spl, knowledgeOf(workbench));
  const run = new SearchRun(workbench, request.now ?? Date.now() / 1000, innerRunner(workbench), {
    signal: request.signal,
    onLog: request.onLog,
  });
  let kept: string | undefined;
  try {
    setRange(run, request);
    const result = await resultOf(run, await execute({ run, workbench, program }, request), request.base);
    kept = result.table;
    return result;
  } catch (error) {
    throw worded(error, request.signal);
  } finally {
    await run.dropAllBut(kept);
  }
}
