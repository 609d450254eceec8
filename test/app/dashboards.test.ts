import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Dashboard } from '../../app/model/dashboard';
import { faultOf } from '../../app/model/input';
import { COMMANDS } from '../../schema/commands';
import { FIELDS } from '../../schema/fields';
import { drilldownOf } from './dashboard-results';
import { DASHBOARDS } from './dashboards';

const ROOT = join(__dirname, '..', '..');

const MACROS = readFileSync(join(ROOT, 'default', 'macros.conf'), 'utf8').split(/^(?=\[)/m);

const tokensIn = (spl: string): [name: string, isQuoted: boolean][] =>
  [...spl.matchAll(/\$(\w+)(\|s)?\$/g)].map(([, name = '', quoted]) => [name, quoted !== undefined]);

test('every page has a view and a place in the navigation, under its title', () => {
  const pages = readdirSync(join(ROOT, 'app', 'pages')).map((file) => basename(file, '.tsx'));
  const views = join(ROOT, 'default', 'data', 'ui', 'views');
  const nav = readFileSync(join(ROOT, 'default', 'data', 'ui', 'nav', 'default.xml'), 'utf8');
  expect(pages).toEqual(expect.arrayContaining(DASHBOARDS.map(({ name }) => name)));
  for (const page of pages) {
    const view = readFileSync(join(views, `${page}.xml`), 'utf8');
    const title = DASHBOARDS.find(({ name }) => name === page)?.title;
    expect(view).toContain('template="pages/splunk_ui_app.html"');
    if (title !== undefined) expect(view).toContain(`<label>${title.replaceAll('&', '&amp;')}</label>`);
    expect(nav).toContain(`<view name="${page}"`);
  }
});

describe.each(DASHBOARDS.map((dashboard) => [dashboard.name, dashboard] as const))(
  '%s',
  (_name, dashboard: Dashboard) => {
    const { panels, searches, layout, events, inputs = [] } = dashboard;

    test('places every panel once', () => {
      expect(layout.flatMap((row) => Object.keys(row.panels)).sort()).toEqual(Object.keys(panels).sort());
    });

    test('uses every search, and as a base only a search of its own', () => {
      const used = [...Object.values(panels).map(({ search }) => search)];
      const bases = Object.values(searches).flatMap(({ base }) => base ?? []);
      expect([...new Set([...used, ...bases])].sort()).toEqual(Object.keys(searches).sort());
      expect(bases.filter((base) => searches[base]?.base !== undefined)).toEqual([]);
    });

    test('uses every input, text in quotes alone', () => {
      const chosen = inputs.flatMap((input) => (input.kind === 'choice' ? input.choices : []));
      const texts = [...Object.values(searches), ...chosen].map(({ spl }) => spl ?? '');
      const tokens = texts.flatMap(tokensIn);
      expect([...new Set(tokens.map(([name]) => name))].sort()).toEqual(
        inputs.map(({ name }) => name).sort(),
      );
      const quoted = inputs.filter(({ kind }) => kind === 'text').map(({ name }) => name);
      expect(tokens.filter(([name, isQuoted]) => isQuoted !== quoted.includes(name))).toEqual([]);
    });

    test('has presets, and rows of tables, that set inputs which there are', () => {
      const preset = (dashboard.presets ?? []).flatMap(({ values }) => Object.entries(values));
      const faults = preset.flatMap(([name, value]) => {
        const input = inputs.find((each) => each.name === name);
        return input === undefined ? [name] : (faultOf(input, value) ?? []);
      });
      expect(faults).toEqual([]);
      const set = Object.values(panels).flatMap((panel) =>
        panel.kind === 'table' ? Object.keys(panel.sets ?? {}) : [],
      );
      expect(inputs.map(({ name }) => name)).toEqual(expect.arrayContaining(set));
    });

    test.each(Object.keys(panels))('%s leads to events by fields that select them', (id) => {
      const panel = panels[id]!;
      const source = events[panel.source ?? 'mail'];
      expect(Object.keys(source?.filters ?? {})).toEqual(expect.arrayContaining([...drilldownOf(panel)]));
    });

    test.each(Object.keys(events))('shows and selects %s by fields that they have', (id) => {
      const { filters, columns } = events[id]!;
      const own = Object.entries(filters).filter(([, { command }]) => command === undefined);
      const names = [...own.map(([field]) => field), ...columns.map(({ field }) => field)];
      const known: readonly string[] = ['_time', ...FIELDS.map(({ name }) => name)];
      expect(names.filter((name) => !known.includes(name))).toEqual([]);
    });

    test.each(Object.keys(events))('selects %s by fields that a command or macro yields', (id) => {
      for (const [field, { command }] of Object.entries(events[id]!.filters)) {
        if (command === undefined) continue;
        const macro = MACROS.find((text) => text.startsWith(`[${command.replaceAll('`', '')}]`));
        const isSet =
          macro?.includes(`eval ${field}=`) || JSON.stringify(COMMANDS).includes(`"name":"${field}"`);
        expect({ field, isSet }).toEqual({ field, isSet: true });
      }
    });
  },
);
