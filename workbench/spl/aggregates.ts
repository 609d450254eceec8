import { type Aggregate, allTexts, ofNumbers } from './aggregate';
import { orderBy } from './build';
import { LIMITS } from './limits';
import { asList, asNumber, asText, numberToText, textToNumber } from './sql/value';

/** An aggregate that DuckDB has under one name for rows and for lists. */
const named = (name: string): Aggregate =>
  ofNumbers(
    (column, over) => `${name}(${column})${over}`,
    (numbers) => `list_aggregate(${numbers}, '${name}')`,
  );

/** Lowest and highest are by number when all values are numbers, else by text. */
function extreme(name: 'min' | 'max'): Aggregate {
  return {
    kind: 'text',
    keepsNumbers: true,
    empty: 'NULL',
    sql: ({ value, over }) => {
      if (value.kind === 'number') return `${name}(${value.sql})${over}`;
      if (value.kind === 'list') {
        const texts = allTexts(value, over);
        const numbers = `list_transform(${texts}, lambda "#v": ${textToNumber('"#v"')})`;
        const isNumeric = `list_count(${numbers}) = len(${texts})`;
        return `CASE WHEN ${isNumeric} THEN ${numberToText(`list_${name}(${numbers})`)} ELSE list_${name}(${texts}) END`;
      }
      const single = asText(value);
      const numbers = `(${textToNumber(single)})`;
      return `CASE WHEN count(${numbers})${over} = count(${single})${over} THEN ${numberToText(`${name}(${numbers})${over}`)} ELSE ${name}(${single})${over} END`;
    },
  };
}

function atEnd(pick: 'first' | 'last'): Aggregate {
  return {
    kind: 'text',
    empty: 'NULL',
    sql: ({ value, order, over }) =>
      over === ''
        ? `${pick}(${asText(value)}${orderBy(order)}) FILTER (${value.sql} IS NOT NULL)`
        : `${pick}_value(${asText(value)} IGNORE NULLS)${over}`,
  };
}

function byTime(pick: 'arg_min' | 'arg_max'): Aggregate {
  return {
    kind: 'text',
    empty: 'NULL',
    sql: ({ value, time = 'NULL::DOUBLE', over }) =>
      `${pick}(${asText(value)}, ${time}) FILTER (${value.sql} IS NOT NULL)${over}`,
  };
}

const timeOf = (pick: 'min' | 'max'): Aggregate => ({
  kind: 'number',
  empty: 'NULL',
  sql: ({ value, time = 'NULL::DOUBLE', over }) =>
    `${pick}(${time}) FILTER (${value.sql} IS NOT NULL)${over}`,
});

/** How much a counter grew a second, between the earliest and the latest value. */
const rate: Aggregate = {
  kind: 'number',
  empty: 'NULL',
  sql: ({ value, time = 'NULL::DOUBLE', over }) => {
    const operand = `(${asNumber(value)})`;
    const known = ` FILTER (${operand} IS NOT NULL)${over}`;
    const grown = `(arg_max(${operand}, ${time})${known} - arg_min(${operand}, ${time})${known})`;
    return `(${grown} / nullif(max(${time})${known} - min(${time})${known}, 0))`;
  },
};

const count: Aggregate = {
  kind: 'number',
  empty: '0',
  isFieldOptional: true,
  sql: ({ value, over }) => {
    if (value.kind === 'condition') return `CAST(count(*) FILTER (${value.sql})${over} AS DOUBLE)`;
    if (value.kind === 'list') return `CAST(coalesce(sum(len(${value.sql}))${over}, 0) AS DOUBLE)`;
    return `CAST(count(${value.sql})${over} AS DOUBLE)`;
  },
};

const distinctCount: Aggregate = {
  kind: 'number',
  empty: '0',
  sql: ({ value, order, over, isWhole }) => {
    // One list of all values is slow to make; a query of its own has no groups to keep apart.
    if (value.kind === 'list' && isWhole)
      return `(SELECT CAST(count(DISTINCT "#v") AS DOUBLE) FROM (SELECT unnest(${value.sql}) AS "#v" FROM ${order.from}))`;
    if (value.kind === 'list')
      return `CAST(coalesce(len(list_distinct(${allTexts(value, over)})), 0) AS DOUBLE)`;
    return `CAST(count(DISTINCT ${asText(value)})${over} AS DOUBLE)`;
  },
};

