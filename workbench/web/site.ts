import type { AppConf } from '../conf/app';
import { appId, appSetting } from '../rest/app-settings';
import { type AppUi, readAppUi } from './views';

/** Splunk Web's one locale in the workbench; it opens every path of a page. */
export const LOCALE = '/en-US';

/** What of Splunk's does not change while the workbench runs: the app as Splunk Web shows it, and where things lie. */
export interface Site {
  readonly app: string;
  readonly appDir: string;
  readonly label: string;
  readonly ui: AppUi;
  /** `@<build>`, and `@<build>:<app build>` for the app's own files: Splunk Web's cache busters. */
  readonly build: string;
  readonly appBuild: string;
}

/** The site of the app. Throws an Error naming the view or navigation file that cannot be read. */
export function readSite(conf: AppConf): Site {
  const app = appId(conf);
  return {
    app,
    appDir: conf.dir,
    label: appSetting(conf, 'ui', 'label') ?? app,
    ui: readAppUi(conf.dir),
    build: 'workbench',
    appBuild: appSetting(conf, 'install', 'build') ?? '0',
  };
}

/** The URL path of a view. */
export function viewPath(site: Site, view: string): string {
  return `${LOCALE}/app/${encodeURIComponent(site.app)}/${encodeURIComponent(view)}`;
}

/** The URL path of one of Splunk Web's own static files. */
export function staticPath(site: Site, file: string): string {
  return `${LOCALE}/static/@${site.build}/${file}`;
}

/** The URL path of one of the app's static files. */
export function appStaticPath(site: Site, file: string): string {
  return `${LOCALE}/static/@${site.build}:${site.appBuild}/app/${encodeURIComponent(site.app)}/${file}`;
}
