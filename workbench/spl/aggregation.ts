import { SQL_TYPES } from '../engine/sql-types';
import type { Aggregate } from './aggregate';
import { AGGREGATES } from './aggregates';
import { type Builder, type Field, fieldValue, newField, type Relation, relationScope } from './build';
import { compileExpression } from './expression/compile';
import type { Expression } from './expression/tree';
import { LIMITS } from './limits';
import type { ColumnKind } from './relation';
import { asList, asText, type Value } from './sql/value';

/** One `function(field) AS name` of stats and its like. */
export interface Aggregation {
  readonly name: string;
  readonly aggregate: Aggregate;
  readonly rank: number;
  /** The field or eval expression it works on; absent when it counts rows. */
  readonly of?: string | Expression;
}

/** The kind of column that an aggregation over the rows of a relation gives. Throws SearchError. */
export function aggregationKind(
  { aggregate, of }: Aggregation,
  input: Relation,
  builder: Builder,
): ColumnKind {
  const keepsKind = aggregate.keepsNumbers && operandValue(of, input, builder).kind === 'number';
  return keepsKind ? 'number' : aggregate.kind;
}

/** SQL of an aggregation over the rows of a relation, or over those of a window in it. Throws SearchError. */
export function aggregationSql(
  { aggregate, rank, of }: Aggregation,
  input: Relation,
  builder: Builder,
  { over = '', isWhole = false }: { readonly over?: string; readonly isWhole?: boolean } = {},
): string {
  const value = operandValue(of, input, builder);
  if (value.kind === 'absent') {
    return aggregate.empty === '0' ? '0::DOUBLE' : `CAST(NULL AS ${SQL_TYPES[aggregate.kind]})`;
  }
  const time = fieldValue(input, '_time');
  return aggregate.sql({
    value,
    order: input,
    rank,
    over,
    isWhole,
    time: time.kind === 'number' ? time.sql : undefined,
  });
}

function operandValue(of: Aggregation['of'], input: Relation, builder: Builder): Value {
  if (of === undefined) return { sql: '*', kind: 'text' };
  if (typeof of === 'string') return fieldValue(input, of);
  const value = compileExpression(of, relationScope(input, builder));
  return value.kind === 'condition' ? value : { ...value, sql: `(${value.sql})` };
}

/** A field that rows are grouped by, and the SQL of its value in a row that has but one. */
export interface GroupKey {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly sql: string;
}

/** The rows with one row for each value of the multivalue fields among the keys, and the keys' SQL over them. */
export function groupKeys(
  command: string,
  input: Relation,
  builder: Builder,
  names: readonly string[],
): { rows: Relation; keys: GroupKey[] } {
  let rows = input;
  const keys = names.map((name, at): GroupKey => {
    const value = fieldValue(input, name);
    if (value.kind === 'number') return { name, kind: 'number', sql: value.sql };
    if (value.kind !== 'list') return { name, kind: 'text', sql: asText(value) };
    const sql = `"#key${at}"`;
    rows = {
      ...rows,
      from: builder.step(`${command}_each`, `SELECT *, unnest(${value.sql}) AS ${sql} FROM ${rows.from}`),
    };
    return { name, kind: 'text', sql };
  });
  return { rows, keys };
}

/** Warns in Splunk's words when a list has more values than are kept. */
function warnOfCut(
  command: string,
  rows: Relation,
  builder: Builder,
  { of, name }: Aggregation,
  group: string,
): void {
  const value = operandValue(of, rows, builder);
  if (value.kind === 'absent' || value.kind === 'condition') return;
  const isCut = `sum(len(${asList(value)})) > ${LIMITS.listValues.value}`;
  const from = builder.step(`${command}_cut`, `SELECT 1 AS "#cut" FROM ${rows.from}${group} HAVING ${isCut}`);
  const field = typeof of === 'string' ? of : name;
  builder.warnAbove(
    { ...rows, from },
    0,
    () =>
      `'${command}' command: limit for values of field '${field}' reached. Some values may have been truncated or ignored.`,
  );
}

/** One row for each group of rows, with the keys first and the aggregations behind them, in order of the keys. */
export function aggregate(
  command: string,
  input: Relation,
  builder: Builder,
  by: readonly string[],
  aggregations: readonly Aggregation[],
): Relation {
  const { rows, keys } = groupKeys(command, input, builder, by);
  const fields: Field[] = [];
  for (const { name, kind } of keys) fields.push(newField(name, kind, fields));
  for (const one of aggregations)
    fields.push(newField(one.name, aggregationKind(one, rows, builder), fields));
  const sqls = [
    ...keys.map(({ sql }) => sql),
    ...aggregations.map((one) => aggregationSql(one, rows, builder, { isWhole: keys.length === 0 })),
  ];
  const order = keys.map((key, at) => `${key.sql} AS "#${at + 1}"`);
  const none = sqls.length === 0 ? ['any_value(NULL) AS "#none"'] : [];
  const items = [...none, ...sqls.map((sql, at) => `${sql} AS ${fields[at]!.sql}`), ...order];
  const present = keys.map(({ sql }) => `${sql} IS NOT NULL`).join(' AND ');
  const group =
    keys.length === 0 ? '' : ` WHERE ${present} GROUP BY ${keys.map(({ sql }) => sql).join(', ')}`;
  const hidden = keys.map((_, at) => `"#${at + 1}"`);
  for (const one of aggregations)
    if (one.aggregate === AGGREGATES['list']) warnOfCut(command, rows, builder, one, group);
  return {
    from: builder.step(
      command,
      `SELECT ${items.join(', ')} FROM ${rows.from}${group}`,
      keys.length === 0 ? 1 : undefined,
    ),
    fields,
    order: hidden,
    hidden,
    isTransformed: true,
  };
}
