import type { DataModel } from '../../conf/datamodels';
import type { Dataset } from '../../conf/dataset';
import type { Argument, ArgumentReader } from '../arguments';
import type { Builder } from '../build';
import { nearestHelp } from '../nearest';

/** The data model of that name; fails at the argument that names it. Throws SearchError. */
export function modelNamed(
  reader: ArgumentReader,
  at: Argument,
  name: string,
  { knowledge }: Builder,
): DataModel {
  const model = knowledge.dataModels.get(name);
  if (model) return model;
  const fault = knowledge.dataModelFaults.get(name);
  if (fault !== undefined) return reader.fail(at, `data model "${name}" cannot be used: ${fault}`);
  return reader.fail(
    at,
    `unknown data model "${name}"`,
    nearestHelp('data model', name, knowledge.dataModels.keys()),
  );
}

/** The dataset of that name or lineage; fails at the argument that names it. Throws SearchError. */
export function datasetNamed(reader: ArgumentReader, at: Argument, name: string, model: DataModel): Dataset {
  const all = [...model.datasets.values()];
  const dataset = all.find(({ lineage }) => lineage === name) ?? model.datasets.get(name);
  if (dataset) return dataset;
  const help = nearestHelp('dataset', name, model.datasets.keys());
  return reader.fail(at, `data model "${model.name}" has no dataset "${name}"`, help);
}

/** The model and dataset that `Model.Dataset` names; a model with one root alone may stand without. Throws SearchError. */
export function datasetAt(
  reader: ArgumentReader,
  at: Argument,
  name: string,
  builder: Builder,
): { model: DataModel; dataset?: Dataset } {
  const point = name.indexOf('.');
  if (point < 0 || builder.knowledge.dataModels.has(name))
    return { model: modelNamed(reader, at, name, builder) };
  const model = modelNamed(reader, at, name.slice(0, point), builder);
  return { model, dataset: datasetNamed(reader, at, name.slice(point + 1), model) };
}
