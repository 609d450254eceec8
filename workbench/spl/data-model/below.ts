import type { Dataset } from '../../conf/dataset';
import { assign, type Builder, fieldValue, type Relation, relationScope } from '../build';
import { parseEval } from '../eval';
import { compileValue } from '../expression/compile';
import type { Value } from '../sql/value';
import { ownFields } from './plan';
import type { DatasetRequest, DatasetRows } from './request';

/** The value of a dataset's own field in a row that is of it, out of the rows of a dataset above. */
function ownValue(
  { name: datasetName, lineage, calculations }: Dataset,
  name: string,
  rows: Relation,
  builder: Builder,
  { fail }: DatasetRequest,
): Value {
  const calculation = calculations.find(({ outputs }) => outputs.includes(name));
  if (!calculation) return fieldValue(rows, name);
  if (calculation.kind !== 'eval')
    return fail(
      `"${lineage}.${name}" is worked out by a lookup or regular expression: name ${datasetName} behind FROM`,
    );
  const scope = relationScope(rows, builder);
  const field = (other: string): Value => {
    const own = fieldValue(rows, `${lineage}.${other}`);
    return own.kind === 'absent' ? scope.field(other) : own;
  };
  return compileValue(parseEval(calculation.expression), { ...scope, field });
}

/** The rows of a dataset with the own fields of one below it that are seen, under their full names, where a row is of that one. */
export function withOwnFields(
  made: DatasetRows,
  dataset: Dataset,
  request: DatasetRequest,
  builder: Builder,
): DatasetRows {
  const condition = made.conditions.get(dataset.lineage)!;
  const seen = ownFields(dataset).filter((name) => request.isSeen(`${dataset.lineage}.${name}`));
  const rows = seen.reduce((so, name) => {
    const { sql, kind } = ownValue(dataset, name, so, builder, request);
    if (kind === 'absent') return so;
    const value: Value = { sql: `CASE WHEN ${condition} THEN ${sql} END`, kind };
    return assign('dataset_below', so, builder, [[`${dataset.lineage}.${name}`, value]]);
  }, made.rows);
  const fields = seen.map((name) => ({ name: `${dataset.lineage}.${name}`, lineage: '' }));
  return { ...made, rows, fields: [...made.fields, ...fields] };
}
