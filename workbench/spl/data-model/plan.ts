import type { DataModel } from '../../conf/datamodels';
import type { Calculation, Dataset } from '../../conf/dataset';
import { mentions } from '../sight';

/** The datasets from the root down to one, with that one last. */
export function chainOf({ datasets }: DataModel, dataset: Dataset): Dataset[] {
  const above = dataset.parent === undefined ? undefined : datasets.get(dataset.parent);
  return above ? [...chainOf({ datasets } as DataModel, above), dataset] : [dataset];
}

/** The datasets that narrow one, near and far. */
export function descendantsOf({ datasets }: DataModel, { lineage }: Dataset): Dataset[] {
  return [...datasets.values()].filter((one) => one.lineage.startsWith(`${lineage}.`));
}

/** The names of a dataset's own fields, those that it works out among them. */
export function ownFields({ fields, calculations }: Dataset): string[] {
  return [...new Set([...fields.map(({ name }) => name), ...calculations.flatMap(({ outputs }) => outputs)])];
}

function textsOf(calculation: Calculation): readonly string[] {
  switch (calculation.kind) {
    case 'eval':
      return [calculation.expression];
    case 'rex':
      return [calculation.input];
    case 'lookup':
      return calculation.inputs.map(({ event }) => event);
  }
}

/** What has to be read and worked out for those fields of datasets that somebody sees. */
export interface Plan {
  readonly calculations: ReadonlySet<Calculation>;
  /** Text that names every field of the events that is needed. */
  readonly text: string;
}

/** The plan for datasets, each behind its parent, whose constraints are given with their macros expanded. */
export function planOf(
  datasets: readonly Dataset[],
  constraints: readonly string[],
  isSeen: (dataset: Dataset, field: string) => boolean,
): Plan {
  const isNeeded = (dataset: Dataset, field: string): boolean =>
    isSeen(dataset, field) || dataset.fields.some(({ name, isRequired }) => isRequired && name === field);
  const fields = datasets.flatMap((dataset) =>
    ownFields(dataset).filter((field) => isNeeded(dataset, field)),
  );
  const calculations = new Set<Calculation>();
  let text = [...constraints, ...fields].join('\n');
  for (const calculation of datasets.flatMap((dataset) => dataset.calculations).reverse()) {
    if (!calculation.outputs.some((output) => mentions(text, output))) continue;
    calculations.add(calculation);
    text = [text, ...textsOf(calculation)].join('\n');
  }
  return { calculations, text };
}
