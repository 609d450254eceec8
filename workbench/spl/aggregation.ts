import { AGGREGATES, type Aggregate, aggregateNamed } from './aggregates';
import type { Argument, ArgumentReader } from './arguments';
import { type Builder, type Field, fieldValue, newField, type Relation, relationScope } from './build';
import { compileExpression } from './expression/compile';
import { ExpressionReader } from './expression/parse';
import type { Expression } from './expression/tree';
import { LIMITS } from './limits';
import { nearestHelp } from './nearest';
import type { ColumnKind } from './relation';
import { asList, asText, type Value } from './sql/value';
import { fillStars, wildcardMatch } from './wildcards';

/** One `function(field) AS name` of stats and its like. */
export interface Aggregation {
  readonly name: string;
  readonly aggregate: Aggregate;
  readonly rank: number;
  /** The field or eval expression it works on; absent when it counts rows. */
  readonly of?: string | Expression;
}

/** Commands whose functions work on every field that fits a wildcard. */
const TAKE_WILDCARDS: ReadonlySet<string> = new Set(['stats', 'eventstats']);

function readOperand(reader: ArgumentReader): string | Expression {
  const first = reader.expectText('a field');
  if (first.text.toLowerCase() !== 'eval' || !reader.trySign('(')) {
    if (first.text.includes('*') && !TAKE_WILDCARDS.has(reader.command))
      reader.fail(first, `wildcards in "${reader.command}" functions are not supported`);
    reader.expectSign(')');
    return first.text;
  }
  const { start, end } = reader.skipParenthesis();
  const expressions = new ExpressionReader(reader.source, start, end);
  const expression = expressions.expression();
  if (expressions.next.kind !== 'end') expressions.failNext('"eval" expects one expression here');
  reader.expectSign(')');
  return expression;
}

function readAlias(reader: ArgumentReader): string | undefined {
  return reader.tryWord('as') ? reader.expectText('a name after AS').text : undefined;
}

function readAggregation(reader: ArgumentReader): Aggregation {
  const word = reader.expectText('a function such as count or sum(field)');
  const known = aggregateNamed(word.text);
  if (!known) {
    const names = Object.keys(AGGREGATES).filter((name) => !name.endsWith('#'));
    return reader.fail(word, `unknown function "${word.text}"`, nearestHelp('function', word.text, names));
  }
  let of: string | Expression | undefined;
  if (reader.trySign('(')) {
    if (reader.next.text !== ')' || !known.aggregate.isFieldOptional) of = readOperand(reader);
    else reader.take();
  } else if (!known.aggregate.isFieldOptional) reader.failNext(`"(field)" after ${word.text}`);
  const written = reader.source.text.slice(word.start, reader.lastEnd).replace(/\(\s*\)$/, '');
  const start = reader.next;
  const alias = readAlias(reader);
  if (typeof of === 'string' && alias !== undefined && starsIn(of) > 0 && starsIn(of) !== starsIn(alias))
    reader.fail(start, `"${of}" and "${alias}" have not the same number of wildcards`);
  return { name: alias ?? written, ...known, ...(of !== undefined && { of }) };
}

const starsIn = (text: string): number => text.split('*').length - 1;

/** The aggregations with one for each field in place of one that has a wildcard; the fields grouped by are left out. */
export function expandWildcards(
  aggregations: readonly Aggregation[],
  input: Relation,
  by: readonly string[],
): Aggregation[] {
  const expanded = aggregations.flatMap((one): Aggregation[] => {
    const { of, name } = one;
    if (typeof of !== 'string' || !of.includes('*')) return [one];
    return input.fields.flatMap((field) => {
      const isLeftOut = by.includes(field.name) || (field.name.startsWith('_') && !of.startsWith('_'));
      const parts = isLeftOut ? undefined : wildcardMatch(field.name, of);
      return parts ? [{ ...one, of: field.name, name: fillStars(name, parts) }] : [];
    });
  });
  const last = new Map(expanded.map((one) => [one.name, one]));
  return expanded.filter((one) => last.get(one.name) === one);
}

/** The aggregations that come next, up to one of those words, an option or the end; at least one. Throws SearchError. */
export function readAggregations(reader: ArgumentReader, words: readonly string[] = ['by']): Aggregation[] {
  const until = [...words, ...reader.optionNames];
  const aggregations: Aggregation[] = [];
  do {
    const word = reader.next;
    if (until.includes(word.text.toLowerCase())) reader.failNext('a function such as count or sum(field)');
    const aggregation = readAggregation(reader);
    if (aggregations.some(({ name }) => name === aggregation.name)) {
      reader.fail(word, `"${aggregation.name}" is asked for twice`);
    }
    aggregations.push(aggregation);
    reader.trySign(',');
  } while (!reader.isAtEnd && !until.includes(reader.next.text.toLowerCase()));
  return aggregations;
}

/** Fails at a field to group by that a function has the name of. */
export function refuseClash(
  reader: ArgumentReader,
  aggregations: readonly Aggregation[],
  by: readonly Argument[],
): void {
  const clash = by.find(({ text }) => aggregations.some(({ name }) => name === text));
  if (clash)
    reader.fail(clash, `"${clash.text}" is the name of a function's result and of a field to group by`);
}

/** Functions, what they are grouped by and options, which may stand between them. Throws SearchError. */
export function readGrouped(reader: ArgumentReader): {
  aggregations: Aggregation[];
  by: Argument[];
  options: ReadonlyMap<string, Argument>;
} {
  reader.options();
  const aggregations = readAggregations(reader);
  reader.options();
  const by = reader.tryWord('by') ? reader.expectFieldNames(reader.optionNames) : [];
  const options = reader.options();
  reader.expectEnd();
  if (reader.command === 'stats') refuseClash(reader, aggregations, by);
  return { aggregations, by, options };
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

const SQL_TYPES: Record<ColumnKind, string> = { text: 'VARCHAR', number: 'DOUBLE', list: 'VARCHAR[]' };

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
  for (const {
    name,
    aggregate: { kind },
  } of aggregations)
    fields.push(newField(name, kind, fields));
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
    from: builder.step(command, `SELECT ${items.join(', ')} FROM ${rows.from}${group}`),
    fields,
    order: hidden,
    hidden,
    isTransformed: true,
  };
}
