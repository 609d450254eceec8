import { quoteText } from '../../engine/quote';
import { type Builder, type Field, fieldValue, newField, type Relation, relationScope } from '../build';
import type { Command } from '../command';
import { filterSql } from '../event-filter';
import { numbered } from '../numbered';
import { asList, asText } from '../sql/value';
import { readTransaction, TRANSACTION_OPTIONS, type TransactionRequest } from '../transaction-request';
import { groupTransactions, type TransactionEvent } from '../transactions';

const PLACE = '"#place"';
const NUMBER = '"#transaction"';
const TIME = '"#time"';

/** The events in order, as far as transactions are about them. */
async function eventsOf(
  rows: Relation,
  builder: Builder,
  request: TransactionRequest,
): Promise<TransactionEvent[]> {
  const { fields, start, end, failUnsorted } = request;
  const time = fieldValue(rows, '_time');
  if (time.kind !== 'number') return failUnsorted();
  const scope = relationScope(rows, builder);
  const items = [
    time.sql,
    start ? filterSql(start, rows, scope) : 'FALSE',
    end ? filterSql(end, rows, scope) : 'FALSE',
    ...fields.map((name) => asText(fieldValue(rows, name))),
  ];
  const found = await builder.query(`SELECT ${items.join(', ')} FROM ${rows.from} ORDER BY ${PLACE}`);
  let before = Infinity;
  return found.map(([at, isStart, isEnd, ...keys]) => {
    const seconds = Number(at ?? Number.NaN);
    if (!(seconds <= before)) return failUnsorted();
    before = seconds;
    return {
      time: seconds,
      isStart: isStart === true,
      isEnd: isEnd === true,
      keys: keys as (string | null)[],
    };
  });
}

/** SQL of the values that a field has in the events of a transaction, the oldest first or as a set. */
function valuesOf(field: Field, { isList, nullText }: TransactionRequest): string {
  const oldestFirst = `ORDER BY ${PLACE} DESC`;
  if (!isList(field.name))
    return `nullif(list_sort(list_distinct(flatten(list(${asList(field)}) FILTER (${field.sql} IS NOT NULL)))), [])`;
  const values = `coalesce(${asList(field)}, [${quoteText(nullText)}])`;
  return `CASE WHEN count(${field.sql}) > 0 THEN flatten(list(${values} ${oldestFirst})) END`;
}

/** SQL of the events themselves, the oldest first. */
function rawOf(field: Field, { isRawList, delimiter }: TransactionRequest): string {
  if (isRawList) return `list(${asText(field)} ORDER BY ${PLACE} DESC)`;
  return `string_agg(${asText(field)}, ${quoteText(delimiter)} ORDER BY ${PLACE} DESC)`;
}

/** One row for each transaction. */
function combine(rows: Relation, builder: Builder, request: TransactionRequest): Relation {
  const fields: Field[] = [];
  const items: string[] = [];
  const add = (name: string, kind: Field['kind'], sql: string): void => {
    const field = newField(name, kind, fields);
    fields.push(field);
    items.push(`${sql} AS ${field.sql}`);
  };
  const made = new Set(['duration', 'eventcount', 'closed_txn', 'field_match_sum', 'linecount']);
  const time = fieldValue(rows, '_time').sql;
  for (const field of rows.fields) {
    if (field.name === '_time') add('_time', 'number', `min(${time})`);
    else if (field.name === '_raw') add('_raw', request.isRawList ? 'list' : 'text', rawOf(field, request));
    else if (!made.has(field.name) && !field.name.startsWith('_'))
      add(field.name, 'list', valuesOf(field, request));
  }
  const present = request.fields.map((name) => `count(${asText(fieldValue(rows, name))})`);
  add('closed_txn', 'number', 'any_value("#closed")');
  add('duration', 'number', `max(${time}) - min(${time})`);
  add('eventcount', 'number', 'CAST(count(*) AS DOUBLE)');
  add('field_match_sum', 'number', `CAST(${present.join(' + ') || '0'} AS DOUBLE)`);
  const lines = fieldValue(rows, 'linecount');
  add('linecount', 'number', `CAST(sum(coalesce(TRY_CAST(${asText(lines)} AS DOUBLE), 1)) AS DOUBLE)`);
  items.push(`min(${time}) AS ${TIME}`, NUMBER);
  const from = builder.step('transaction', `SELECT ${items.join(', ')} FROM ${rows.from} GROUP BY ${NUMBER}`);
  return { ...rows, from, fields, order: [`${TIME} DESC`, NUMBER], hidden: [TIME, NUMBER] };
}

async function transact(input: Relation, builder: Builder, request: TransactionRequest): Promise<Relation> {
  const rows = await builder.materialise(numbered('transaction', input, builder, PLACE));
  const { of, closed, evicted } = groupTransactions(await eventsOf(rows, builder, request), request.rules);
  const isKept = (number: number): boolean => number >= 0 && (request.keepsEvicted || !evicted[number]);
  const kept = of.flatMap((number, at) => (isKept(number) ? [at] : []));
  if (!request.keepsEvicted && evicted.includes(true))
    builder.warn(
      'Some transactions have been discarded. To include them, add keepevicted=true to your transaction command.',
    );
  const numbers = await builder.table([
    { name: '#at', kind: 'number', values: kept.map((at) => at + 1) },
    { name: '#transaction', kind: 'number', values: kept.map((at) => of[at]!) },
    { name: '#closed', kind: 'number', values: kept.map((at) => Number(closed[of[at]!])) },
  ]);
  const from = builder.step(
    'transaction_events',
    `SELECT r.*, t.${NUMBER}, t."#closed" FROM ${rows.from} r JOIN ${numbers} t ON r.${PLACE} = t."#at"`,
  );
  return combine({ ...rows, from }, builder, request);
}

export const transaction: Command = {
  name: 'transaction',
  syntax: '[<field-list>] <options>',
  summary: 'Puts events that belong together into one, with duration, eventcount and closed_txn.',
  options: TRANSACTION_OPTIONS,
  differs: 'No transaction types (name=) and no keeporphans; events that are not sorted by time are refused.',
  reads: 'arguments',
  parse: (reader) => {
    const request = readTransaction(reader);
    return (input, builder) => (input.fields.length === 0 ? input : transact(input, builder, request));
  },
};
