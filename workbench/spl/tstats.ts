import type { Aggregation } from './aggregation';
import { readAggregations } from './aggregation-reader';
import type { Argument, ArgumentReader } from './arguments';
import type { Command } from './command';
import { parseTerms } from './search/parse';
import type { ParsedTerms } from './search/tree';
import { parseSpan, type Span } from './time/span';

/** What a tstats asks for. */
export interface TstatsRequest {
  readonly aggregations: readonly Aggregation[];
  /** The data model, with a point and a dataset behind it or not. */
  readonly model: Argument | undefined;
  readonly where: ParsedTerms | undefined;
  readonly by: readonly Argument[];
  /** The width of the bins of `_time`; a fitting one is chosen when it is absent. */
  readonly span: Span | undefined;
  /** What stands for values that are missing among those grouped by. */
  readonly fill: string | undefined;
}

export const TSTATS_OPTIONS: NonNullable<Command['options']> = {
  prestats: 'false',
  local: '<bool>',
  append: 'false',
  summariesonly: '<bool>',
  include_reduced_buckets: '<bool>',
  allow_old_summaries: '<bool>',
  use_summary_index_values: '<bool>',
  chunk_size: '<int>',
  fillnull_value: '<string>',
};

const FLAGS = Object.keys(TSTATS_OPTIONS).filter((name) => !['chunk_size', 'fillnull_value'].includes(name));
const BY = ['by', 'groupby'];
const BY_OPTIONS = [...Object.keys(TSTATS_OPTIONS), 'span'];

/** Summaries are never old or missing on one machine, so that most options change nothing. */
function checkOptions(reader: ArgumentReader, options: ReadonlyMap<string, Argument>): void {
  for (const name of FLAGS) {
    const isOn = reader.flag(options, name, false);
    if (isOn && (name === 'prestats' || name === 'append'))
      reader.fail(options.get(name)!, `tstats with ${name}=true is not supported`);
  }
  const size = options.get('chunk_size');
  if (size) reader.integer(size, 'chunk_size', 1);
}

function readModel(reader: ArgumentReader): Argument | undefined {
  if (!reader.tryWord('from')) return undefined;
  const word = reader.expectText('datamodel=<model> after FROM');
  if (word.text.toLowerCase() !== 'datamodel')
    reader.fail(word, `tstats reads data models and the events themselves, found "${word.text}"`);
  reader.expectSign('=');
  return reader.expectText('the name of a data model');
}

/** The terms behind WHERE, up to BY. */
function readWhere(reader: ArgumentReader): ParsedTerms | undefined {
  if (!reader.tryWord('where')) return undefined;
  const { start } = reader.next;
  let end = start;
  while (!reader.isAtEnd && !(reader.next.kind === 'word' && BY.includes(reader.next.text.toLowerCase())))
    end = reader.take().end;
  if (end === start) reader.failNext('a condition after WHERE');
  return parseTerms(reader.source, start, end, true);
}

function readBy(reader: ArgumentReader, options: Map<string, Argument>): Argument[] {
  if (!BY.some((word) => reader.tryWord(word))) return [];
  const by = reader.expectFieldNames();
  do {
    for (const [name, value] of reader.options(BY_OPTIONS)) options.set(name, value);
    by.push(...reader.fieldNames());
  } while (reader.next.kind === 'word' && reader.signAfterNext === '=');
  return by;
}

function readSpan(reader: ArgumentReader, written: Argument | undefined): Span | undefined {
  if (!written || written.text.toLowerCase() === 'auto') return undefined;
  const span = parseSpan(written.text);
  if (!span) return reader.fail(written, `span expects a length such as 1h, found "${written.text}"`);
  return span.unit === 'plain' ? { count: span.count, unit: 'seconds' } : span;
}

/** The arguments of a tstats. Throws SearchError. */
export function readTstats(reader: ArgumentReader): TstatsRequest {
  const options = new Map(reader.options());
  const aggregations = readAggregations(reader, ['from', 'where', ...BY]);
  const model = readModel(reader);
  const where = readWhere(reader);
  const by = readBy(reader, options);
  reader.expectEnd();
  checkOptions(reader, options);
  const width = options.get('span');
  if (width && !by.some(({ text }) => text === '_time'))
    reader.fail(width, 'span expects _time among the fields behind BY');
  return {
    aggregations,
    model,
    where,
    by,
    span: readSpan(reader, width),
    fill: options.get('fillnull_value')?.text,
  };
}