const values: Aggregate = {
  kind: 'list',
  empty: 'NULL',
  sql: ({ value, over }) =>
    value.kind === 'list'
      ? `nullif(list_sort(list_distinct(${allTexts(value, over)})), [])`
      : `list_sort(list(DISTINCT ${asText(value)}) FILTER (${value.sql} IS NOT NULL)${over})`,
};

const list: Aggregate = {
  kind: 'list',
  empty: 'NULL',
  sql: ({ value, order, over }) => {
    const sorted = over === '' ? orderBy(order) : '';
    const all = `list(${asList(value)}${sorted}) FILTER (${value.sql} IS NOT NULL)${over}`;
    return `flatten(${all})[:${LIMITS.listValues.value}]`;
  },
};

const percentile: Aggregate = {
  differs: 'Percentiles of more than a thousand values are exact as well.',
  kind: 'number',
  empty: 'NULL',
  sql: (input) => {
    const rank = input.rank / 100;
    const quantile = ofNumbers(
      (column, over) => `quantile_cont(${column}, ${rank})${over}`,
      (numbers) => `list_aggregate(${numbers}, 'quantile_cont', ${rank})`,
    );
    return quantile.sql(input);
  },
};

/** Of an even number of values Splunk gives the higher of the two in the middle. */
const median = ofNumbers(
  (column, over) => `(-(quantile_disc(-(${column}), 0.5)${over}))`,
  (numbers) => `(-(list_aggregate(list_transform(${numbers}, lambda "#n": -"#n"), 'quantile_disc', 0.5)))`,
);

const sumOfSquares = ofNumbers(
  (column, over) => `sum(${column} * ${column})${over}`,
  (numbers) => `list_sum(list_transform(${numbers}, lambda "#n": "#n" * "#n"))`,
);

const range = ofNumbers(
  (column, over) => `max(${column})${over} - min(${column})${over}`,
  (numbers) => `list_max(${numbers}) - list_min(${numbers})`,
);

/** Most frequent value; of several the one that comes first by text, so that the answer is always the same. */
const mode: Aggregate = {
  kind: 'text',
  empty: 'NULL',
  sql: ({ value, over }) =>
    value.kind === 'list' ? `list_mode(${allTexts(value, over)})` : `mode(${asText(value)})${over}`,
};

/** All aggregates by name; a name that ends in `#` stands for names that end in a number from 0 to 100. */
export const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  count,
  c: count,
  dc: distinctCount,
  distinct_count: distinctCount,
  estdc: distinctCount,
  sum: named('sum'),
  sumsq: sumOfSquares,
  avg: named('avg'),
  mean: named('avg'),
  median,
  mode,
  min: extreme('min'),
  max: extreme('max'),
  range,
  stdev: named('stddev_samp'),
  stdevp: named('stddev_pop'),
  var: named('var_samp'),
  varp: named('var_pop'),
  values,
  list,
  first: atEnd('first'),
  last: atEnd('last'),
  earliest: byTime('arg_min'),
  latest: byTime('arg_max'),
  earliest_time: timeOf('min'),
  latest_time: timeOf('max'),
  'p#': percentile,
  'perc#': percentile,
  'exactperc#': percentile,
  'upperperc#': percentile,
  rate,
};

/** The aggregate of that name and the number in it, undefined when there is none. */
export function aggregateNamed(name: string): { aggregate: Aggregate; rank: number } | undefined {
  const lower = name.toLowerCase();
  if (Object.hasOwn(AGGREGATES, lower) && !lower.endsWith('#'))
    return { aggregate: AGGREGATES[lower]!, rank: 0 };
  const match = /^(p|perc|exactperc|upperperc)(\d{1,2}(?:\.\d+)?|100)$/.exec(lower);
  return match ? { aggregate: AGGREGATES[`${match[1]}#`]!, rank: Number(match[2]) } : undefined;
}
