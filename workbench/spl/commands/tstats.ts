import type { DataModel } from '../../conf/datamodels';
import type { Dataset } from '../../conf/dataset';
import { quoteText } from '../../engine/quote';
import { aggregate } from '../aggregation';
import { ArgumentReader } from '../arguments';
import { assign, type Builder, fieldValue, filter, type Relation } from '../build';
import type { Command } from '../command';
import { datasetAt } from '../data-model/find';
import { datasetRows } from '../data-model/rows';
import { nodeLabels, prefixedRows, withNodeName } from '../data-model/shape';
import { allEvents } from '../events';
import { compileTerms } from '../search/compile';
import type { Labels } from '../search/labels';
import { termFields, termWords } from '../search/tree';
import { mentions } from '../sight';
import { failAt } from '../source';
import { asNumber, asText, list, number, text } from '../sql/value';
import { autoSpan } from '../time/auto-span';
import { binTime } from '../time/span';
import { setRange } from '../time-range';
import { readTstats, TSTATS_OPTIONS, type TstatsRequest } from '../tstats';
import { union } from '../union';

/** Fields that Splunk writes into its index with every event. */
const INDEXED = ['_time', 'host', 'index', 'linecount', 'source', 'sourcetype'];
/** Fields that a data model's summaries hold besides those of its datasets. */
const OTHERS = ['index', 'linecount', 'nodename'];
/** About so many bins of `_time` are made when no width is given. */
const BINS = 100;
const QUOTED = /"(?:[^"\\]|\\[\s\S])*"/g;

/** A tstats as it is written. */
interface Call {
  readonly reader: ArgumentReader;
  readonly request: TstatsRequest;
  /** All of its text, and where it begins. */
  readonly text: string;
  readonly start: number;
}

function refuseUnindexed({ reader: { source }, request, text: written, start }: Call): void {
  const { by, aggregations, where } = request;
  const asked = [
    ...by.map((field) => field.text),
    ...aggregations.flatMap(({ of }) => (typeof of === 'string' ? of : [])),
    ...(where ? termFields(where.terms).map((one) => one.field) : []),
  ];
  const other = asked.find((name) => !INDEXED.includes(name));
  if (other === undefined) return;
  const at = start + Math.max(written.indexOf(other), 0);
  const known = `tstats without a data model knows the fields ${INDEXED.join(', ')}`;
  failAt(source, at, at + other.length, `${known}, found "${other}"`);
}

async function indexedRows(call: Call, builder: Builder): Promise<Relation> {
  refuseUnindexed(call);
  const { rows } = await allEvents(builder, { seesAll: false, text: call.text, wildcards: [] });
  if (rows.fields.length === 0) return rows;
  const { where } = call.request;
  const condition = where ? compileTerms(where.terms, rows) : 'TRUE';
  return condition === 'TRUE' ? rows : filter('tstats_where', rows, builder, condition);
}

/** The datasets that are asked: the one named, or each root of the model that a field names, or all of them. */
function datasetsOf({ reader, request, text: written }: Call, builder: Builder): [DataModel, Dataset[]] {
  const at = request.model!;
  const { model, dataset } = datasetAt(reader, at, at.text, builder);
  if (dataset) return [model, [dataset]];
  const roots = [...model.datasets.values()].filter(({ parent }) => parent === undefined);
  const named = roots.filter(({ name }) => mentions(written, name));
  return [model, named.length > 0 ? named : roots];
}

