import { quoteText } from '../engine/quote';
import { type Builder, type Field, fieldValue, type LookupTable, newField, type Relation } from './build';
import { distinctValues, keySql, keysOf, type LookupKey, type LookupPair } from './lookup-keys';
import { cellMatches, isExact, LOOKUP_ROW, matchableRows } from './lookup-match';
import { asKind, commonKind, nonEmpty, type Value } from './sql/value';

export interface LookupRequest {
  readonly table: LookupTable;
  readonly inputs: readonly LookupPair[];
  readonly outputs: readonly LookupPair[];
  /** An event keeps the output fields that it has (OUTPUTNEW). */
  readonly keepsOld: boolean;
}

const outputName = (at: number): string => `"#o${at}"`;

/** What of the lookup a combination of values meets: where the rows come from, and their cells of the output fields. */
interface Met {
  readonly from: string;
  readonly cells: readonly string[];
}

async function matchedRows(
  { table, inputs, outputs }: LookupRequest,
  keys: readonly LookupKey[],
  each: string,
  values: string,
  builder: Builder,
): Promise<Met> {
  const fields = inputs.map(({ field }) => field);
  const rows = await matchableRows(table, fields, builder);
  const join = table.rules.leastMatches > 0 ? 'LEFT JOIN' : 'JOIN';
  const on = keys.map(({ pair, single }, at) => cellMatches(table, pair.field, at, single)).join(' AND ');
  const from = `${values} ${join} ${rows} ON ${on}`;
  if (fields.every(({ kind }) => kind !== 'list'))
    return { from, cells: outputs.map(({ field }) => field.sql) };
  // Several values of one cell may meet the same value of an event.
  const cells = outputs.map(({ field }, at) => `${field.sql} AS ${outputName(at)}`);
  const list = [each, LOOKUP_ROW, ...cells].join(', ');
  const met = builder.step('lookup_met', `SELECT DISTINCT ON (${each}, ${LOOKUP_ROW}) ${list} FROM ${from}`);
  return { from: met, cells: outputs.map((_, at) => outputName(at)) };
}

/** The list of an output field's values over the rows that were met, as many as count, filled up to the least number of matches. */
function outputList({ rules }: LookupTable, { kind }: Field, met: string): string {
  const { leastMatches, mostMatches, defaultMatch } = rules;
  const cell = kind === 'list' ? `coalesce(${met}, [])` : met;
  const all = `coalesce(list(${cell} ORDER BY ${LOOKUP_ROW}) FILTER (${LOOKUP_ROW} IS NOT NULL), [])`;
  const cells = `(${all})[1:${mostMatches}]`;
  const list = kind === 'list' ? `flatten(${cells})` : cells;
  if (leastMatches === 0) return list;
  const missing = `greatest(${leastMatches} - least(count(${LOOKUP_ROW}), ${mostMatches}), 0)`;
  return `list_concat(${list}, list_resize([]::VARCHAR[], ${missing}, nullif(${quoteText(defaultMatch)}, '')))`;
}

/** For each combination of values the lists of what the lookup says of it, in the order of values and of the file. */
async function foundRows(
  request: LookupRequest,
  keys: readonly LookupKey[],
  input: Relation,
  builder: Builder,
): Promise<string> {
  const { outputs, table } = request;
  const values = distinctValues(keys, input, builder);
  const names = keys.map(({ key }) => key);
  const positions = keys.flatMap(({ position }) => position || []);
  const each = [...names, ...positions].join(', ');
  const { from, cells } = await matchedRows(request, keys, each, values, builder);
  const lists = outputs.map(
    ({ field }, at) => `${outputList(table, field, cells[at] ?? '')} AS ${outputName(at)}`,
  );
  const found = builder.step(
    'lookup_lists',
    `SELECT ${[each, ...lists].join(', ')} FROM ${from} GROUP BY ${each}`,
  );
  if (positions.length === 0) return found;
  const joined = outputs.map(
    (_, at) => `flatten(list(${outputName(at)} ORDER BY ${positions.join(', ')})) AS ${outputName(at)}`,
  );
  const grouped = names.join(', ');
  return builder.step(
    'lookup_joined',
    `SELECT ${[grouped, ...joined].join(', ')} FROM ${found} GROUP BY ${grouped}`,
  );
}

