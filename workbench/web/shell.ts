import { type Html, html } from './html';
import { appStaticPath, LOCALE, type Site, staticPath, viewPath } from './site';
import type { NavItem, View } from './views';

export type Theme = 'light' | 'dark';

/** What a page of the workbench needs beside the site: where it is and how it looks. */
export interface PageContext {
  readonly site: Site;
  readonly view: View | undefined;
  readonly theme: Theme | undefined;
}

function isWebPath(href: string): boolean {
  return /^(https?:\/\/|\/(?!\/)|[\w-]+$)/.test(href);
}

function navEntry({ site, view }: PageContext, item: NavItem): Html | false {
  switch (item.kind) {
    case 'divider':
      return false;
    case 'link':
      return isWebPath(item.href) && html`<a href="${item.href}">${item.label}</a>`;
    case 'collection':
      return html`<details><summary>${item.label}</summary><div>${navEntries({ site, view, theme: undefined }, item.items)}</div></details>`;
    case 'view': {
      const target = site.ui.views.get(item.name);
      if (!target?.isPage)
        return html`<span class="elsewhere" title="only in Splunk">${target?.label ?? item.name}</span>`;
      const current = target.name === view?.name && html` aria-current="page"`;
      return html`<a href="${viewPath(site, target.name)}"${current}>${target.label}</a>`;
    }
  }
}

function navEntries(context: PageContext, items: readonly NavItem[]): Html[] {
  return items.map((item) => navEntry(context, item)).filter((entry) => entry !== false);
}

function document(context: PageContext, title: string, body: Html): string {
  const { site, theme } = context;
  const themed = theme !== undefined && html` data-theme="${theme}"`;
  return html`<!DOCTYPE html>
<html lang="en-US"${themed}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} | ${site.label}</title>
<link rel="icon" href="/favicon.ico">
<link rel="stylesheet" href="${staticPath(site, 'build/shell.css')}">
<script src="${LOCALE}/config?autoload=1"></script>
<script src="${staticPath(site, 'js/i18n.js')}"></script>
<script src="${LOCALE}/i18ncatalog?autoload=1"></script>
<script src="${staticPath(site, 'build/api/get_theme.js')}"></script>
</head>
<body>
${body}
</body>
</html>
`.text;
}

function appBar(context: PageContext, isHidden: boolean): Html {
  const { color } = context.site.ui;
  const style = color !== undefined && html` style="--bar: ${color}"`;
  return html`<header data-view="splunkjs/mvc/headerview"${style}${isHidden && html` hidden`}>
<nav aria-label="Views">${navEntries(context, context.site.ui.nav)}</nav>
<strong>${context.site.label}</strong>
<button type="button" class="theme" hidden></button>
</header>`;
}

/** The page of a view: Splunk Web's template `pages/splunk_ui_app.html`, which loads `pages/<view>.js`. */
export function viewPage(context: PageContext & { readonly view: View }): string {
  const script = appStaticPath(context.site, `pages/${context.view.name}.js`);
  const body = html`${appBar(context, true)}
<script src="${staticPath(context.site, 'build/shell.js')}" data-page="${script}"></script>`;
  return document(context, context.view.label, body);
}

/** The page that stands in for a view while log files are loading, and turns into it when they are loaded. */
export function loadingPage(context: PageContext, progressPath: string): string {
  const body = html`${appBar(context, false)}
<main class="notice"><h1>Loading log files</h1>
<progress max="1" aria-label="Loading log files"></progress>
<p role="status">The page opens when the files are loaded.</p></main>
<script src="${staticPath(context.site, 'build/shell.js')}"></script>
<script src="${staticPath(context.site, 'build/loading.js')}" data-progress="${progressPath}"></script>`;
  return document(context, 'Loading', body);
}

/** A page that says in one sentence why there is nothing else to see. */
export function noticePage(context: PageContext, title: string, sentence: string): string {
  const body = html`${appBar(context, false)}
<main class="notice"><h1>${title}</h1><p>${sentence}</p></main>
<script src="${staticPath(context.site, 'build/shell.js')}"></script>`;
  return document(context, title, body);
}
