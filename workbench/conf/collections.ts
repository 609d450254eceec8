import type { AppConf } from './app';
import { isTrue } from './commands';
import { ConfError, type Stanza } from './parse';
import { ANY, misunderstood, only, placeOf, settingsOfClass, type Understood } from './stanza-reader';

export type KvFieldType = 'number' | 'bool' | 'string' | 'time' | 'array';

/** One KV store collection (collections.conf). */
export interface CollectionConf {
  readonly name: string;
  /** A record with a value of a wrong type is refused; else only the value is left out. */
  readonly enforceTypes: boolean;
  readonly fields: ReadonlyMap<string, KvFieldType>;
  /** Splunk's indexes by name, as JSON; the workbench answers the same without them. */
  readonly acceleratedFields: ReadonlyMap<string, string>;
  readonly stanza: Stanza;
}

/** What concerns clusters, backups and profiling has no effect on one machine. */
const COLLECTION_SETTINGS: Understood = {
  enforceTypes: only('true', 'false', '1', '0'),
  replicate: ANY,
  replication_dump_strategy: ANY,
  replication_dump_maximum_file_size: ANY,
  profilingEnabled: ANY,
  profilingThresholdMs: ANY,
};

const FIELD_TYPES: readonly KvFieldType[] = ['number', 'bool', 'string', 'time', 'array'];

function readFields(stanza: Stanza, faults: string[]): Map<string, KvFieldType> {
  const fields = settingsOfClass(stanza, 'field.').flatMap(({ key, rest, value }) => {
    const type = FIELD_TYPES.find((known) => known === value);
    if (rest.includes('.'))
      faults.push(`${placeOf(stanza, key)}: found a field within a field, expected one of the record`);
    if (!type) faults.push(`${placeOf(stanza, key)}: found "${value}", expected ${FIELD_TYPES.join(', ')}`);
    return type ? [[rest, type] as const] : [];
  });
  return new Map(fields);
}

/** The app's KV store collections by name. Throws ConfError naming file and line of every setting that cannot be applied. */
export function readCollections(app: AppConf): ReadonlyMap<string, CollectionConf> {
  const faults: string[] = [];
  const collections = [...app.conf('collections').values()].map((stanza): CollectionConf => {
    faults.push(...misunderstood(stanza, COLLECTION_SETTINGS, ['field.', 'accelerated_fields.']));
    const accelerated = settingsOfClass(stanza, 'accelerated_fields.');
    return {
      name: stanza.name,
      enforceTypes: isTrue(stanza.settings.get('enforceTypes')?.value),
      fields: readFields(stanza, faults),
      acceleratedFields: new Map(accelerated.map(({ rest, value }) => [rest, value])),
      stanza,
    };
  });
  if (faults.length > 0) throw new ConfError(faults);
  return new Map(collections.map((collection) => [collection.name, collection]));
}
