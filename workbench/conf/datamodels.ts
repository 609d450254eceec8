import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppConf } from './app';
import { type Dataset, readDataset } from './dataset';
import { JsonReader, parseJson } from './json-reader';
import type { Stanza } from './parse';
import { ANY, misunderstood, only, type Understood } from './stanza-reader';

/** One data model: a file in `default/data/models` or, before it, in `local/data/models`. */
export interface DataModel {
  readonly name: string;
  readonly datasets: ReadonlyMap<string, Dataset>;
  /** What is wrong in datamodels.conf; it changes nothing. */
  readonly warnings: readonly string[];
  /** As it is written. */
  readonly json: Readonly<Record<string, unknown>>;
}

function readModel(name: string, file: string, warnings: readonly string[]): DataModel | string {
  const parsed = parseJson(readFileSync(file, 'utf8'));
  if (typeof parsed === 'string') return `${file}: ${parsed}`;
  const reader = new JsonReader();
  const json = reader.object(parsed.value, 'the file');
  const datasets = new Map<string, Dataset>();
  for (const [at, one] of reader.list(json, 'objects', '').entries()) {
    const dataset = readDataset(reader, reader.object(one, `objects[${at}]`), `objects[${at}]`, datasets);
    if (datasets.has(dataset.name)) reader.fail(`objects[${at}]`, `found a second dataset "${dataset.name}"`);
    datasets.set(dataset.name, dataset);
  }
  if (datasets.size === 0) reader.fail('objects', 'found no dataset');
  if (reader.faults.length > 0) return `${file}: ${reader.faults.join('; ')}`;
  return { name, datasets, warnings, json };
}

/** Acceleration and how Splunk Web shows datasets have no effect on one machine. */
const MODEL_SETTINGS: Understood = {
  acceleration: only('true', 'false', '1', '0'),
  tags_whitelist: ANY,
  strict_fields: ANY,
};

function settingFaults(stanza: Stanza | undefined): string[] {
  return stanza ? misunderstood(stanza, MODEL_SETTINGS, ['acceleration.', 'dataset.']) : [];
}

/** The app's data models by name, and by the names of those left out what is wrong with them. */
export function readDataModels(app: AppConf): {
  models: ReadonlyMap<string, DataModel>;
  faults: ReadonlyMap<string, string>;
} {
  const files = new Map<string, string>();
  for (const layer of ['default', 'local']) {
    const folder = join(app.dir, layer, 'data', 'models');
    const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
    for (const file of found.sort()) files.set(file.replace(/\.json$/, ''), join(folder, file));
  }
  const models = new Map<string, DataModel>();
  const faults = new Map<string, string>();
  for (const [name, file] of files) {
    const read = readModel(name, file, settingFaults(app.conf('datamodels').get(name)));
    if (typeof read === 'string') faults.set(name, read);
    else models.set(name, read);
  }
  return { models, faults };
}
