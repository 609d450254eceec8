import { type Engine, quoteName, quoteText } from '../engine/engine';
import { SEEN_JSON } from './events';
import type { Select } from './select';

/** One key of the JSON in a table, by the keys that lead to it, and what its values are. */
export interface JsonWay {
  readonly keys: readonly string[];
  readonly isText: boolean;
  readonly isList: boolean;
}

/** Objects in objects are followed no deeper than this; Zeek nests one. */
const DEEPEST = 4;

/** SQL for the JSON of an event as Splunk's automatic extraction sees it. */
export const SEEN_EVENT = `coalesce(${quoteName(SEEN_JSON)}, "_raw")`;

/** The JSON path of nested keys. */
export function jsonPath(keys: readonly string[]): string {
  return `$${keys.map((key) => `."${key.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join('')}`;
}

/** SQL for a list of JSON paths: DuckDB then reads each event once for all of them. */
export function jsonPaths(ways: readonly (readonly string[])[]): string {
  return `[${ways.map((keys) => quoteText(jsonPath(keys))).join(', ')}]`;
}

async function keysUnder(engine: Engine, events: Select, parent: readonly string[]): Promise<string[]> {
  const keys = parent.length === 0 ? SEEN_EVENT : `${SEEN_EVENT}, ${quoteText(jsonPath(parent))}`;
  const { columns } = await engine.query(
    `SELECT json_keys(${keys}) AS keys FROM (${events.sql}) GROUP BY keys ORDER BY min("_serial")`,
  );
  const sets = (columns[0] ?? []) as readonly (readonly string[] | null)[];
  return [...new Set(sets.flatMap((set) => set ?? []))];
}

async function typesOf(
  engine: Engine,
  events: Select,
  ways: readonly (readonly string[])[],
): Promise<Set<string>[]> {
  const { columns } = await engine.query(
    `SELECT DISTINCT json_type(${SEEN_EVENT}, ${jsonPaths(ways)}) FROM (${events.sql})`,
  );
  const rows = (columns[0] ?? []) as readonly (readonly (string | null)[])[];
  return ways.map((_, at) => new Set(rows.map((row) => row[at] ?? 'ABSENT')));
}

/** The keys of all events together, objects followed into, in order of first appearance; at most `limit` of each object. */
export async function jsonWays(
  engine: Engine,
  events: Select,
  limit: number,
  parent: readonly string[] = [],
): Promise<JsonWay[]> {
  const keys = (await keysUnder(engine, events, parent)).slice(0, limit);
  if (keys.length === 0) return [];
  const paths = keys.map((key) => [...parent, key]);
  const types = await typesOf(engine, events, paths);
  const ways: JsonWay[] = [];
  for (const [at, path] of paths.entries()) {
    const found = types[at]!;
    const [isObject, isList] = [found.delete('OBJECT'), found.delete('ARRAY')];
    found.delete('ABSENT');
    if (found.size > 0 || isList) ways.push({ keys: path, isText: found.size > 0, isList });
    if (isObject && path.length < DEEPEST) ways.push(...(await jsonWays(engine, events, limit, path)));
  }
  return ways;
}
