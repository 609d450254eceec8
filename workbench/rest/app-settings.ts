import { basename } from 'node:path';
import type { AppConf } from '../conf/app';

/** A setting of the app's app.conf. */
export function appSetting(app: AppConf, stanza: string, key: string): string | undefined {
  return app.conf('app').get(stanza)?.settings.get(key)?.value;
}

/** The name that Splunk knows the app by: its package id, else that of its folder. */
export function appId(app: AppConf): string {
  return appSetting(app, 'package', 'id') ?? basename(app.dir);
}
