import { assign, type Builder, type Field, keep, type Relation } from '../build';
import { labelList } from '../event-labels';
import type { Label } from '../search/labels';
import { list } from '../sql/value';
import type { DatasetRows } from './request';

/** The fields that a dataset has of every event, bare of its name. */
const BASE_FIELDS = ['_time', 'host', 'sourcetype', 'source'];

/** The dataset's rows with its fields alone: those of every event, `others`, and its own under the names given to them. */
function shaped(
  { rows, fields }: DatasetRows,
  others: readonly string[],
  nameOf: (field: DatasetRows['fields'][number]) => string,
): Field[] {
  const found = (name: string): Field[] => rows.fields.filter((field) => field.name === name);
  const base = [...BASE_FIELDS, ...others];
  const own = fields
    .filter(({ name }) => !base.includes(name))
    .flatMap((field) => found(field.name).map((column) => ({ ...column, name: nameOf(field) })));
  return [...base.flatMap(found), ...own];
}

/** The dataset's rows, its fields under their own names. */
export function flatRows(made: DatasetRows, builder: Builder): Relation {
  return keep(
    'dataset',
    made.rows,
    builder,
    shaped(made, ['_raw'], ({ name }) => name),
  );
}

/** The dataset's rows, its fields under their full names, `Root.Child.field`; other columns are still there. */
export function prefixedRows(made: DatasetRows, others: readonly string[]): Relation {
  const fullName = ({ name, lineage }: DatasetRows['fields'][number]): string =>
    lineage === '' ? name : `${lineage}.${name}`;
  return { ...made.rows, fields: shaped(made, others, fullName) };
}

/** What `nodename` says of a dataset's rows. */
export function nodeLabels({ conditions }: DatasetRows): Label[] {
  return [...conditions].map(([lineage, condition]) => ({ label: lineage, condition: () => condition }));
}

/** The rows with the multivalue field `nodename`: the datasets that a row is of. */
export function withNodeName(made: DatasetRows, builder: Builder): DatasetRows {
  const rows = assign('node_names', made.rows, builder, [['nodename', list(labelList(nodeLabels(made)))]]);
  return { ...made, rows };
}
