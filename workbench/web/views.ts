import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseXml, type XmlElement } from './xml';

/** A view of the app, as Splunk Web lists it. */
export interface View {
  readonly name: string;
  readonly label: string;
  /** Shown by a built page `pages/<name>.js`; other views (Simple XML, Dashboard Studio) need Splunk itself. */
  readonly isPage: boolean;
}

/** One entry of the app's navigation bar. */
export type NavItem =
  | { readonly kind: 'view'; readonly name: string; readonly isDefault: boolean }
  | { readonly kind: 'link'; readonly href: string; readonly label: string }
  | { readonly kind: 'collection'; readonly label: string; readonly items: readonly NavItem[] }
  | { readonly kind: 'divider' };

/** What the app shows in Splunk Web: its views by name, and its navigation in order. */
export interface AppUi {
  readonly views: ReadonlyMap<string, View>;
  readonly nav: readonly NavItem[];
  /** Of the navigation bar, as `#rrggbb`. */
  readonly color: string | undefined;
}

/** Splunk's own template for pages made of one script (10.4 and later); a package for older Splunk has the app's. */
const PAGE_TEMPLATE = /^pages\/splunk_ui_app\.html$|:\/templates\//;

function xmlFiles(appDir: string, folder: string): string[] {
  return ['default', 'local'].flatMap((layer) => {
    const dir = join(appDir, layer, 'data', 'ui', folder);
    if (!existsSync(dir)) return [];
    const names = readdirSync(dir).filter((name) => name.endsWith('.xml'));
    return names.sort().map((name) => join(dir, name));
  });
}

function readView(file: string): View {
  const root = parseXml(readFileSync(file, 'utf8'), file);
  const name = basename(file, '.xml');
  const label = root.children.find((child) => child.name === 'label')?.text.trim();
  return { name, label: label || name, isPage: PAGE_TEMPLATE.test(root.attributes.get('template') ?? '') };
}

function navItem(element: XmlElement, file: string): NavItem {
  const attribute = (name: string): string => element.attributes.get(name) ?? '';
  switch (element.name) {
    case 'view':
      return { kind: 'view', name: attribute('name'), isDefault: attribute('default') === 'true' };
    case 'a':
      return { kind: 'link', href: attribute('href'), label: element.text.trim() };
    case 'collection':
      return { kind: 'collection', label: attribute('label'), items: navItems(element, file) };
    case 'divider':
      return { kind: 'divider' };
    default:
      throw new Error(
        `${file}:${element.line}: found <${element.name}>, expected view, a, collection or divider`,
      );
  }
}

function navItems(parent: XmlElement, file: string): NavItem[] {
  return parent.children.map((child) => navItem(child, file));
}

/** The views and the navigation of the app, `local` over `default`. Throws an Error naming the file that cannot be read. */
export function readAppUi(appDir: string): AppUi {
  const views = new Map(xmlFiles(appDir, 'views').map((file) => [basename(file, '.xml'), readView(file)]));
  const navFile = xmlFiles(appDir, 'nav')
    .filter((file) => basename(file) === 'default.xml')
    .at(-1);
  if (navFile === undefined) return { views, nav: [], color: undefined };
  const nav = parseXml(readFileSync(navFile, 'utf8'), navFile);
  const color = nav.attributes.get('color');
  const isColor = color !== undefined && /^#[\da-f]{6}$/i.test(color);
  return { views, nav: navItems(nav, navFile), color: isColor ? color : undefined };
}

/** The view that opens when none is named: the navigation's default, else the first page. */
export function defaultView(ui: AppUi): string | undefined {
  const flat = (items: readonly NavItem[]): NavItem[] =>
    items.flatMap((item) => (item.kind === 'collection' ? flat(item.items) : item));
  const marked = flat(ui.nav).find((item) => item.kind === 'view' && item.isDefault);
  if (marked?.kind === 'view') return marked.name;
  return [...ui.views.values()].find(({ isPage }) => isPage)?.name;
}
