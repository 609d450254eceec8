import type { Relation } from './build';
import type { ColumnKind } from './relation';
import { asList, asText, textToNumber, type Value } from './sql/value';

/** What an aggregate works on: a value in each row, and the order that rows come in. */
interface AggregateInput {
  readonly value: Value;
  readonly order: Relation;
  /** SQL of the time of a row, absent when rows have none. */
  readonly time: string | undefined;
  /** The number behind the name, such as 95 of `perc95`. */
  readonly rank: number;
  /** ` OVER …` of the rows around each row that it works on, empty when it works on groups of rows. */
  readonly over: string;
  /** All rows of `order` are one group. */
  readonly isWhole: boolean;
}

/** A function over the values of many rows. */
export interface Aggregate {
  readonly kind: ColumnKind;
  /** It gives one of the values: of a column of numbers a number. */
  readonly keepsNumbers?: true;
  /** What a chart shows where no row was: 0 for counts, nothing for the rest. */
  readonly empty: '0' | 'NULL';
  /** It may stand without a field and then counts rows. */
  readonly isFieldOptional?: true;
  /** Where it does less than Splunk's, or something else. */
  readonly differs?: string;
  sql(input: AggregateInput): string;
}

/** Every single value of a field in all rows, as one list. */
export const allTexts = (value: Value, over: string): string =>
  `flatten(list(${asList(value)}) FILTER (${value.sql} IS NOT NULL)${over})`;

/** An aggregate over the numbers in a field; of a multivalue field over all its values, as one list of DOUBLE. */
export function ofNumbers(
  scalar: (column: string, over: string) => string,
  ofList: (numbers: string) => string,
): Aggregate {
  return {
    kind: 'number',
    empty: 'NULL',
    sql: ({ value, over }) => {
      if (value.kind === 'number') return `CAST(${scalar(value.sql, over)} AS DOUBLE)`;
      if (value.kind !== 'list') return `CAST(${scalar(`(${textToNumber(asText(value))})`, over)} AS DOUBLE)`;
      const numbers = `list_transform(${allTexts(value, over)}, lambda "#v": ${textToNumber('"#v"')})`;
      return `CAST(${ofList(numbers)} AS DOUBLE)`;
    },
  };
}