async function modelRows(call: Call, builder: Builder): Promise<Relation> {
  const { reader, request, text: written } = call;
  const { where } = request;
  const [word] = where ? termWords(where.terms) : [];
  if (word)
    failAt(reader.source, word.start, word.end, 'terms over a data model compare fields, found a word alone');
  const [model, datasets] = datasetsOf(call, builder);
  const parts: Relation[] = [];
  for (const dataset of datasets) {
    const isSeen = (field: string): boolean => mentions(written, field);
    const fail = (sentence: string): never => reader.fail(request.model!, sentence);
    const made = await datasetRows({ model, dataset, isSeen, fail }, builder);
    const labels: Labels = (field) => (field === 'nodename' ? nodeLabels(made) : undefined);
    const rows = prefixedRows(isSeen('nodename') ? withNodeName(made, builder) : made, OTHERS);
    const condition = where ? compileTerms(where.terms, rows, labels) : 'TRUE';
    parts.push(condition === 'TRUE' ? rows : filter('tstats_where', rows, builder, condition));
  }
  return parts.length === 1 ? parts[0]! : union('tstats', builder, parts);
}

function filled(rows: Relation, { by, fill }: TstatsRequest, builder: Builder): Relation {
  if (fill === undefined) return rows;
  const values = [...new Set(by.map((field) => field.text))]
    .filter((name) => name !== '_time')
    .map((name) => {
      const value = fieldValue(rows, name);
      const literal = quoteText(fill);
      if (value.kind === 'list') return [name, list(`coalesce(${value.sql}, [${literal}])`)] as const;
      return [name, text(`coalesce(${asText(value)}, ${literal})`)] as const;
    });
  return assign('tstats_fill', rows, builder, values);
}

/** What the bins of `_time` are called beside the times themselves, which functions still see. */
const BIN = '_time in bins';

/** The rows with the bins that their times lie in, when they are grouped by time. */
async function binned(rows: Relation, { by, span }: TstatsRequest, builder: Builder): Promise<Relation> {
  const time = fieldValue(rows, '_time');
  if (time.kind === 'absent' || !by.some((field) => field.text === '_time')) return rows;
  const seconds = asNumber(time);
  let width = span;
  if (!width) {
    const [[first, last] = []] = await builder.query(
      `SELECT min(${seconds}), max(${seconds}) FROM ${rows.from}`,
    );
    const { earliest = Number(first ?? 0), latest = Number(last ?? 0) } = builder.range;
    width = autoSpan(latest - earliest, BINS);
  }
  return assign('tstats_time', rows, builder, [[BIN, number(binTime(seconds, width))]]);
}

/** Statistics over the datasets of a data model, or over the events by the fields that every event has. */
export const tstats: Command = {
  name: 'tstats',
  syntax:
    '<options> <stats-func>... [FROM datamodel=<model>[.<dataset>]] [WHERE <search terms>] [BY <field>... [span=<timespan>]]',
  summary: 'Statistics over a data model, or over all events by host, source, sourcetype, index and time.',
  options: TSTATS_OPTIONS,
  differs:
    'Answers as if every data model were accelerated. No prestats, no append, no PREFIX(); fields of the index are _time, host, index, linecount, source and sourcetype alone.',
  reads: 'text',
  isGenerating: true,
  parse: ({ source, name, start, end }) => {
    const written = source.text.slice(start, end);
    const prefix = /\bPREFIX\s*\(/.exec(written.replace(QUOTED, (quoted) => ' '.repeat(quoted.length)));
    if (prefix) {
      const at = start + prefix.index;
      failAt(source, at, at + 'PREFIX'.length, 'tstats with PREFIX() is not supported');
    }
    const reader = new ArgumentReader(source, name, start, end, TSTATS_OPTIONS);
    const call: Call = { reader, request: readTstats(reader), text: written, start };
    const { request } = call;
    const names = [...new Set(request.by.map((field) => field.text))];
    return async (_, builder) => {
      if (request.where) setRange(source, request.where, builder);
      const events = await (request.model ? modelRows(call, builder) : indexedRows(call, builder));
      const rows = await binned(filled(events, request, builder), request, builder);
      const by = names.map((field) => (field === '_time' ? BIN : field));
      const found = aggregate('tstats', rows, builder, by, request.aggregations);
      const fields = found.fields.map((field) => (field.name === BIN ? { ...field, name: '_time' } : field));
      return { ...found, fields };
    };
  },
};
