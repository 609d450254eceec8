import type { SourcetypeProps } from '../conf/props';
import { quoteName } from '../engine/engine';
import { compileSetting } from './evaluate';
import { converted } from './event-catalog';
import { BASE_COLUMNS } from './events';
import { extract } from './extract';
import { extractJson } from './json-fields';
import type { JsonWay } from './json-shape';
import { extractPairs } from './pairs';
import { extend, type Made, project, type Select, sqlName } from './select';

function aliased(select: Select, props: SourcetypeProps): Select {
  const made = props.aliases.flatMap(({ from, to, isNewOnly }): Made[] => {
    const column = select.columns.find(({ name }) => name === from);
    const known = isNewOnly ? select.columns.find(({ name }) => name === to) : undefined;
    if (!column) return [];
    if (!known) return [{ name: to, kind: column.kind, sql: sqlName(select, from)! }];
    const kind = [column.kind, known.kind].includes('list') ? 'list' : 'text';
    const sql = [known, column].map((one) => converted(sqlName(select, one.name)!, one.kind, kind));
    return [{ name: to, kind, sql: `coalesce(${sql.join(', ')})` }];
  });
  return extend(select, made);
}

/** A field is text to Splunk: a whole number is written without a fraction. */
function asField(kind: string, sql: string): Pick<Made, 'kind' | 'sql'> {
  if (kind === 'list') return { kind: 'list', sql };
  if (kind !== 'number') return { kind: 'text', sql: `CAST(${sql} AS VARCHAR)` };
  const whole = `CAST(CAST(${sql} AS BIGINT) AS VARCHAR)`;
  return {
    kind: 'text',
    sql: `CASE WHEN ${sql} = trunc(${sql}) THEN ${whole} ELSE CAST(${sql} AS VARCHAR) END`,
  };
}

/** DuckDB does not notice a repeated CASE, so what several settings have in common is carried along and made once. */
function sharing(select: Select, made: readonly Made[]): Select {
  const uses = (sql: string): number => made.filter((other) => other.sql === sql).length;
  const shared = [...new Set(made.map(({ sql }) => sql))].filter((sql) => uses(sql) > 1);
  const name = (sql: string): string => `#shared${shared.indexOf(sql)}`;
  const carrying = extend(
    select,
    [],
    shared.map((sql) => ({ name: name(sql), sql })),
  );
  return extend(
    carrying,
    made.map((one) => (shared.includes(one.sql) ? { ...one, sql: quoteName(name(one.sql)) } : one)),
  );
}

/** All EVAL- settings read the fields as they were before any of them (props.conf.spec: "in parallel"). */
function evaluated(select: Select, props: SourcetypeProps): Select {
  const made = props.evals.map((setting): Made => {
    const { kind, sql } = compileSetting(setting, select.columns);
    return { name: setting.field, ...asField(kind, sql) };
  });
  return sharing(select, made);
}

/** What automatic extraction finds in the events: the keys of their JSON, or of `key=value` pairs. */
export interface FoundFields {
  readonly ways: readonly JsonWay[];
  readonly keys: readonly string[];
}

/** The events with the fields that a search sees: EXTRACT- and REPORT-, then KV_MODE, FIELDALIAS- and EVAL-, in Splunk's order. */
export function searchTimeFields(events: Select, props: SourcetypeProps, found: FoundFields): Select {
  const reported = extract(events, props.extractions);
  const withJson = found.ways.length === 0 ? reported : extractJson(reported, found.ways);
  const withPairs = extractPairs(withJson, found.keys);
  const all = evaluated(aliased(withPairs, props), props);
  const extracted = all.columns.filter(({ name }) => !BASE_COLUMNS.some((base) => base.name === name));
  return project(all, [...BASE_COLUMNS, ...extracted]);
}
