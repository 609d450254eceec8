import { quoteText } from '../../engine/quote';
import { SQL_TYPES } from '../../engine/sql-types';
import type { SqlValue } from '../../engine/values';
import type { ColumnKind } from '../relation';

/** SQL for one value, with the kind it yields; `absent` is NULL in every row, `condition` is BOOLEAN. */
export interface Value {
  readonly sql: string;
  readonly kind: ColumnKind | 'condition' | 'absent';
  /** The value itself when it is written out in the search. */
  readonly literal?: string | number;
}

export const ABSENT: Value = { sql: 'NULL', kind: 'absent' };

export function textLiteral(text: string): Value {
  return { sql: quoteText(text), kind: 'text', literal: text };
}

/** A DOUBLE that SQL reads back as exactly this number. */
export function numberLiteral(number: number): Value {
  if (!Number.isFinite(number)) return ABSENT;
  return {
    sql: `${Number.isInteger(number) && Math.abs(number) < 1e15 ? number : number.toExponential()}::DOUBLE`,
    kind: 'number',
    literal: number,
  };
}

/** SQL that gives exactly this value of a column of that kind. */
export function literalOf(value: SqlValue, kind: ColumnKind): string {
  if (value === null) return `CAST(NULL AS ${SQL_TYPES[kind]})`;
  if (Array.isArray(value)) return `[${value.map((one) => literalOf(one, 'text')).join(', ')}]`;
  return typeof value === 'number' ? `'${numberText(value)}'::DOUBLE` : quoteText(String(value));
}

export const text = (sql: string): Value => ({ sql, kind: 'text' });
export const number = (sql: string): Value => ({ sql, kind: 'number' });
export const list = (sql: string): Value => ({ sql, kind: 'list' });
export const condition = (sql: string): Value => ({ sql, kind: 'condition' });

const NUMBER_SHAPE = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;

/** The number that Splunk sees in a text, undefined when it sees none. */
export function numberIn(literal: string): number | undefined {
  return NUMBER_SHAPE.test(literal) && Number.isFinite(Number(literal)) ? Number(literal) : undefined;
}

/** DOUBLE of a VARCHAR, NULL when it is no number; DuckDB would also read `1_000`, `inf` and `nan` as numbers. */
export function textToNumber(sql: string): string {
  return `CASE WHEN isfinite(TRY_CAST(${sql} AS DOUBLE)) AND NOT contains(${sql}, '_') THEN TRY_CAST(${sql} AS DOUBLE) END`;
}

/** The text of a number, the same as `numberToText` gives. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 9e18) return String(BigInt(value));
  if (size >= 1e-4 && size < 9e18) return String(value);
  if (Number.isFinite(value)) return value.toExponential().replace(/([+-])(\d)$/, '$10$2');
  return String(value).toLowerCase().replace('infinity', 'inf');
}

/** VARCHAR of a DOUBLE as Splunk prints it: whole numbers without a point. */
export function numberToText(sql: string): string {
  return `CASE WHEN ${sql} = trunc(${sql}) AND abs(${sql}) < 9e18 THEN CAST(CAST(${sql} AS BIGINT) AS VARCHAR) ELSE CAST(${sql} AS VARCHAR) END`;
}

/** The one value of a list, NULL when it has several: Splunk's scalar functions do not see multivalue fields. */
const onlyOne = (sql: string): string => `CASE WHEN len(${sql}) = 1 THEN ${sql}[1] END`;

/** DOUBLE of any value, NULL where it is no number. */
export function asNumber(value: Value): string {
  switch (value.kind) {
    case 'number':
      return value.sql;
    case 'text': {
      if (typeof value.literal !== 'string') return textToNumber(value.sql);
      const known = numberIn(value.literal);
      return known === undefined ? 'NULL::DOUBLE' : numberLiteral(known).sql;
    }
    case 'list':
      return textToNumber(onlyOne(value.sql));
    case 'condition':
      return `CAST(CAST(${value.sql} AS INTEGER) AS DOUBLE)`;
    case 'absent':
      return 'NULL::DOUBLE';
  }
}

/** VARCHAR of any value; the values of a list are joined by line breaks, as Splunk shows them. */
export function asText(value: Value): string {
  switch (value.kind) {
    case 'number':
      if (value.literal !== undefined)
        return quoteText(typeof value.literal === 'number' ? numberText(value.literal) : value.literal);
      return numberToText(value.sql);
    case 'text':
      return value.sql;
    case 'list':
      return `array_to_string(${value.sql}, chr(10))`;
    case 'condition':
      return `CASE WHEN ${value.sql} THEN 'True' WHEN NOT ${value.sql} THEN 'False' END`;
    case 'absent':
      return 'NULL::VARCHAR';
  }
}

/** VARCHAR[] of any value: one value becomes a list of one, an absent one stays NULL. */
export function asList(value: Value): string {
  if (value.kind === 'list') return value.sql;
  if (value.kind === 'absent') return 'NULL::VARCHAR[]';
  const single = asText(value);
  return typeof value.literal === 'string'
    ? `[${single}]`
    : `CASE WHEN ${single} IS NOT NULL THEN [${single}] END`;
}

/** A list without the NULLs that SQL made in it; NULL when nothing is left. */
export function nonEmpty(sql: string): string {
  return `nullif(list_filter(${sql}, lambda "#v": "#v" IS NOT NULL), [])`;
}

/** The value as a column of that kind. */
export function asKind(value: Value, kind: ColumnKind): string {
  if (kind === 'number') return asNumber(value);
  return kind === 'list' ? asList(value) : asText(value);
}

/** The kind that can hold all those values, as when `if` gives one or the other. */
export function commonKind(values: readonly Value[]): ColumnKind {
  const kinds = new Set(values.map((value) => value.kind).filter((kind) => kind !== 'absent'));
  if (kinds.has('list')) return 'list';
  return kinds.size === 1 && kinds.has('number') ? 'number' : 'text';
}
