import { type Argument, ArgumentReader } from '../arguments';
import type { Builder, Relation } from '../build';
import type { Command } from '../command';
import { datasetAt } from '../data-model/find';
import { datasetRows } from '../data-model/rows';
import { flatRows } from '../data-model/shape';
import { NOTHING } from '../events';
import { SearchError } from '../search-error';
import { type Sight, sees, sightOf } from '../sight';

const TYPES = ['datamodel', 'inputlookup', 'lookup', 'savedsearch'];

/** What kind of rows is asked for, and the name they go by. */
interface Call {
  readonly reader: ArgumentReader;
  readonly type: string;
  readonly name: string;
  readonly at: Argument;
  readonly sight: Sight;
}

/** `type:name`, `type:"name"` or `type name`. */
function readCall(reader: ArgumentReader, sight: Sight): Call {
  const first = reader.expectText(`${TYPES.join(', ')} and a name, such as datamodel:Email.All_Email`);
  const colon = first.kind === 'word' ? first.text.indexOf(':') : -1;
  const type = (colon < 0 ? first.text : first.text.slice(0, colon)).toLowerCase();
  if (!TYPES.includes(type)) reader.fail(first, `from expects one of ${TYPES.join(', ')}, found "${type}"`);
  const rest = colon < 0 ? '' : first.text.slice(colon + 1);
  if (rest !== '') return { reader, type, name: rest, at: first, sight };
  const name = reader.expectText(`the name of a ${type}`);
  return { reader, type, name: name.text, at: name, sight };
}

async function modelRows({ reader, name, at, sight }: Call, builder: Builder): Promise<Relation> {
  const { model, dataset } = datasetAt(reader, at, name, builder);
  if (!dataset) {
    const help = `datasets of "${model.name}": ${[...model.datasets.keys()].join(', ')}`;
    return reader.fail(at, `from expects model and dataset, found the model "${name}" alone`, help);
  }
  const isSeen = (field: string): boolean => sees(sight, field);
  const fail = (sentence: string): never => reader.fail(at, sentence);
  return flatRows(await datasetRows({ model, dataset, isSeen, fail }, builder), builder);
}

/** The rows of a command that goes by a name, whose faults are told at the place of that name. */
async function commandRows(command: string, { reader, name, at }: Call, builder: Builder): Promise<Relation> {
  try {
    return await builder.searchText(`| ${command} "${name.replace(/[\\"]/g, '\\$&')}"`, NOTHING);
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    return reader.fail(at, error.sentence);
  }
}

/** The rows of a dataset: of a data model, a lookup or a saved search. */
export const from: Command = {
  name: 'from',
  syntax: '(datamodel | lookup | inputlookup | savedsearch):<name>',
  summary: 'The rows of a dataset of a data model, of a lookup or of a saved search.',
  reads: 'text',
  isGenerating: true,
  parse: ({ source, name, start, end, pipeline }) => {
    const reader = new ArgumentReader(source, name, start, end);
    const call = readCall(reader, sightOf(pipeline ?? []));
    reader.expectEnd();
    return (_, builder) => {
      if (call.type === 'datamodel') return modelRows(call, builder);
      return commandRows(
        call.type === 'savedsearch' ? 'savedsearch' : 'inputlookup strict=true',
        call,
        builder,
      );
    };
  },
};
