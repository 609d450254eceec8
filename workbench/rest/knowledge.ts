import { isTrue } from '../conf/commands';
import { type DataModel, readDataModels } from '../conf/datamodels';
import { accessOf, mayAccess } from './access';
import { appId } from './app-settings';
import type { Call, Handler, RestContext } from './call';
import { type Entry, entryReply, feedReply } from './feed';
import { RestError } from './reply';

/** A kind of object that REST shows and does not change: its contents by name. */
interface Shown {
  readonly collection: string;
  /** What metadata calls it. */
  readonly type: 'eventtypes' | 'models';
  contents(context: RestContext): ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

const EVENT_TYPES: Shown = {
  collection: 'saved/eventtypes',
  type: 'eventtypes',
  contents: ({ app }) =>
    new Map(
      [...app.conf('eventtypes').values()].map(({ name, settings }) => {
        const written = [...settings].map(([key, { value }]): [string, string] => [key, value]);
        const disabled = isTrue(settings.get('disabled')?.value);
        return [
          name,
          { color: '', description: '', priority: '1', ...Object.fromEntries(written), disabled },
        ];
      }),
    ),
};

/** What splunk-sdk reads: every dataset with all its lists, and the model as JSON in `description`. */
function modelContent({ name, datasets, json }: DataModel): Readonly<Record<string, unknown>> {
  const objects = [...datasets.values()].map(({ lineage, json: written }) => ({
    fields: [],
    constraints: [],
    calculations: [],
    ...written,
    lineage,
  }));
  const model = { displayName: name, description: '', ...json, modelName: name, objects };
  return {
    acceleration: '{"enabled":false}',
    description: JSON.stringify({ ...model, objectNameList: [...datasets.keys()] }),
  };
}

const DATA_MODELS: Shown = {
  collection: 'datamodel/model',
  type: 'models',
  contents: ({ app }) => {
    const models = [...readDataModels(app).models.values()];
    return new Map(models.map((model) => [model.name, modelContent(model)]));
  },
};

function entries(shown: Shown, context: RestContext, call: Call): Entry[] {
  const app = appId(context.app);
  return [...shown.contents(context)]
    .map(([name, content]) => ({ object: { type: shown.type, name }, content }))
    .filter(({ object }) => mayAccess(context, call, object, 'read'))
    .map(({ object, content }) => ({
      name: object.name,
      app,
      acl: accessOf(context, call, object),
      content: { ...content, 'eai:acl': null, 'eai:appName': app, 'eai:userName': 'nobody' },
    }));
}

/** The handlers of a kind of object: the list of all that the caller may read, and one of them. */
function handlersOf(shown: Shown): { list: Handler; get: Handler } {
  return {
    list: (context, call) => feedReply(call, shown.collection, entries(shown, context, call)),
    get: (context, call) => {
      const name = call.params['name'] ?? '';
      const entry = entries(shown, context, call).find((one) => one.name === name);
      if (!entry) throw new RestError(404, `Could not find object id=${name}`, 'ERROR');
      return entryReply(call, shown.collection, entry);
    },
  };
}

/** What REST shows of event types and data models; to change them is to edit their files. */
export const KNOWLEDGE = [EVENT_TYPES, DATA_MODELS].map((shown) => ({
  collection: shown.collection,
  ...handlersOf(shown),
}));
