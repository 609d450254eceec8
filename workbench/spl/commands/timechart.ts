import { groupKeys } from '../aggregation';
import { readGrouped } from '../aggregation-reader';
import type { Argument, ArgumentReader } from '../arguments';
import { type Builder, fieldValue, newField, type Relation } from '../build';
import { type Cells, type ChartRequest, chartCells, pivot } from '../chart';
import type { Command } from '../command';
import { LIMITS } from '../limits';
import { SPLIT_OPTIONS, splitOptions } from '../split';
import { numberToText } from '../sql/value';
import { autoSpan, bucketCount, bucketStart, longerOf } from '../time/auto-span';
import { binTime, bucketSeries, parseSpan, type Span } from '../time/span';

const OPTIONS = {
  ...SPLIT_OPTIONS,
  span: '<span>',
  minspan: '<span>',
  bins: '<int>',
  cont: '<bool>',
  fixedrange: '<bool>',
  partial: '<bool>',
};
const DEFAULT_BINS = 100;
const MOST_ROWS = LIMITS.timechartRows.value;

interface TimeOptions {
  readonly span: Span | undefined;
  /** The shortest one that is chosen where none is given. */
  readonly least: Span | undefined;
  readonly bins: number;
  /** Buckets without events are shown. */
  readonly isContinuous: boolean;
  /** Buckets reach over the whole time range that was searched, not only over the events found. */
  readonly isFixedRange: boolean;
}

function readSpan(reader: ArgumentReader, name: string, written: Argument | undefined): Span | undefined {
  if (!written) return undefined;
  const span = parseSpan(written.text);
  if (!span) return reader.fail(written, `${name} expects a length such as 1h, found "${written.text}"`);
  return span.unit === 'plain' ? { count: span.count, unit: 'seconds' } : span;
}

function timeOptions(reader: ArgumentReader, options: ReadonlyMap<string, Argument>): TimeOptions {
  const flag = (name: string): boolean => {
    const option = options.get(name);
    return option === undefined || reader.boolean(option, name);
  };
  const bins = options.get('bins');
  const partial = options.get('partial');
  if (partial && !reader.boolean(partial, 'partial'))
    reader.fail(partial, 'timechart with partial=false is not supported');
  return {
    span: readSpan(reader, 'span', options.get('span')),
    least: readSpan(reader, 'minspan', options.get('minspan')),
    bins: bins ? reader.integer(bins, 'bins', 1) : DEFAULT_BINS,
    isContinuous: flag('cont'),
    isFixedRange: flag('fixedrange'),
  };
}

interface TimeRange {
  readonly from: number;
  readonly to: number;
}

async function dataRange(input: Relation, builder: Builder, time: string): Promise<TimeRange | undefined> {
  const [[from, to] = []] = await builder.query(`SELECT min(${time}), max(${time}) FROM ${input.from}`);
  return typeof from === 'number' && typeof to === 'number' ? { from, to } : undefined;
}

/** From the first bucket to the last: of the searched range where it has bounds, else of the events. */
function shownRange({ range }: Builder, data: TimeRange, isFixedRange: boolean): TimeRange {
  if (!isFixedRange) return data;
  const from = range.earliest !== undefined && range.earliest > 0 ? range.earliest : data.from;
  const to = range.latest !== undefined ? range.latest - 1e-6 : data.to;
  return to >= from ? { from, to } : data;
}

function domainOf(cells: Cells, shown: TimeRange, span: Span, isContinuous: boolean): string {
  if (!isContinuous) return `(SELECT DISTINCT "#x" FROM ${cells.from})`;
  const series = bucketSeries(
    String(bucketStart(shown.from, span)),
    String(bucketStart(shown.to, span)),
    span,
  );
  return `(SELECT "#bucket" AS "#x" FROM ${series})`;
}

/** Splunk adds the span, in seconds, to every row for those who draw the chart. */
function withSpan(chart: Relation, builder: Builder, { count, unit }: Span): Relation {
  const field = newField('_span', 'number', chart.fields);
  const seconds = unit === 'months' ? count * 30 * 86_400 : count;
  const from = builder.step(
    'timechart_span',
    `SELECT *, ${seconds}::DOUBLE AS ${field.sql} FROM ${chart.from}`,
  );
  return { ...chart, from, fields: [...chart.fields, field] };
}

/** What the columns are made of; of `_time` itself it is the bucket, or there would be one for each event. */
function seriesOf(
  split: string | undefined,
  bucket: string,
  input: Relation,
  builder: Builder,
): { rows: Relation; series?: string } {
  if (split === undefined) return { rows: input };
  if (split === '_time') return { rows: input, series: numberToText(bucket) };
  const { rows, keys } = groupKeys('timechart', input, builder, [split]);
  const { kind, sql } = keys[0]!;
  return { rows, series: kind === 'number' ? numberToText(sql) : sql };
}

const NO_ROWS: Relation = {
  from: '(SELECT NULL AS "#1" WHERE FALSE)',
  fields: [],
  order: [],
  hidden: [],
  isTransformed: true,
};

export const timechart: Command = {
  name: 'timechart',
  syntax: '<options> <function>(<field>) ... [BY <field>]',
  summary: 'One row for each bucket of time, one column for each value of a field.',
  options: OPTIONS,
  differs:
    'The options agg, sep, format, aligntime and a condition behind WHERE are not there; partial=false is refused.',
  reads: 'arguments',
  parse: (reader) => {
    const start = reader.next;
    const { aggregations, by, options } = readGrouped(reader);
    if (by[1]) reader.fail(by[1], '"timechart" takes one field after BY');
    const split = by[0]?.text;
    const settings = splitOptions(reader, options);
    const times = timeOptions(reader, options);
    return async (input, builder) => {
      const time = fieldValue(input, '_time');
      const data = time.kind === 'number' ? await dataRange(input, builder, time.sql) : undefined;
      if (!data) return NO_ROWS;
      const shown = shownRange(builder, data, times.isFixedRange);
      const span = times.span ?? longerOf(autoSpan(shown.to - shown.from, times.bins), times.least);
      const buckets = bucketCount(bucketStart(shown.from, span), bucketStart(shown.to, span), span);
      if (times.isContinuous && buckets > MOST_ROWS) {
        reader.fail(
          start,
          `timechart would have ${buckets} rows, more than ${MOST_ROWS}`,
          'a longer span, or cont=false, gives fewer',
        );
      }
      const bucket = binTime(time.sql, span);
      const { rows, series } = seriesOf(split, bucket, input, builder);
      const request: ChartRequest = {
        command: 'timechart',
        rows,
        x: { name: '_time', kind: 'number', sql: bucket },
        ...(series !== undefined && { series }),
        aggregations,
        options: settings,
      };
      const cells = await chartCells(request, builder);
      return withSpan(
        pivot(request, builder, cells, domainOf(cells, shown, span, times.isContinuous)),
        builder,
        span,
      );
    };
  },
};
