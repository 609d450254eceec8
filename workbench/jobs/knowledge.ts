import type { AppConf } from '../conf/app';
import { readAutomaticLookups } from '../conf/automatic-lookups';
import { readCommands } from '../conf/commands';
import { readDataModels } from '../conf/datamodels';
import { readEventTypes } from '../conf/eventtypes';
import { readMacros } from '../conf/macros';
import type { Stanzas } from '../conf/parse';
import { readTags } from '../conf/tags';
import { parseEventTypes } from '../spl/event-types';
import type { Knowledge } from '../spl/knowledge';
import type { Workbench } from './workbench';

/** A value that is worked out when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function readKnowledge(app: AppConf): Knowledge {
  const commands = once(() => readCommands(app));
  const macros = once(() => readMacros(app));
  const eventTypes = once(() => readEventTypes(app));
  const tags = once(() => readTags(app));
  const lookups = once(() => readAutomaticLookups(app));
  const models = once(() => readDataModels(app));
  return {
    get commands() {
      return commands();
    },
    get macros() {
      return macros();
    },
    get eventTypes() {
      return eventTypes().eventTypes;
    },
    get eventTypeFaults() {
      return eventTypes().faults;
    },
    get tagged() {
      return tags().tagged;
    },
    get automaticLookups() {
      return lookups();
    },
    get dataModels() {
      return models().models;
    },
    get dataModelFaults() {
      return models().faults;
    },
  };
}

/** The conf files that hold knowledge objects. */
const FILES = ['commands', 'datamodels', 'eventtypes', 'macros', 'props', 'tags', 'transforms'];

interface Known {
  /** The files as they were when the knowledge was read. */
  readonly files: readonly Stanzas[];
  readonly knowledge: Knowledge;
}

const known = new WeakMap<AppConf, Known>();

/** The app's knowledge objects as its conf files say now, each kind read when a search first needs it. */
export function knowledgeOf({ app }: Pick<Workbench, 'app'>): Knowledge {
  const files = FILES.map((name) => app.conf(name));
  const last = known.get(app);
  if (last && files.every((stanzas, at) => stanzas === last.files[at])) return last.knowledge;
  const knowledge = readKnowledge(app);
  known.set(app, { files, knowledge });
  return knowledge;
}

/** What is wrong with the app's event types, tags and data models, one sentence a fault; each is left out and the rest goes on. */
export function knowledgeFaults(workbench: Pick<Workbench, 'app'>): string[] {
  const knowledge = knowledgeOf(workbench);
  return [
    ...[...parseEventTypes(knowledge).faults.values()].flat(),
    ...readTags(workbench.app).faults,
    ...knowledge.dataModelFaults.values(),
    ...[...knowledge.dataModels.values()].flatMap(({ warnings }) => warnings),
  ];
}
