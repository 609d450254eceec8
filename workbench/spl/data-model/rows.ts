import type { Dataset } from '../../conf/dataset';
import { assign, type Builder, fieldValue, filter, type Relation } from '../build';
import { allEvents, NOTHING } from '../events';
import { expandMacros } from '../macros';
import { compileTerms } from '../search/compile';
import type { Labels } from '../search/labels';
import { parseTerms } from '../search/parse';
import type { Terms } from '../search/tree';
import { SearchError } from '../search-error';
import { failAt } from '../source';
import { number } from '../sql/value';
import { withOwnFields } from './below';
import { calculate } from './calculate';
import { chainOf, descendantsOf, ownFields, type Plan, planOf } from './plan';
import type { DatasetRequest, DatasetRows } from './request';

/** A constraint, parsed; what it names is in its text with macros expanded. */
interface Constraint {
  readonly terms: Terms;
  readonly text: string;
}

/** Carries out a part of a dataset; what is wrong in the data model is told at the place where the search names it. */
function inModel<T>({ model, fail }: DatasetRequest, dataset: Dataset, what: string, work: () => T): T {
  const refuse = (error: unknown): never => {
    if (!(error instanceof SearchError)) throw error;
    return fail(`data model "${model.name}", dataset "${dataset.name}", ${what}: ${error.sentence}`);
  };
  try {
    const made = work();
    return made instanceof Promise ? (made.catch(refuse) as T) : made;
  } catch (error) {
    return refuse(error);
  }
}

function constraintsOf(request: DatasetRequest, dataset: Dataset, { knowledge }: Builder): Constraint[] {
  return dataset.constraints.map((written) =>
    inModel(request, dataset, 'constraint', () => {
      const source = expandMacros(written, knowledge.macros);
      const { terms, earliest, latest } = parseTerms(source, 0, source.text.length);
      if (earliest ?? latest)
        return failAt(source, 0, 1, 'found a time range, which constraints cannot have');
      return { terms, text: source.text };
    }),
  );
}

/** The condition that a row which is of the parent is of the dataset. */
function conditionOf(
  dataset: Dataset,
  constraints: readonly Constraint[],
  rows: Relation,
  labels: Labels,
): string {
  const required = dataset.fields
    .filter(({ isRequired }) => isRequired)
    .map(({ name }) => `${fieldValue(rows, name).sql} IS NOT NULL`);
  const conditions = constraints.map(({ terms }) => compileTerms(terms, rows, labels));
  return [...conditions, ...required].filter((sql) => sql !== 'TRUE').join(' AND ') || 'TRUE';
}

async function start(
  { baseSearch }: Dataset,
  { text }: Plan,
  builder: Builder,
): Promise<{ rows: Relation; labels: Labels }> {
  if (baseSearch !== undefined)
    return { rows: await builder.searchText(baseSearch, NOTHING, builder.range), labels: () => undefined };
  return allEvents(builder, { seesAll: false, text, wildcards: [] });
}

/** For each dataset right below, whether a row is of it: what Splunk calls `is_<name>` and `is_not_<name>`. */
function withFlags(made: DatasetRows, request: DatasetRequest, builder: Builder): DatasetRows {
  const { dataset, model, isSeen } = request;
  const { lineage } = dataset;
  const flags = [...model.datasets.values()]
    .filter(({ parent, lineage: own }) => parent === dataset.name && made.conditions.has(own))
    .flatMap((child) => {
      const condition = made.conditions.get(child.lineage)!;
      const flag = (name: string, sql: string) => ({
        name,
        value: number(`CAST((${sql}) AS INTEGER)::DOUBLE`),
      });
      return [flag(`is_${child.name}`, condition), flag(`is_not_${child.name}`, `NOT (${condition})`)];
    })
    .filter(({ name }) => isSeen(name) || isSeen(`${lineage}.${name}`));
  if (flags.length === 0) return made;
  const rows = assign(
    'dataset_flags',
    made.rows,
    builder,
    flags.map(({ name, value }) => [name, value] as const),
  );
  return { ...made, rows, fields: [...made.fields, ...flags.map(({ name }) => ({ name, lineage }))] };
}

/** The datasets further down of which the search sees something, each behind its parent. */
function seenBelow({ model, dataset, isSeen }: DatasetRequest): Dataset[] {
  const below = descendantsOf(model, dataset).filter(({ unsupported }) => !unsupported);
  const isNamed = ({ name, lineage }: Dataset): boolean =>
    ['nodename', lineage, `is_${name}`, `is_not_${name}`].some(isSeen);
  return below.filter((one) => below.some((other) => isNamed(other) && isWithin(other, one)));
}

function isWithin(inner: Dataset, outer: Dataset): boolean {
  return inner === outer || inner.lineage.startsWith(`${outer.lineage}.`);
}

/** The events of a dataset, or the rows of its search, with those of its fields that are seen. */
export async function datasetRows(request: DatasetRequest, builder: Builder): Promise<DatasetRows> {
  const { model, dataset, isSeen } = request;
  for (const warning of model.warnings) builder.warn(warning);
  if (dataset.unsupported) request.fail(`dataset "${dataset.name}": ${dataset.unsupported}`);
  const chain = chainOf(model, dataset);
  const below = seenBelow(request);
  const constraints = new Map(
    [...chain, ...below].map((one) => [one, constraintsOf(request, one, builder)] as const),
  );
  const texts = [...constraints.values()].flatMap((of) => of.map(({ text }) => text));
  const plan = planOf([...chain, ...below], texts, (one, field) =>
    chain.includes(one)
      ? isSeen(field) || isSeen(`${one.lineage}.${field}`)
      : isSeen(`${one.lineage}.${field}`),
  );
  let { rows, labels } = await inModel(request, chain[0]!, 'search', () => start(chain[0]!, plan, builder));
  const conditions = new Map(chain.map(({ lineage }): [string, string] => [lineage, 'TRUE']));
  for (const one of chain) {
    const condition = conditionOf(one, constraints.get(one)!, rows, labels);
    if (condition !== 'TRUE') rows = filter('dataset', rows, builder, condition);
    for (const calculation of one.calculations.filter((each) => plan.calculations.has(each))) {
      const what = `calculation of ${calculation.outputs.join(', ')}`;
      const made = await inModel(request, one, what, () => calculate(calculation, rows, builder));
      if (typeof made === 'string') return request.fail(`dataset "${one.name}", ${what}: ${made}`);
      rows = made;
    }
  }
  for (const one of below) {
    const above = conditions.get(one.lineage.slice(0, -one.name.length - 1)) ?? 'TRUE';
    const own = conditionOf(one, constraints.get(one)!, rows, labels);
    conditions.set(one.lineage, above === 'TRUE' ? `(${own})` : `(${above} AND ${own})`);
  }
  const fields = chain.flatMap((one) => ownFields(one).map((name) => ({ name, lineage: one.lineage })));
  const made = withFlags({ rows, fields, conditions }, request, builder);
  return below.reduce((so, one) => withOwnFields(so, one, request, builder), made);
}
