import type { AppConf } from '../conf/app';
import { appId, appSetting } from './app-settings';
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
      mode: 'normal',
      os_name: process.platform,
    },
  });

const USER = {
  username: 'admin',
  realname: 'Administrator',
  roles: ['admin'],
  capabilities: ['search'],
  defaultApp: 'smtp_watch',
  email: '',
  tz: 'UTC',
  type: 'Splunk',
};

/** `authentication/current-context`: the one user there is. */
export const currentContext: Handler = (_context, call) =>
  entryReply(call, 'authentication/current-context', { name: 'context', content: USER });

/** `authentication/users/<name>`: the one user there is. */
export const user: Handler = (_context, call) => {
  if (call.params['name'] !== USER.username) {
    throw new RestError(404, `Could not find object id=${call.params['name']}`, 'ERROR');
  }
  return entryReply(call, 'authentication/users', { name: USER.username, content: USER });
};

function appEntry(app: AppConf): Entry {
  const setting = (stanza: string, key: string): string => appSetting(app, stanza, key) ?? '';
  const name = appId(app);
  return {
    name,
    app: name,
    content: {
      label: appSetting(app, 'ui', 'label') ?? name,
      version: setting('launcher', 'version'),
      description: setting('launcher', 'description'),
      author: setting('launcher', 'author'),
      build: setting('install', 'build'),
      configured: true,
      disabled: false,
      visible: true,
    },
  };
}

/** `apps/local`: the one app there is. */
export const apps: Handler = ({ app }, call) => feedReply(call, 'apps/local', [appEntry(app)]);

function confEntries(app: AppConf, file: string): Entry[] {
  return [...app.conf(file).values()].map((stanza) => ({
    name: stanza.name,
    app: appId(app),
    content: Object.fromEntries([...stanza.settings].map(([key, { value }]) => [key, value])),
  }));
}

/** `data/ui/times`: the app's presets for time ranges, as times.conf has them. */
export const times: Handler = ({ app }, call) => feedReply(call, 'data/ui/times', confEntries(app, 'times'));
