import overview from '../app/dashboards/overview';
import type { Dashboard } from '../app/model/dashboard';
import type { Panel, RankingPanel, SinglePanel, TableColumn, TablePanel } from '../app/model/panel';

const WIDTH = 1440;
/** Studio shows a description and its own margins inside a panel, for which our heights have no room. */
const HEAD_HEIGHT = 60;

interface DataSource {
  readonly type: 'ds.search' | 'ds.chain';
  readonly name: string;
  readonly options: { readonly query: string; readonly extend?: string };
}

interface Visualization {
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly dataSources: { readonly primary: string };
  readonly options: Readonly<Record<string, unknown>>;
}

/** A definition of Dashboard Studio: the JSON of a view of version 2. */
export interface StudioDefinition {
  readonly title: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, object>>;
  readonly defaults: object;
  readonly dataSources: Readonly<Record<string, DataSource>>;
  readonly visualizations: Readonly<Record<string, Visualization>>;
  readonly layout: {
    readonly type: 'grid';
    readonly globalInputs: readonly string[];
    readonly options: { readonly width: number };
    readonly structure: readonly {
      readonly item: string;
      readonly type: 'block';
      readonly position: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
    }[];
  };
}

const series = (name: string): string => `> primary | seriesByName("${name}")`;

// A time is shown in the zone of whoever reads, as everything in Splunk: no title may call it UTC.
const headOf = ({ title }: TableColumn): string => title.replace(' (UTC)', '');

/** The stages that give the columns of a table their titles and write out their times. */
function tableStages(columns: readonly TableColumn[]): string {
  const times = columns.filter(({ format }) => format === 'time').map(({ field }) => field);
  const written = times.map((field) => `| eval ${field}=strftime(${field}, "%F %T")\n`);
  const fields = columns.map(({ field }) => field).join(' ');
  const titles = columns.map((column) => `${column.field} AS "${headOf(column)}"`).join(' ');
  return `${written.join('')}| table ${fields}\n| rename ${titles}`;
}

function searchSources({ searches }: Dashboard): Record<string, DataSource> {
  const sources = Object.entries(searches).map(([id, { spl, base }]): [string, DataSource] => {
    if (base === undefined) return [`ds_${id}`, { type: 'ds.search', name: id, options: { query: spl } }];
    return [`ds_${id}`, { type: 'ds.chain', name: id, options: { query: spl, extend: `ds_${base}` } }];
  });
  return Object.fromEntries(sources);
}

function tableSources({ panels }: Dashboard): Record<string, DataSource> {
  const tables = Object.entries(panels).flatMap(([id, panel]) =>
    panel.kind === 'table' ? [[id, panel] as const] : [],
  );
  const sources = tables.map(([id, { columns, search }]): [string, DataSource] => [
    `ds_table_${id}`,
    {
      type: 'ds.chain',
      name: `table of ${id}`,
      options: { query: tableStages(columns), extend: `ds_${search}` },
    },
  ]);
  return Object.fromEntries(sources);
}

function singleOptions({ value, format }: SinglePanel): Record<string, unknown> {
  const isShare = format === 'share';
  return {
    majorValue: `${series(value)} | lastPoint()`,
    numberPrecision: isShare ? 1 : 0,
    ...(isShare && { unit: '%' }),
    sparklineDisplay: 'off',
    trendDisplay: 'off',
  };
}

function rankingOptions({ label, value }: RankingPanel): Record<string, unknown> {
  return {
    x: series(label),
    y: series(value),
    dataValuesDisplay: 'all',
    legendDisplay: 'off',
    xAxisTitleVisibility: 'hide',
    yAxisTitleVisibility: 'hide',
  };
}

function tableOptions({ columns }: TablePanel): Record<string, unknown> {
  const score = columns.filter(({ format }) => format === 'score').map(headOf);
  const columnFormat = Object.fromEntries(score.map((head) => [head, { align: 'right' }]));
  return { count: 50, showInternalFields: false, ...(score.length > 0 && { columnFormat }) };
}

function visualization(id: string, panel: Panel): Visualization {
  const { title, help, search } = panel;
  const primary = panel.kind === 'table' ? `ds_table_${id}` : `ds_${search}`;
  const shown = { title, dataSources: { primary } };
  switch (panel.kind) {
    case 'single':
      return { type: 'splunk.singlevalue', ...shown, options: singleOptions(panel) };
    case 'counts':
      return { type: 'splunk.table', ...shown, description: help, options: { showInternalFields: false } };
    case 'ranking':
      return { type: 'splunk.bar', ...shown, description: help, options: rankingOptions(panel) };
    case 'table':
      return { type: 'splunk.table', ...shown, description: help, options: tableOptions(panel) };
    case 'timechart': {
      const options = {
        stackMode: 'stacked',
        legendDisplay: 'bottom',
        seriesColorsByField: panel.seriesColours,
        xAxisTitleVisibility: 'hide',
        yAxisTitleVisibility: 'hide',
      };
      return { type: 'splunk.column', ...shown, description: help, options };
    }
    case 'flow':
    case 'matrix':
    case 'band':
    case 'scores':
    case 'pairs':
      throw new Error(`panel ${id}: found a ${panel.kind}, expected a kind that Dashboard Studio has`);
  }
}

function structureOf({ layout }: Dashboard): StudioDefinition['layout']['structure'] {
  let y = 0;
  return layout.flatMap(({ height, panels }) => {
    const shares = Object.values(panels).reduce((sum, share) => sum + share, 0);
    const h = height + HEAD_HEIGHT;
    let x = 0;
    const blocks = Object.entries(panels).map(([id, share]) => {
      const w = Math.round((WIDTH * share) / shares);
      const position = { x, y, w, h };
      x += w;
      return { item: `viz_${id}`, type: 'block' as const, position };
    });
    y += h;
    return blocks;
  });
}

/** Gives a dashboard as Dashboard Studio defines one: each search once, tables with a stage of titles, a time range over all. */
export function studioDefinition(dashboard: Dashboard): StudioDefinition {
  const range = { earliest: '$global_time.earliest$', latest: '$global_time.latest$' };
  return {
    title: `${dashboard.title} (Dashboard Studio)`,
    description: dashboard.description,
    inputs: {
      input_time: {
        type: 'input.timerange',
        title: 'Time range',
        options: { token: 'global_time', defaultValue: '0,' },
      },
    },
    defaults: { dataSources: { 'ds.search': { options: { queryParameters: range } } } },
    dataSources: { ...searchSources(dashboard), ...tableSources(dashboard) },
    visualizations: Object.fromEntries(
      Object.entries(dashboard.panels).map(([id, panel]) => [`viz_${id}`, visualization(id, panel)]),
    ),
    layout: {
      type: 'grid',
      globalInputs: ['input_time'],
      options: { width: WIDTH },
      structure: structureOf(dashboard),
    },
  };
}

// JSON in CDATA: nothing may end the section, and Splunk's reader is fed plain ASCII.
const inCdata = (json: string): string =>
  json
    .replaceAll(']]>', ']]\\u003e')
    .replace(/[^\x20-\x7e\n]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The text of default/data/ui/views/overview_studio.xml: the Overview for those who want to edit their own. */
export function studioView(): string {
  const definition = studioDefinition(overview);
  return `<!-- generated from app/dashboards/overview.ts by tools/generate.ts -->
<dashboard version="2" theme="light">
  <label>${definition.title}</label>
  <description>${definition.description}</description>
  <definition><![CDATA[
${inCdata(JSON.stringify(definition, null, 2))}
  ]]></definition>
</dashboard>
`;
}
