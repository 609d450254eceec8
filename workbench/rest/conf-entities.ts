import type { AppConf, ChangeableApp } from '../conf/app';
import { removeStanza, setInStanza } from '../conf/edit';
import { isKnownSetting } from '../conf/known-settings';
import { ConfError, type Stanza, type Stanzas } from '../conf/parse';
import { accessOf, mayAccess, requireRight } from './access';
import { appId } from './app-settings';
import type { Call, Handler, RestContext } from './call';
import { type Entry, entryReply, feedReply } from './feed';
import { RestError } from './reply';

/** One kind of object that is kept as stanzas of a conf file, and how REST shows it. */
export interface ConfEntity {
  /** The path of its collection, which links begin with. */
  readonly collection: string;
  /** The conf file, without `.conf`. */
  readonly file: 'macros' | 'savedsearches';
  /** Arguments that a new object needs besides its name. */
  readonly required: readonly string[];
  /** What is shown of an object. */
  content(stanza: Stanza, app: AppConf): Readonly<Record<string, unknown>>;
  /** What the arguments of a request set; those that REST names in another way than the file among them. */
  settings(args: ReadonlyMap<string, string>, old: Stanza | undefined): ReadonlyMap<string, string>;
  /** What is said when there is an object of that name already. */
  taken(name: string): string;
  readonly links?: readonly string[];
}

/** Arguments of every endpoint that are no settings. */
const OTHER_ARGUMENTS = ['name', 'output_mode'];

function changeable({ app }: RestContext): ChangeableApp {
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

/** The arguments that are settings. Throws RestError 400 naming all others. */
function givenSettings(call: Call, entity: ConfEntity, old: Stanza | undefined): ReadonlyMap<string, string> {
  const given = new Map([...call.args].filter(([key]) => !OTHER_ARGUMENTS.includes(key)));
  const settings = entity.settings(given, old);
  const unknown = [...settings.keys()].filter((key) => !isKnownSetting(entity.file, key));
  if (unknown.length === 0) return settings;
  const faults = unknown.map((key) => `Argument "${key}" is not supported by this handler.`);
  throw new RestError(400, faults.join(' '), 'ERROR');
}

function write(context: RestContext, { file }: ConfEntity, edit: (text: string) => string): void {
  try {
    changeable(context).change(file, edit);
  } catch (error) {
    if (error instanceof ConfError) throw new RestError(400, error.message, 'ERROR');
    throw error;
  }
}

function checkName(name: string | undefined): string {
  if (
    name !== undefined &&
    name !== '' &&
    name !== 'default' &&
    !name.startsWith('_new') &&
    !/\p{Cc}/u.test(name)
  )
    return name;
  throw new RestError(
    400,
    `name is ${JSON.stringify(name)}, expected one line of text other than "default"`,
    'ERROR',
  );
}

function checkRequired(call: Call, { required }: ConfEntity): void {
  const missing = ['name', ...required].filter((key) => !call.args.get(key));
  if (missing.length === 0) return;
  throw new RestError(400, `The following required arguments are missing: ${missing.join(', ')}.`, 'ERROR');
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
      checkRequired(call, entity);
      const name = checkName(call.args.get('name') ?? undefined);
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
