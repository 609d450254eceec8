import type { AutomaticLookup } from '../conf/automatic-lookups';
import type { CommandConf } from '../conf/commands';
import type { DataModel } from '../conf/datamodels';
import type { EventTypeConf } from '../conf/eventtypes';
import type { Macro } from '../conf/macros';
import type { TaggedValue } from '../conf/tags';

/** What a search may name besides the commands of the language: the app's knowledge objects. */
export interface Knowledge {
  readonly commands: ReadonlyMap<string, CommandConf>;
  readonly macros: ReadonlyMap<string, Macro>;
  /** In the order in which an event shows them. */
  readonly eventTypes: readonly EventTypeConf[];
  /** What is wrong with event types that are left out, by name. */
  readonly eventTypeFaults: ReadonlyMap<string, readonly string[]>;
  readonly tagged: readonly TaggedValue[];
  /** By sourcetype, in the order in which they are applied. */
  readonly automaticLookups: ReadonlyMap<string, readonly AutomaticLookup[]>;
  readonly dataModels: ReadonlyMap<string, DataModel>;
  /** What is wrong with data models that are left out, by name. */
  readonly dataModelFaults: ReadonlyMap<string, string>;
}
