import { quoteText } from '../../engine/quote';
import type { Builder, Field, Relation } from '../build';
import type { Command } from '../command';
import { LIMITS } from '../limits';
import { ABSENT, asKind, asList, asText, textToNumber } from '../sql/value';
import { fits } from '../wildcards';

const DEFAULT_VALUES = LIMITS.summaryValues.value;

/** The columns of the summary in Splunk's order. */
const COLUMNS = [
  ['field', 'text'],
  ['count', 'number'],
  ['distinct_count', 'number'],
  ['is_exact', 'number'],
  ['max', 'number'],
  ['mean', 'number'],
  ['min', 'number'],
  ['numeric_count', 'number'],
  ['stdev', 'number'],
  ['values', 'text'],
] as const;

/** One row about a field: how often it is there, and which values it has with how many events each. */
function summaryOf(input: Relation, field: Field, place: number, most: number): string {
  const values = field.kind === 'list' ? `unnest(${asList(field)})` : asText(field);
  const each = `SELECT ${values} AS v FROM ${input.from} WHERE ${field.sql} IS NOT NULL`;
  const counted = `SELECT v, count(*) AS c, ${textToNumber('v')} AS n FROM (${each}) GROUP BY v`;
  const shown = `list({'value': v, 'count': c} ORDER BY c DESC, v)${most === 0 ? '' : `[:${most}]`}`;
  const mean = 'sum(n * c) / sum(c) FILTER (n IS NOT NULL)';
  const items = [
    quoteText(field.name),
    'CAST(sum(c) AS DOUBLE)',
    'CAST(count(v) AS DOUBLE)',
    '1::DOUBLE',
    'max(n)',
    mean,
    'min(n)',
    'CAST(coalesce(sum(c) FILTER (n IS NOT NULL), 0) AS DOUBLE)',
    `sqrt(greatest(sum(n * n * c) - sum(n * c) * ${mean}, 0) / nullif(sum(c) FILTER (n IS NOT NULL) - 1, 0))`,
    `CAST(to_json(${shown}) AS VARCHAR)`,
  ];
  const named = items.map((sql, at) => `${sql} AS "${COLUMNS[at]![0]}"`);
  return `SELECT ${named.join(', ')}, ${place} AS "#1" FROM (${counted}) HAVING count(v) > 0`;
}

function summarised(input: Relation, builder: Builder, names: readonly string[], most: number): Relation {
  const picked = input.fields.filter(({ name }) =>
    names.length === 0
      ? !name.startsWith('_')
      : names.some((wildcard) => fits(name, wildcard) && (!name.startsWith('_') || wildcard.startsWith('_'))),
  );
  const sorted = [...picked].sort((one, other) => (one.name < other.name ? -1 : 1));
  const fields = COLUMNS.map(([name, kind]): Field => ({ name, kind, sql: `"${name}"` }));
  const none = `SELECT ${fields.map(({ sql, kind }) => `${asKind(ABSENT, kind)} AS ${sql}`).join(', ')}, 0 AS "#1" WHERE FALSE`;
  const rows = sorted.map((field, place) => summaryOf(input, field, place, most));
  const from = builder.step('fieldsummary', rows.join(' UNION ALL ') || none);
  return { from, fields, order: ['"#1"'], hidden: ['"#1"'], isTransformed: true };
}

export const fieldsummary: Command = {
  name: 'fieldsummary',
  syntax: '<options> [<wc-field-list>]',
  summary:
    'One row about each field: how many events have it, its values, and figures of those that are numbers.',
  options: { maxvals: '<int>' },
  differs: 'Counts of distinct values are always exact.',
  reads: 'arguments',
  parse: (reader) => {
    const options = reader.options();
    const names = reader.fieldNames().map((argument) => argument.text);
    reader.options();
    reader.expectEnd();
    const most = options.get('maxvals');
    const limit = most ? reader.integer(most, 'maxvals', 0) : DEFAULT_VALUES;
    return async (input, builder) => summarised(await builder.materialise(input), builder, names, limit);
  },
};
