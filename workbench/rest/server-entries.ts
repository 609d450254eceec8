import { ADMIN, capabilitiesOf, type User } from '../conf/access';
import type { AppConf } from '../conf/app';
import { appId } from './app-settings';
import type { Handler } from './call';
import { type Entry, entryReply, feedReply, SPLUNK_VERSION } from './feed';
import { RestError } from './reply';

/** `server/info`: which Splunk the workbench imitates, and that it is the workbench. */
export const serverInfo: Handler = (_context, call) =>
  entryReply(call, 'server/info', {
    name: 'server-info',
    content: {
      version: SPLUNK_VERSION,
      build: 'workbench',
      serverName: 'smtp-watch-workbench',
      product_type: 'enterprise',
      isFree: false,
      isTrial: false,
      server_roles: ['search_head', 'indexer', 'kv_store'],
      kvStoreStatus: 'ready',
      mode: 'normal',
      os_name: process.platform,
    },
  });

function userContent(app: AppConf, { name, roles }: User): Readonly<Record<string, unknown>> {
  return {
    username: name,
    realname: name === ADMIN.name ? 'Administrator' : name,
    roles,
    capabilities: capabilitiesOf(app, { name, roles }),
    defaultApp: 'smtp_watch',
    email: '',
    tz: 'UTC',
    type: 'Splunk',
  };
}

/** `authentication/current-context`: who asks. */
export const currentContext: Handler = ({ app }, call) =>
  entryReply(call, 'authentication/current-context', {
    name: 'context',
    content: userContent(app, call.user),
  });

/** `authentication/users/<name>`: who asks; of others nothing is told. */
export const user: Handler = ({ app }, call) => {
  const { name } = call.user;
  if (call.params['name'] !== name) {
    throw new RestError(404, `Could not find object id=${call.params['name']}`, 'ERROR');
  }
  return entryReply(call, 'authentication/users', { name, content: userContent(app, call.user) });
};

function confEntries(app: AppConf, file: string): Entry[] {
  return [...app.conf(file).values()].map((stanza) => ({
    name: stanza.name,
    app: appId(app),
    content: Object.fromEntries([...stanza.settings].map(([key, { value }]) => [key, value])),
  }));
}

/** `data/ui/times`: the app's presets for time ranges, as times.conf has them. */
export const times: Handler = ({ app }, call) => feedReply(call, 'data/ui/times', confEntries(app, 'times'));

/** `configs/conf-<file>`: the stanzas of a conf file of the app, as they are now. */
export const confStanzas: Handler = ({ app }, call) => {
  const file = call.params['file'] ?? '';
  return feedReply(call, `configs/conf-${file}`, confEntries(app, file));
};

/** `properties`: the conf files that can be changed. */
export const confFiles: Handler = ({ app }, call) =>
  feedReply(
    call,
    'properties',
    ['macros', 'savedsearches'].map((name) => ({ name, app: appId(app), content: {} })),
  );
