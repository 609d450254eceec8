import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Dashboard, Panel } from '../../app/dashboards/dashboard';
import overview from '../../app/dashboards/overview';
import { COMMANDS } from '../../schema/commands';
import { FIELDS } from '../../schema/fields';

const ROOT = join(__dirname, '..', '..');
const DASHBOARDS: readonly Dashboard[] = [overview];

function columnsOf(panel: Panel): string[] {
  switch (panel.kind) {
    case 'single':
      return [panel.value, ...[...panel.caption.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')];
    case 'ranking':
      return [panel.label, panel.value];
    case 'table':
      return panel.columns.map(({ field }) => field);
    case 'timechart':
      return ['_time'];
  }
}

function drilldownOf(panel: Panel): readonly string[] {
  if (panel.kind === 'ranking') return [panel.label];
  return panel.kind === 'table' ? panel.drilldown : [];
}

test('every page has a dashboard, a view and a place in the navigation', () => {
  const pages = readdirSync(join(ROOT, 'app', 'pages')).map((file) => basename(file, '.tsx'));
  const views = join(ROOT, 'default', 'data', 'ui', 'views');
  const nav = readFileSync(join(ROOT, 'default', 'data', 'ui', 'nav', 'default.xml'), 'utf8');
  expect(DASHBOARDS.map(({ name }) => name)).toEqual(pages);
  for (const { name, title } of DASHBOARDS) {
    const view = readFileSync(join(views, `${name}.xml`), 'utf8');
    expect(view).toContain('template="pages/splunk_ui_app.html"');
    expect(view).toContain(`<label>${title}</label>`);
    expect(nav).toContain(`<view name="${name}"`);
  }
});

describe.each(DASHBOARDS.map((dashboard) => [dashboard.name, dashboard] as const))(
  '%s',
  (_name, dashboard) => {
    const { panels, searches, layout, events } = dashboard;

    test('places every panel once', () => {
      expect(layout.flatMap((row) => Object.keys(row.panels)).sort()).toEqual(Object.keys(panels).sort());
    });

    test('uses every search, and as a base only a search of its own', () => {
      const used = [...Object.values(panels).map(({ search }) => search)];
      const bases = Object.values(searches).flatMap(({ base }) => base ?? []);
      expect([...new Set([...used, ...bases])].sort()).toEqual(Object.keys(searches).sort());
      expect(bases.filter((base) => searches[base]?.base !== undefined)).toEqual([]);
    });

    test.each(Object.keys(panels))('%s names columns that its search declares', (id) => {
      const panel = panels[id]!;
      expect(searches[panel.search]?.columns).toEqual(expect.arrayContaining(columnsOf(panel)));
    });

    test.each(Object.keys(panels))('%s leads to events by fields that select them', (id) => {
      expect(Object.keys(events.filters)).toEqual(expect.arrayContaining([...drilldownOf(panels[id]!)]));
    });

    test('shows and selects events by fields that they have', () => {
      const own = Object.entries(events.filters).filter(([, { command }]) => command === undefined);
      const names = [...own.map(([field]) => field), ...events.columns.map(({ field }) => field)];
      const known: readonly string[] = ['_time', ...FIELDS.map(({ name }) => name)];
      expect(names.filter((name) => !known.includes(name))).toEqual([]);
    });

    test('selects by fields of the commands that they yield', () => {
      const commands: Readonly<Record<string, object>> = COMMANDS;
      for (const [field, { command }] of Object.entries(events.filters)) {
        if (command === undefined) continue;
        expect(JSON.stringify(commands[command])).toContain(`"name":"${field}"`);
      }
    });
  },
);

test('the code until the frame is painted stays below 200 kB', () => {
  const page = readFileSync(join(ROOT, 'dist', 'smtp_watch', 'appserver', 'static', 'pages', 'overview.js'));
  expect(gzipSync(page, { level: 9 }).length).toBeLessThan(200_000);
});
