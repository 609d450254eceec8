import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import overview from '../../app/dashboards/overview';
import type { Dashboard } from '../../app/model/dashboard';
import type { StudioDefinition } from '../../tools/generate-studio-view';
import { parseXml } from '../../workbench/web/xml';

const ROOT = join(__dirname, '..', '..');
const FILE = join(ROOT, 'default', 'data', 'ui', 'views', 'overview_studio.xml');
const { searches, panels }: Dashboard = overview;

/** What Splunk's package of visualizations says of itself: the judge of types and options. */
interface VisualizationConfig {
  readonly key: string;
  readonly optionsSchema: Readonly<Record<string, { readonly anyOf?: readonly OptionSchema[] }>>;
}
interface OptionSchema {
  readonly type?: string | readonly string[];
  readonly pattern?: string;
}
const CONFIGS = new Map(
  ['SingleValue', 'Column', 'Bar', 'Table'].map((name) => {
    const { default: config } = require(`@splunk/visualizations/${name}.config`) as {
      default: VisualizationConfig;
    };
    return [config.key, config] as const;
  }),
);

const root = parseXml(readFileSync(FILE, 'utf8'), FILE);
const text = root.children.find(({ name }) => name === 'definition')?.text ?? '';
const definition = JSON.parse(text) as StudioDefinition;
const { dataSources, visualizations, layout, inputs } = definition;
const sources = Object.entries(dataSources);

test('is a dashboard of version 2, of ASCII alone, and in the navigation', () => {
  expect(root.name).toBe('dashboard');
  expect(root.attributes.get('version')).toBe('2');
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  const nav = readFileSync(join(ROOT, 'default', 'data', 'ui', 'nav', 'default.xml'), 'utf8');
  expect(nav).toContain('<view name="overview_studio"/>');
});

test('asks the searches of the page, each once, post-processes as chains of their bases', () => {
  for (const [id, { spl, base }] of Object.entries(searches)) {
    const source = dataSources[`ds_${id}`];
    expect(source?.options.query).toBe(spl);
    expect(source?.type).toBe(base === undefined ? 'ds.search' : 'ds.chain');
    expect(source?.options.extend).toBe(base === undefined ? undefined : `ds_${base}`);
  }
  const own = sources.filter(([id]) => id.startsWith('ds_table_'));
  expect(sources).toHaveLength(Object.keys(searches).length + own.length);
  for (const [, { options }] of own) {
    expect(options.query).toMatch(/^(\| eval \w+=strftime\(\w+, "%F %T"\)\n)*\| table [\w ]+\n\| rename /);
    expect(dataSources[options.extend ?? '']).toBeDefined();
  }
});

test('uses every data source, by a chain of two at most', () => {
  const used = [
    ...Object.values(visualizations).map((each) => each.dataSources.primary),
    ...sources.flatMap(([, { options }]) => options.extend ?? []),
  ];
  expect([...new Set(used)].sort()).toEqual(sources.map(([id]) => id).sort());
  const depth = (id: string): number => {
    const extended = dataSources[id]?.options.extend;
    return extended === undefined ? 0 : 1 + depth(extended);
  };
  for (const [id] of sources) expect(depth(id)).toBeLessThanOrEqual(2);
});

const isValue = (value: unknown, { type, pattern }: OptionSchema): boolean => {
  const types = type === undefined ? [] : [type].flat();
  if (!types.includes(typeof value)) return false;
  return pattern === undefined || (typeof value === 'string' && new RegExp(pattern).test(value));
};

test.each(Object.keys(panels))('%s has a type and options that Splunk has', (id) => {
  const { type, options } = visualizations[`viz_${id}`]!;
  const config = CONFIGS.get(type);
  expect(config?.key).toBe(type);
  for (const [name, value] of Object.entries(options)) {
    const schema = config?.optionsSchema[name];
    expect({ name, isKnown: schema !== undefined }).toEqual({ name, isKnown: true });
    if (schema?.anyOf === undefined) expect(typeof value).toBe('object');
    else
      expect({ name, fits: schema.anyOf.some((each) => isValue(value, each)) }).toEqual({ name, fits: true });
  }
});

test('places every panel once, on the width of the canvas, none over another', () => {
  const blocks = layout.structure;
  expect(blocks.map(({ item }) => item).sort()).toEqual(Object.keys(visualizations).sort());
  for (const [at, { position }] of blocks.entries()) {
    expect(position.x + position.w).toBeLessThanOrEqual(layout.options.width);
    for (const other of blocks.slice(at + 1)) {
      const { x, y, w, h } = other.position;
      const isApart =
        position.x + position.w <= x ||
        x + w <= position.x ||
        position.y + position.h <= y ||
        y + h <= position.y;
      expect(isApart).toBe(true);
    }
  }
});

test('has one time range, which every search follows', () => {
  expect(layout.globalInputs).toEqual(Object.keys(inputs));
  expect(JSON.stringify(inputs)).toContain('"token":"global_time"');
  expect(JSON.stringify(definition.defaults)).toContain('$global_time.earliest$');
});
