import type { DataModel } from '../../conf/datamodels';
import type { Dataset } from '../../conf/dataset';
import { quoteText } from '../../engine/quote';
import { type Argument, ArgumentReader } from '../arguments';
import { type Builder, keep, type Relation } from '../build';
import type { Command } from '../command';
import { datasetNamed, modelNamed } from '../data-model/find';
import type { DatasetRows } from '../data-model/request';
import { datasetRows } from '../data-model/rows';
import { flatRows, prefixedRows } from '../data-model/shape';
import { type Sight, sees, sightOf } from '../sight';

const OPTIONS = { strict_fields: '<bool>', allow_old_summaries: '<bool>', summariesonly: '<bool>' };

const MODES = ['search', 'flat', 'acceleration_search'];

const ROW = '"#1"';

/** One row for each text, in the field `_raw`. */
function rawRows(texts: readonly string[], builder: Builder): Relation {
  const values = texts.map((text, at) => `(${quoteText(text)}, ${at})`).join(', ');
  const select =
    texts.length === 0
      ? `SELECT NULL::VARCHAR AS "_raw", 0 AS ${ROW} WHERE FALSE`
      : `SELECT * FROM (VALUES ${values}) v("_raw", ${ROW})`;
  return {
    from: builder.step('datamodel', select),
    fields: [{ name: '_raw', kind: 'text', sql: '"_raw"' }],
    order: [ROW],
    hidden: [ROW],
    isTransformed: true,
  };
}

function modeOf(reader: ArgumentReader, written: Argument): string {
  const mode = written.text.toLowerCase();
  if (MODES.includes(mode)) return mode;
  return reader.fail(written, `datamodel expects ${MODES.join(', ')}, found "${written.text}"`);
}

/** The rows of a dataset: with its fields alone, under their own names or under their full ones. */
function modeRows(mode: string, made: DatasetRows, builder: Builder): Relation {
  if (mode === 'flat') return flatRows(made, builder);
  const rows = prefixedRows(made, mode === 'search' ? ['_raw'] : []);
  return keep('datamodel', rows, builder, rows.fields);
}

interface Call {
  readonly reader: ArgumentReader;
  readonly model: Argument;
  readonly dataset: Argument;
  readonly mode: string;
  readonly sight: Sight;
}

async function searchRows(
  { reader, model: at, dataset: named, mode, sight }: Call,
  builder: Builder,
): Promise<Relation> {
  const model = modelNamed(reader, at, at.text, builder);
  const dataset = datasetNamed(reader, named, named.text, model);
  const isSeen = (field: string): boolean => sees(sight, field);
  const fail = (sentence: string): never => reader.fail(named, sentence);
  const made = await datasetRows({ model, dataset, isSeen, fail }, builder);
  return modeRows(mode, made, builder);
}

function describe(reader: ArgumentReader, [first, second]: readonly Argument[], builder: Builder): Relation {
  const shown = (one: DataModel | Dataset): string => JSON.stringify(one.json);
  if (!first) return rawRows([...builder.knowledge.dataModels.values()].map(shown), builder);
  const model = modelNamed(reader, first, first.text, builder);
  return rawRows([shown(second ? datasetNamed(reader, second, second.text, model) : model)], builder);
}

/** Data models as JSON, or the events of one of their datasets. */
export const datamodel: Command = {
  name: 'datamodel',
  syntax: '[<model> [<dataset> [search | flat | acceleration_search]]] <options>',
  summary: 'Data models as JSON, or the events of one of their datasets.',
  options: OPTIONS,
  differs: 'Answers as if every data model were accelerated. No modes that give search strings.',
  reads: 'text',
  isGenerating: true,
  parse: ({ source, name, start, end, pipeline }) => {
    const reader = new ArgumentReader(source, name, start, end, OPTIONS);
    const options = new Map(reader.options());
    const words: Argument[] = [];
    while (words.length < 3 && !reader.isAtEnd && reader.signAfterNext !== '=')
      words.push(reader.expectText('the name of a data model'));
    for (const [key, value] of reader.options()) options.set(key, value);
    reader.expectEnd();
    for (const key of Object.keys(OPTIONS)) reader.flag(options, key, false);
    const [model, dataset, written] = words;
    if (!model || !dataset || !written) return (_, builder) => describe(reader, words, builder);
    const mode = modeOf(reader, written);
    const sight = sightOf(pipeline ?? []);
    return (_, builder) => searchRows({ reader, model, dataset, mode, sight }, builder);
  },
};