/** Whether no event can meet more than one row, so that output fields which are texts in the lookup stay texts. */
async function isSingle(
  { table, inputs }: LookupRequest,
  keys: readonly LookupKey[],
  builder: Builder,
): Promise<boolean> {
  const { mostMatches, leastMatches, mindsCase } = table.rules;
  if (leastMatches > 1 || keys.some(({ position }) => position !== '')) return false;
  if (mostMatches === 1) return true;
  const fields = inputs.map(({ field }) => field);
  if (!isExact(table, fields)) return false;
  const cells = fields.map(({ sql }) => (mindsCase ? sql : `lower(${sql})`)).join(', ');
  const [[unique] = []] = await builder.query(
    `SELECT count(*) = count(DISTINCT row(${cells})) FROM ${table.from}`,
  );
  return unique === true;
}

/** What a lookup says, or the old value where that stays. An element of a list that is NULL has no type in DuckDB. */
function outputValue(list: string, single: boolean, old: Value, staysOld: string): Value {
  const found: Value = single
    ? { sql: `CAST(${list}[1] AS VARCHAR)`, kind: 'text' }
    : { sql: nonEmpty(list), kind: 'list' };
  if (old.kind === 'absent') return found;
  const kind = commonKind([old, found, { sql: '', kind: 'text' }]);
  return { sql: `CASE WHEN ${staysOld} THEN ${asKind(old, kind)} ELSE ${asKind(found, kind)} END`, kind };
}

/**
 * The rows with what a lookup says of them. A row without one of the fields that are looked up stays as it is; one that is
 * looked up and not found loses the output fields, unless it keeps what it has (props.conf.spec, LOOKUP-).
 */
export async function applyLookup(
  request: LookupRequest,
  input: Relation,
  builder: Builder,
): Promise<Relation> {
  const keys = keysOf(request.inputs, input);
  const isMissing = keys.some(({ value }) => value.kind === 'absent');
  const single = isMissing || (await isSingle(request, keys, builder));
  const found = isMissing ? '' : await foundRows(request, keys, input, builder);
  const isUnasked = `(${keys.map(({ value }) => `${value.sql} IS NULL`).join(' OR ')})`;
  const fields = [...input.fields];
  const sources = new Map(fields.map(({ sql }) => [sql, sql]));
  request.outputs.forEach(({ field: cell, event }, at) => {
    const list = isMissing ? '(NULL::VARCHAR[])' : outputName(at);
    const isText = single && (isMissing || cell.kind !== 'list');
    const old = fieldValue(input, event);
    const value = outputValue(list, isText, old, request.keepsOld ? `${old.sql} IS NOT NULL` : isUnasked);
    const place = fields.findIndex(({ name }) => name === event);
    const kind = value.kind === 'list' ? 'list' : 'text';
    const field =
      place < 0 ? newField(event, kind, fields) : { ...fields[place]!, kind: kind as Field['kind'] };
    fields.splice(place < 0 ? fields.length : place, 1, field);
    sources.set(field.sql, asKind(value, kind));
  });
  const items = [...[...sources].map(([name, sql]) => `${sql} AS ${name}`), ...input.hidden];
  const on = keys.map((key) => `${keySql(key)} = ${key.key}`).join(' AND ');
  const join = isMissing ? '' : ` LEFT JOIN ${found} ON ${on}`;
  const from = builder.step('lookup', `SELECT ${items.join(', ')} FROM ${input.from}${join}`);
  return { ...input, from, fields };
}
