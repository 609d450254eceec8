import { type JsonReader, optionalText } from './json-reader';

/** A field that a dataset takes from the events. */
interface ModelField {
  readonly name: string;
  /** Events without it are not of the dataset. */
  readonly isRequired: boolean;
}

interface Pair {
  readonly field: string;
  readonly event: string;
}

/** Fields that a dataset works out. */
export type Calculation =
  | { readonly kind: 'eval'; readonly outputs: readonly string[]; readonly expression: string }
  | {
      readonly kind: 'rex';
      readonly outputs: readonly string[];
      readonly input: string;
      readonly expression: string;
    }
  | {
      readonly kind: 'lookup';
      readonly outputs: readonly string[];
      readonly lookup: string;
      readonly inputs: readonly Pair[];
      readonly found: readonly Pair[];
    };

/** One dataset of a data model, with nothing that it inherits. */
export interface Dataset {
  readonly name: string;
  /** The dataset that it narrows, absent for a root. */
  readonly parent?: string;
  /** The names from its root down to its own, with points between them: what its own fields begin with. */
  readonly lineage: string;
  /** The search of a root that is no event dataset. */
  readonly baseSearch?: string;
  readonly constraints: readonly string[];
  readonly fields: readonly ModelField[];
  readonly calculations: readonly Calculation[];
  /** Why it cannot be used. */
  readonly unsupported?: string;
  /** As it is written. */
  readonly json: Readonly<Record<string, unknown>>;
}

type Json = Readonly<Record<string, unknown>>;

/** An object in a file may repeat what it inherits, with the owner's lineage. */
function isOwn(part: Json, lineage: string): boolean {
  const owner = optionalText(part, 'owner');
  return owner === undefined || owner === lineage;
}

function pairsOf(reader: JsonReader, part: Json, path: string): Pair[] {
  const written = reader.list(part, 'lookupInputs', path);
  if (written.length === 0) {
    const event = reader.text(part, 'inputField', path);
    return [{ event, field: optionalText(part, 'lookupField') ?? event }];
  }
  return written.map((one, at) => {
    const pair = reader.object(one, `${path}.lookupInputs[${at}]`);
    const event = reader.text(pair, 'inputField', `${path}.lookupInputs[${at}]`);
    return { event, field: optionalText(pair, 'lookupField') ?? event };
  });
}

function readCalculation(reader: JsonReader, part: Json, path: string): Calculation | string {
  const written = reader
    .list(part, 'outputFields', path)
    .map((one, at) => reader.object(one, `${path}.outputFields[${at}]`));
  const outputs = written.map((field, at) => reader.text(field, 'fieldName', `${path}.outputFields[${at}]`));
  const kind = reader.text(part, 'calculationType', path);
  if (kind === 'Eval') return { kind: 'eval', outputs, expression: reader.text(part, 'expression', path) };
  if (kind === 'Rex') {
    const expression = reader.text(part, 'expression', path);
    return { kind: 'rex', outputs, expression, input: optionalText(part, 'inputField') ?? '_raw' };
  }
  if (kind === 'Lookup') {
    const found = written.map((field, at) => {
      const event = outputs[at]!;
      return { event, field: optionalText(field, 'lookupOutputFieldName') ?? event };
    });
    const lookup = reader.text(part, 'lookupName', path);
    return { kind: 'lookup', outputs, lookup, inputs: pairsOf(reader, part, path), found };
  }
  return `calculations of type ${kind} are not supported`;
}

const ROOTS: Readonly<Record<string, string>> = {
  BaseEvent: '',
  BaseSearch: '',
  BaseTransaction: 'transaction datasets are not supported',
};

function ownParts(
  reader: JsonReader,
  json: Json,
  key: string,
  path: string,
  lineage: string,
): [Json, string][] {
  return reader
    .list(json, key, path)
    .map((one, at): [Json, string] => {
      const place = `${path}.${key}[${at}]`;
      return [reader.object(one, place), place];
    })
    .filter(([part]) => isOwn(part, lineage));
}

/** One of the datasets in a data model's file; those before it are known. What is wrong with it the reader notes. */
export function readDataset(
  reader: JsonReader,
  json: Json,
  path: string,
  known: ReadonlyMap<string, Dataset>,
): Dataset {
  const name = reader.text(json, 'objectName', path);
  const parentName = reader.text(json, 'parentName', path);
  const isRoot = Object.hasOwn(ROOTS, parentName);
  const parent = known.get(parentName);
  if (!isRoot && !parent && parentName !== '')
    reader.fail(`${path}.parentName`, `found no dataset "${parentName}" before this one`);
  const lineage = parent ? `${parent.lineage}.${name}` : name;
  const calculations = ownParts(reader, json, 'calculations', path, lineage).map(([part, place]) =>
    readCalculation(reader, part, place),
  );
  const unsupported =
    parent?.unsupported ??
    (ROOTS[parentName] || calculations.find((one): one is string => typeof one === 'string'));
  const baseSearch = parentName === 'BaseSearch' ? reader.text(json, 'baseSearch', path) : undefined;
  return {
    name,
    ...(!isRoot && { parent: parentName }),
    lineage,
    ...(baseSearch !== undefined && { baseSearch }),
    constraints: ownParts(reader, json, 'constraints', path, lineage).map(([part, place]) =>
      reader.text(part, 'search', place),
    ),
    fields: ownParts(reader, json, 'fields', path, lineage).map(([part, place]) => ({
      name: reader.text(part, 'fieldName', place),
      isRequired: part['required'] === true,
    })),
    calculations: calculations.filter((one) => typeof one !== 'string'),
    ...(unsupported && { unsupported }),
    json,
  };
}
