import { setInStanza } from '../conf/edit';
import { accessOf, requireRight } from './access';
import { appId, appSetting } from './app-settings';
import { type ArgumentTable, booleanArg, checkArguments } from './arguments';
import type { Call, Handler, RestContext } from './call';
import { changeable } from './conf-handlers';
import { type Entry, entryReply, feedReply } from './feed';
import { RestError } from './reply';

const COLLECTION = 'apps/local';
const STANZA = { type: 'app', name: 'install' } as const;
const EDIT: ArgumentTable = { configured: 'used', output_mode: 'used' };

function appEntry(context: RestContext, call: Call): Entry {
  const { app } = context;
  const setting = (stanza: string, key: string): string => appSetting(app, stanza, key) ?? '';
  const name = appId(app);
  return {
    name,
    app: name,
    acl: accessOf(context, call, STANZA),
    content: {
      label: appSetting(app, 'ui', 'label') ?? name,
      version: setting('launcher', 'version'),
      description: setting('launcher', 'description'),
      author: setting('launcher', 'author'),
      build: setting('install', 'build'),
      configured: /^(1|true)$/i.test(setting('install', 'is_configured')),
      disabled: false,
      visible: true,
    },
  };
}

function checkName({ app }: RestContext, { params }: Call): void {
  const name = params['name'] ?? '';
  if (name !== appId(app)) throw new RestError(404, `Could not find object id=${name}`, 'ERROR');
}

/** `apps/local`: the one app there is. */
export const listApps: Handler = (context, call) => feedReply(call, COLLECTION, [appEntry(context, call)]);

/** `apps/local/<name>`: the same. Throws RestError 404 for another. */
export const getApp: Handler = (context, call) => {
  checkName(context, call);
  return entryReply(call, COLLECTION, appEntry(context, call));
};

/** `POST apps/local/<name>` with `configured`: says whether the app was set up. Throws RestError 403 or 404. */
export const editApp: Handler = (context, call) => {
  checkName(context, call);
  checkArguments(call.args, EDIT);
  requireRight(context, call, STANZA, 'write');
  if (call.args.has('configured')) {
    const value = booleanArg(call.args, 'configured') ? '1' : '0';
    changeable(context).change('app', (text) =>
      setInStanza(text, STANZA.name, new Map([['is_configured', value]])),
    );
  }
  return entryReply(call, COLLECTION, appEntry(context, call));
};
