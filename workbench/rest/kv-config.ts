import type { CollectionConf } from '../conf/collections';
import { accessOf, mayAccess } from './access';
import { appId } from './app-settings';
import type { Call, Handler, RestContext } from './call';
import { type Entry, entryReply, feedReply } from './feed';
import { RestError } from './reply';

const COLLECTION = 'storage/collections/config';

function collectionEntry(context: RestContext, call: Call, { name, stanza }: CollectionConf): Entry {
  const app = appId(context.app);
  const settings = [...stanza.settings].map(([key, { value }]): [string, string] => [key, value]);
  return {
    name,
    app,
    acl: accessOf(context, call, { type: 'collections', name }),
    content: {
      disabled: false,
      enforceTypes: 'false',
      profilingEnabled: 'false',
      profilingThresholdMs: '1000',
      replicate: 'false',
      ...Object.fromEntries(settings),
      'eai:appName': app,
      'eai:userName': 'nobody',
      type: 'undefined',
    },
  };
}

/** `GET storage/collections/config`: the app's collections, as collections.conf has them. */
export const listCollections: Handler = (context, call) =>
  feedReply(
    call,
    COLLECTION,
    [...context.kv.collections.values()]
      .filter(({ name }) => mayAccess(context, call, { type: 'collections', name }, 'read'))
      .map((collection) => collectionEntry(context, call, collection)),
  );

function findCollection(context: RestContext, call: Call): CollectionConf {
  const name = call.params['name'] ?? '';
  const collection = context.kv.collections.get(name);
  if (!collection || !mayAccess(context, call, { type: 'collections', name }, 'read'))
    throw new RestError(404, `Could not find object id=${name}`, 'ERROR');
  return collection;
}

/** `GET storage/collections/config/<collection>`: the one collection. */
export const getCollection: Handler = (context, call) =>
  entryReply(call, COLLECTION, collectionEntry(context, call, findCollection(context, call)));
