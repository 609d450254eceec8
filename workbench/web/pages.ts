import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jsonReply, type Reply, RestError } from '../rest/reply';
import { lastArg, type Request, readCookies } from '../rest/request';
import { configScript } from './config';
import { loadingPage, noticePage, type Theme, viewPage } from './shell';
import { LOCALE, type Site, viewPath } from './site';
import { staticReply } from './static-files';
import { defaultView } from './views';

/** How far the loading of the log files is; `fraction` is what is read of all files together, from 0 to 1. */
export interface LoadingState {
  readonly isDone: boolean;
  readonly file: string;
  readonly fileNumber: number;
  readonly files: number;
  readonly fraction: number;
  /** The lines of the file are read, and the fields of their events are being made. */
  readonly isMakingFields: boolean;
  /** Read so far, unpacked. */
  readonly bytes: number;
  readonly lines: number;
}

export interface PageOptions {
  readonly site: Site;
  readonly port: number;
  readonly version: string;
  readonly loading: () => LoadingState;
  /** `Set-Cookie` values for whoever opens a page. */
  readonly cookies: readonly string[];
}

const BROWSER_DIR = join(__dirname, 'browser');

/** Splunk Web's own files, as the pages ask for them, and the workbench's stand-ins for them. */
const OWN_FILES: Readonly<Record<string, string>> = {
  'build/api/get_theme.js': 'get-theme.js',
  'build/api/layout.js': 'layout.js',
  'build/api/layout-dark.js': 'layout.js',
  'build/loading.js': 'loading.js',
  'build/shell.css': 'shell.css',
  'build/shell.js': 'shell.js',
  'js/i18n.js': 'i18n.js',
};

const PROGRESS_PATH = `${LOCALE}/loading`;

type Handler = (options: PageOptions, request: Request, parts: readonly string[]) => Reply | Promise<Reply>;

interface PageRoute {
  readonly path: RegExp;
  readonly handle: Handler;
}

function themeCookie({ port }: PageOptions): string {
  return `smtp_watch_theme_${port}`;
}

function themeOf(options: PageOptions, request: Request): Theme | undefined {
  const theme = readCookies(request.headers.cookie).get(themeCookie(options));
  return theme === 'dark' || theme === 'light' ? theme : undefined;
}

function redirect(location: string, cookies: readonly string[] = []): Reply {
  return { status: 303, headers: { Location: location, 'Cache-Control': 'no-store', 'Set-Cookie': cookies } };
}

function htmlReply(options: PageOptions, body: string, status = 200): Reply {
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Set-Cookie': options.cookies,
  };
  return { status, headers, body };
}

function scriptReply(body: string): Reply {
  const headers = { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-store' };
  return { status: 200, headers, body };
}

/** Keeps the theme asked for in the query as a cookie, and opens the page without the question. */
function chooseTheme(options: PageOptions, request: Request): Reply | undefined {
  const theme = lastArg(request.args, 'theme');
  if (theme !== 'dark' && theme !== 'light') return undefined;
  const rest = new URLSearchParams(request.args);
  rest.delete('theme');
  const cookie = `${themeCookie(options)}=${theme}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict`;
  return redirect(rest.size > 0 ? `${request.path}?${rest}` : request.path, [cookie]);
}

const openView: Handler = (options, request, [app = '', name = '']) => {
  const { site } = options;
  const theme = themeOf(options, request);
  const view = app === site.app ? site.ui.views.get(name) : undefined;
  const context = { site, view, theme };
  if (!view) {
    const sentence = `The workbench has no view "${name}" in the app "${app}".`;
    return htmlReply(options, noticePage(context, 'Not found', sentence), 404);
  }
  if (!view.isPage) {
    const sentence = `"${view.label}" is a dashboard of Splunk itself; the workbench shows the app's own pages only.`;
    return htmlReply(options, noticePage(context, view.label, sentence), 501);
  }
  const chosen = chooseTheme(options, request);
  if (chosen) return chosen;
  if (!options.loading().isDone) return htmlReply(options, loadingPage(context, PROGRESS_PATH));
  return htmlReply(options, viewPage({ ...context, view }));
};

const openApp: Handler = ({ site }) => {
  const view = defaultView(site.ui);
  if (view === undefined) throw new RestError(404, `the app "${site.app}" has no page to show`);
  return redirect(viewPath(site, view));
};

const appFile: Handler = ({ site }, request, [app = '', file = '']) => {
  if (app !== site.app) throw new RestError(404, `no app "${app}"`);
  const folders = [join(site.appDir, 'appserver', 'static'), join(site.appDir, 'static')];
  return staticReply(folders, file, request.headers['if-none-match']);
};

const ownFile: Handler = (_options, request, [file = '']) => {
  const own = Object.hasOwn(OWN_FILES, file) ? OWN_FILES[file]! : undefined;
  if (own === undefined) throw new RestError(404, `no static file "${file}"`);
  return staticReply([BROWSER_DIR], own, request.headers['if-none-match']);
};

const favicon: Handler = (options, request) => {
  const hasIcon = existsSync(join(options.site.appDir, 'static', 'appIcon.png'));
  return hasIcon ? appFile(options, request, [options.site.app, 'appIcon.png']) : { status: 204 };
};

const ROUTES: readonly PageRoute[] = [
  { path: /^\/(?:en-US\/?)?$/, handle: openApp },
  { path: /^\/en-US\/app\/?$/, handle: openApp },
  { path: /^\/en-US\/app\/[^/]+\/?$/, handle: openApp },
  { path: /^\/en-US\/app\/([^/]+)\/([^/]+)\/?$/, handle: openView },
  {
    path: /^\/en-US\/config$/,
    handle: (options, request) =>
      scriptReply(configScript(options.site, options.port, options.version, themeOf(options, request))),
  },
  { path: /^\/en-US\/i18ncatalog$/, handle: (options, request) => ownFile(options, request, ['js/i18n.js']) },
  { path: /^\/en-US\/loading$/, handle: (options) => jsonReply(options.loading()) },
  { path: /^\/en-US\/static\/(?:@[^/]*\/)?app\/([^/]+)\/(.+)$/, handle: appFile },
  { path: /^\/en-US\/static\/(?:@[^/]*\/)?(.+)$/, handle: ownFile },
  { path: /^\/favicon\.ico$/, handle: favicon },
];

function decodePart(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    throw new RestError(400, `path holds "${part}", expected percent-encoded UTF-8`);
  }
}

/** Answers a request for a page or one of its files. Throws RestError 404 for a path that no page has, 405 for a method other than GET. */
export async function answerPage(options: PageOptions, request: Request): Promise<Reply> {
  for (const { path, handle } of ROUTES) {
    const match = path.exec(request.path);
    if (!match) continue;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new RestError(405, `${request.method} is not allowed on a page`);
    }
    return handle(options, request, match.slice(1).map(decodePart));
  }
  throw new RestError(404, `no page at ${request.path}`);
}
