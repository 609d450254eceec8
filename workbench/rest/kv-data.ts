import type { Right } from '../conf/access';
import { KvError } from '../jobs/kv-error';
import { compileKvQuery, type KvTest } from '../jobs/kv-query';
import { type KvSelection, parseFields, parseSort } from '../jobs/kv-select';
import type { KvPlace } from '../jobs/kv-state';
import { isObject, type Json, parseJson } from '../jobs/kv-value';
import { requireRight } from './access';
import { appId } from './app-settings';
import { type ArgumentTable, booleanArg, checkArguments, textArg, wholeNumber } from './arguments';
import type { Call, Handler, RestContext } from './call';
import { jsonReply, type Reply, RestError } from './reply';

const FIND: ArgumentTable = {
  query: 'used',
  fields: 'used',
  sort: 'used',
  limit: 'used',
  skip: 'used',
  shared: 'used',
  output_mode: 'ignored',
};
const REMOVE: ArgumentTable = { query: 'used', output_mode: 'ignored' };
const NOTHING: ArgumentTable = { output_mode: 'ignored' };

/** The members of one query of a batch, which are the arguments of a single one. */
const BATCH_FIND = ['query', 'fields', 'sort', 'limit', 'skip', 'shared'];
/** limits.conf, [kvstore] max_queries_per_batch. */
const MAX_QUERIES = 1000;

const STATUS: Readonly<Record<KvError['kind'], number>> = { invalid: 400, missing: 404, duplicate: 409 };

/** The handler, with what the KV store refuses made a reply, and the arguments checked first. */
function kvHandler(table: ArgumentTable, handle: Handler): Handler {
  return async (context, call) => {
    checkArguments(call.args, table);
    try {
      return await handle(context, call);
    } catch (error) {
      if (!(error instanceof KvError)) throw error;
      throw new RestError(STATUS[error.kind], error.message, 'ERROR');
    }
  };
}

/** Records belong to a user and an app, so both have to be named; `-` stands for any, and there is no such record. */
function placeOf(context: RestContext, call: Call, right: Right): KvPlace {
  const { owner, app, user } = call;
  if (owner !== 'nobody' && owner !== user.name) {
    throw new RestError(
      400,
      `owner is "${owner}", expected nobody or ${user.name} as in /servicesNS/nobody/<app>`,
      'ERROR',
    );
  }
  if (app !== appId(context.app)) throw new RestError(404, `Could not find app "${app}".`, 'ERROR');
  const collection = call.params['collection'] ?? '';
  requireRight(context, call, { type: 'collections', name: collection }, right);
  return { collection, user: owner };
}

function bodyOf({ request }: Call): Json {
  if (request.json !== undefined) return parseJson(request.json);
  const type = request.headers['content-type'] ?? 'none';
  throw new RestError(415, `request body is ${type}, expected application/json`, 'ERROR');
}

function testOf(args: URLSearchParams): KvTest {
  return compileKvQuery(parseJson(textArg(args, 'query') ?? '{}'));
}

function selectionOf(args: URLSearchParams): KvSelection {
  return {
    test: testOf(args),
    order: parseSort(textArg(args, 'sort') ?? ''),
    skip: wholeNumber(args, 'skip', 0),
    limit: wholeNumber(args, 'limit', 0),
    fields: parseFields(textArg(args, 'fields') ?? ''),
  };
}

function findIn(context: RestContext, place: KvPlace, args: URLSearchParams): unknown[] {
  return context.kv.find(place, selectionOf(args), booleanArg(args, 'shared'));
}

function removed(): Reply {
  return { status: 200 };
}

/** `GET storage/collections/data/<collection>`: the records asked for. */
export const findRecords = kvHandler(FIND, (context, call) =>
  jsonReply(findIn(context, placeOf(context, call, 'read'), call.args)),
);

/** `POST storage/collections/data/<collection>`: 201 with the key of the new record; 409 when there is one with its key. */
export const insertRecord = kvHandler(NOTHING, (context, call) =>
  jsonReply({ _key: context.kv.insert(placeOf(context, call, 'write'), bodyOf(call)) }, 201),
);

/** `DELETE storage/collections/data/<collection>`: removes the records that the query finds, all without one. */
export const removeRecords = kvHandler(REMOVE, (context, call) => {
  context.kv.removeWhere(placeOf(context, call, 'write'), testOf(call.args));
  return removed();
});

/** `GET storage/collections/data/<collection>/<key>`: the one record. */
export const getRecord = kvHandler(NOTHING, (context, call) =>
  jsonReply(context.kv.get(placeOf(context, call, 'read'), call.params['key'] ?? '')),
);

/** `POST storage/collections/data/<collection>/<key>`: the record is replaced by the one sent. */
export const replaceRecord = kvHandler(NOTHING, (context, call) => {
  const key = call.params['key'] ?? '';
  context.kv.replace(placeOf(context, call, 'write'), key, bodyOf(call));
  return jsonReply({ _key: key });
});

/** `DELETE storage/collections/data/<collection>/<key>`: the record is gone. */
export const removeRecord = kvHandler(NOTHING, (context, call) => {
  context.kv.remove(placeOf(context, call, 'write'), call.params['key'] ?? '');
  return removed();
});

/** `POST storage/collections/data/<collection>/batch_save`: adds or replaces the records; gives their keys. */
export const saveBatch = kvHandler(NOTHING, (context, call) =>
  jsonReply(context.kv.save(placeOf(context, call, 'write'), bodyOf(call))),
);

function queryArgs(query: Json): URLSearchParams {
  if (!isObject(query))
    throw new KvError('invalid', `batch holds ${JSON.stringify(query)}, expected objects`);
  const args = Object.entries(query).map(([name, value]): [string, string] => {
    if (!BATCH_FIND.includes(name)) {
      throw new KvError('invalid', `batch holds "${name}", expected ${BATCH_FIND.join(', ')}`);
    }
    return [name, typeof value === 'string' ? value : JSON.stringify(value)];
  });
  return new URLSearchParams(args);
}

/** `POST storage/collections/data/<collection>/batch_find`: an array of records for each of the queries sent. */
export const findBatch = kvHandler(NOTHING, (context, call) => {
  const place = placeOf(context, call, 'read');
  const queries = bodyOf(call);
  if (!Array.isArray(queries) || queries.length > MAX_QUERIES) {
    throw new KvError('invalid', `batch is no JSON array of at most ${MAX_QUERIES} queries`);
  }
  return jsonReply(queries.map((query: Json) => findIn(context, place, queryArgs(query))));
});
