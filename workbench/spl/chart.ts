import { quoteText } from '../engine/quote';
import { type Aggregation, aggregationKind, aggregationSql } from './aggregation';
import { type Builder, type Field, newField, type Relation } from './build';
import type { ColumnKind } from './relation';
import type { SplitOptions } from './split';
import { textToNumber } from './sql/value';

/** A chart as a command asks for it: what its rows and columns stand for, in SQL over the rows it is made of. */
export interface ChartRequest {
  readonly command: string;
  readonly rows: Relation;
  readonly x: { readonly name: string; readonly kind: ColumnKind; readonly sql: string };
  /** SQL text of what columns are made of; absent when the chart has one column for each aggregation. */
  readonly series?: string;
  readonly aggregations: readonly Aggregation[];
  readonly options: SplitOptions;
}

/** The cells of a chart, long: `#x`, `#series` (a label, see below) and `#v0`, `#v1`, … */
export interface Cells {
  readonly from: string;
  /** The columns to make, in order; one without a label when the chart is not split. */
  readonly columns: readonly { readonly name: string; readonly label: string | undefined }[];
}

/** Labels keep a value of the field apart from the columns that gather what is missing and what is left. */
const NULL_LABEL = 'null';
const OTHER_LABEL = 'other';
const valueLabel = (value: string): string => `=${value}`;

/** A chart wider than this is none that anyone reads. */
const MOST_COLUMNS = 1000;

function valueItems({ aggregations, rows }: ChartRequest, builder: Builder): string {
  return aggregations.map((one, at) => `${aggregationSql(one, rows, builder)} AS "#v${at}"`).join(', ');
}

function score({ aggregations, rows }: ChartRequest, builder: Builder): string {
  const kind = aggregationKind(aggregations[0]!, rows, builder);
  if (kind === 'list') return 'sum(len("#v0"))';
  return `sum(${kind === 'number' ? '"#v0"' : textToNumber('"#v0"')})`;
}

/** The values that get a column of their own, the others told by how many there are. */
async function rankSeries(
  request: ChartRequest,
  builder: Builder,
  cells: string,
): Promise<{ kept: string[]; isCut: boolean }> {
  const { limit, keepsBottom } = request.options;
  const most = limit === 0 ? MOST_COLUMNS : limit;
  const direction = keepsBottom ? 'ASC' : 'DESC';
  const ranked = await builder.query(
    `SELECT "#series" FROM ${cells} WHERE "#series" IS NOT NULL GROUP BY "#series" ORDER BY ${score(request, builder)} ${direction} NULLS LAST, "#series" LIMIT ${most + 1}`,
  );
  const kept = ranked.slice(0, most).map(([series]) => String(series));
  if (limit === 0 && ranked.length > most)
    builder.warn(`${request.command} made columns of the first ${most} values only`);
  return { kept: kept.sort(), isCut: ranked.length > most };
}

async function splitCells(request: ChartRequest, builder: Builder, prepared: string): Promise<Cells> {
  const { command, options } = request;
  const items = valueItems(request, builder);
  const grouped = builder.step(
    `${command}_cells`,
    `SELECT "#x", "#series", ${items} FROM ${prepared} GROUP BY "#x", "#series"`,
  );
  const hidden = ['"#x"', '"#series"', ...request.aggregations.map((_, at) => `"#v${at}"`)];
  const { from } = await builder.materialise({
    from: grouped,
    fields: [],
    order: [],
    hidden,
    isTransformed: true,
  });
  const { kept, isCut } = await rankSeries(request, builder, from);
  const [[nulls] = []] = await builder.query(`SELECT count(*) FROM ${from} WHERE "#series" IS NULL`);
  const isKept = `"#series" IN (${kept.map(quoteText).join(', ')})`;
  const values = request.aggregations.map((_, at) => `"#v${at}"`).join(', ');
  const selects = [
    `SELECT "#x", coalesce('=' || "#series", '${NULL_LABEL}') AS "#series", ${values} FROM ${from}`,
  ];
  const columns = kept.map((name) => ({ name, label: valueLabel(name) }));
  if (options.useNull && Number(nulls) > 0) columns.push({ name: options.nullName, label: NULL_LABEL });
  if (options.useOther && isCut) {
    columns.push({ name: options.otherName, label: OTHER_LABEL });
    selects.push(
      `SELECT "#x", '${OTHER_LABEL}', ${items} FROM ${prepared} WHERE "#series" IS NOT NULL AND NOT ${isKept} GROUP BY "#x"`,
    );
  }
  const labelled = builder.step(`${command}_labels`, selects.join(' UNION ALL '));
  const all = await builder.materialise({
    from: labelled,
    fields: [],
    order: [],
    hidden,
    isTransformed: true,
  });
  return { from: all.from, columns };
}

