import type { AppConf, ChangeableApp } from '../conf/app';
import { removeStanza, setInStanza } from '../conf/edit';
import { ConfError, type Stanza, type Stanzas } from '../conf/parse';
import { accessOf, mayAccess, requireRight } from './access';
import { appId } from './app-settings';
import type { Call, Handler, RestContext } from './call';
import { type ConfEntity, givenSettings, newName } from './conf-entity';
import { type Entry, entryReply, feedReply } from './feed';
import { RestError } from './reply';

/** The app of a context, to be changed. Throws RestError 503 where there is no folder to keep changes in. */
export function changeable({ app }: RestContext): ChangeableApp {
  if (app.stateDir !== undefined) return app as ChangeableApp;
  throw new RestError(503, 'the workbench has no state folder to keep changes in', 'ERROR');
}

/** Whether the app itself brings the stanza, so that it can be changed but not taken away. */
function isShipped(app: AppConf, file: string, name: string): boolean {
  return !('shipped' in app) || (app as ChangeableApp).shipped(file).has(name);
}

function entryOf(context: RestContext, call: Call, entity: ConfEntity, stanza: Stanza): Entry {
  const { app } = context;
  return {
    name: stanza.name,
    app: appId(app),
    links: entity.links ?? [],
    acl: {
      ...accessOf(context, call, { type: entity.file, name: stanza.name }),
      removable: !isShipped(app, entity.file, stanza.name),
      sharing: 'app',
    },
    content: {
      ...entity.content(stanza, app),
      'eai:acl': null,
      'eai:appName': appId(app),
      'eai:userName': 'nobody',
    },
  };
}

function stanzas({ app }: RestContext, { file }: ConfEntity): Stanzas {
  return app.conf(file);
}

/** The stanza that the path names. Throws RestError 404 when there is none that the caller may read. */
export function findStanza(context: RestContext, call: Call, file: ConfEntity['file']): Stanza {
  const name = call.params['name'] ?? '';
  const stanza = context.app.conf(file).get(name);
  if (!stanza || !mayAccess(context, call, { type: file, name }, 'read'))
    throw new RestError(404, `Could not find object id=${name}`, 'ERROR');
  return stanza;
}

function checkApp(context: RestContext, { app }: Call): void {
  if (app === '-' || app === appId(context.app)) return;
  throw new RestError(404, `Could not find app "${app}".`, 'ERROR');
}

function write(context: RestContext, { file }: ConfEntity, edit: (text: string) => string): void {
  try {
    changeable(context).change(file, edit);
  } catch (error) {
    if (error instanceof ConfError) throw new RestError(400, error.message, 'ERROR');
    throw error;
  }
}

/** What can be done with a kind of object. */
export interface ConfHandlers {
  readonly list: Handler;
  readonly get: Handler;
  readonly create: Handler;
  readonly edit: Handler;
  readonly remove: Handler;
}

/** The handlers of a kind of object: list, read, add (201), change and remove. */
export function confHandlers(entity: ConfEntity): ConfHandlers {
  const { collection, file } = entity;
  const list: Handler = (context, call) =>
    feedReply(
      call,
      collection,
      [...stanzas(context, entity).values()]
        .filter(({ name }) => mayAccess(context, call, { type: file, name }, 'read'))
        .map((stanza) => entryOf(context, call, entity, stanza)),
    );
  const blank: Stanza = { name: '_new', file: '', line: 0, settings: new Map() };
  const reply = (context: RestContext, call: Call, name: string, status = 200) => ({
    ...entryReply(
      call,
      collection,
      entryOf(context, call, entity, stanzas(context, entity).get(name) ?? blank),
    ),
    status,
  });
  return {
    list,
    get: (context, call) => {
      const { name = '' } = call.params;
      return reply(context, call, name === '_new' ? name : findStanza(context, call, file).name);
    },
    create: (context, call) => {
      checkApp(context, call);
      requireRight(context, call, { type: file }, 'write');
      const name = newName(call, entity);
      const settings = givenSettings(call, entity, undefined);
      if (stanzas(context, entity).has(name)) throw new RestError(409, entity.taken(name), 'ERROR');
      write(context, entity, (text) => setInStanza(text, name, settings));
      return reply(context, call, name, 201);
    },
    edit: (context, call) => {
      checkApp(context, call);
      const stanza = findStanza(context, call, file);
      requireRight(context, call, { type: file, name: stanza.name }, 'write');
      if (call.args.has('name'))
        throw new RestError(400, 'Argument "name" is not supported by this handler.', 'ERROR');
      const settings = givenSettings(call, entity, stanza);
      write(context, entity, (text) => setInStanza(text, stanza.name, settings));
      return reply(context, call, stanza.name);
    },
    remove: (context, call) => {
      checkApp(context, call);
      const { name } = findStanza(context, call, file);
      requireRight(context, call, { type: file, name }, 'write');
      if (isShipped(context.app, file, name))
        throw new RestError(400, `Object id=${name} cannot be deleted in config=${file}.`, 'ERROR');
      write(context, entity, (text) => removeStanza(text, name));
      return list(context, call);
    },
  };
}

/** A handler that sets one setting of the object that the path names. */
export function settingHandler({ edit }: ConfHandlers, key: string, value: string): Handler {
  return (context, call) => edit(context, { ...call, args: new URLSearchParams([[key, value]]) });
}