/** The cells of a chart, in a table. */
export async function chartCells(request: ChartRequest, builder: Builder): Promise<Cells> {
  const { command, rows, x, series } = request;
  const columns = [`${x.sql} AS "#x"`, ...(series === undefined ? [] : [`${series} AS "#series"`])];
  const prepared = builder.step(
    `${command}_rows`,
    `SELECT *, ${columns.join(', ')} FROM ${rows.from} WHERE ${x.sql} IS NOT NULL`,
  );
  if (series !== undefined) return splitCells(request, builder, prepared);
  const items = valueItems(request, builder);
  const grouped = builder.step(`${command}_cells`, `SELECT "#x", ${items} FROM ${prepared} GROUP BY "#x"`);
  const hidden = ['"#x"', ...request.aggregations.map((_, at) => `"#v${at}"`)];
  const { from } = await builder.materialise({
    from: grouped,
    fields: [],
    order: [],
    hidden,
    isTransformed: true,
  });
  return { from, columns: [{ name: '', label: undefined }] };
}

/** A column that is told from those of other functions, and from the rows' own. */
function titleOf({ aggregations, x }: ChartRequest, name: string, series: string): string {
  return aggregations.length > 1 || series === x.name ? `${name}: ${series}` : series;
}

/** A column of the chart: its title and the SQL of its cell over the joined cells. */
function* chartColumns(
  request: ChartRequest,
  builder: Builder,
  cells: Cells,
): Generator<{ title: string; kind: ColumnKind; sql: string }> {
  for (const [at, aggregation] of request.aggregations.entries()) {
    const { name, aggregate } = aggregation;
    const kind = aggregationKind(aggregation, request.rows, builder);
    for (const { name: series, label } of cells.columns) {
      const filter = label === undefined ? '' : ` FILTER (c."#series" = ${quoteText(label)})`;
      const value = `any_value(c."#v${at}")${filter}`;
      yield {
        title: label === undefined ? name : titleOf(request, name, series),
        kind,
        sql: aggregate.empty === '0' ? `coalesce(${value}, 0)` : value,
      };
    }
  }
}

/** The chart: one row for each `#x` of a domain, one column for each aggregation and series. */
export function pivot(request: ChartRequest, builder: Builder, cells: Cells, domain: string): Relation {
  const { command, x } = request;
  const fields: Field[] = [newField(x.name, x.kind, [])];
  const items = [`d."#x" AS ${fields[0]!.sql}`];
  for (const { title, kind, sql } of chartColumns(request, builder, cells)) {
    const field = newField(title, kind, fields);
    fields.push(field);
    items.push(`${sql} AS ${field.sql}`);
  }
  items.push(`${x.kind === 'number' ? 'd."#x"' : textToNumber('d."#x"')} AS "#1"`, 'd."#x" AS "#2"');
  const select = `SELECT ${items.join(', ')} FROM ${domain} d LEFT JOIN ${cells.from} c ON d."#x" = c."#x" GROUP BY d."#x"`;
  const from = builder.step(command, select);
  return { from, fields, order: ['"#1" NULLS LAST', '"#2"'], hidden: ['"#1"', '"#2"'], isTransformed: true };
}
