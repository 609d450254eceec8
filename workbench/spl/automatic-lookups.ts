import type { AutomaticLookup } from '../conf/automatic-lookups';
import type { Builder, Field, LookupTable, Relation } from './build';
import { applyLookup } from './lookup';
import type { LookupPair } from './lookup-keys';

type NamePairs = AutomaticLookup['inputs'];

function fieldPairs({ fields }: LookupTable, pairs: NamePairs): LookupPair[] | string {
  const found: LookupPair[] = [];
  for (const { field, event } of pairs) {
    const known = fields.find(({ name }) => name === field);
    if (!known) return `the lookup has no field "${field}"`;
    found.push({ field: known, event });
  }
  return found;
}

function outputsOf(
  lookup: AutomaticLookup,
  table: LookupTable,
  inputs: readonly LookupPair[],
): LookupPair[] | string {
  if (lookup.outputs) return fieldPairs(table, lookup.outputs);
  const isInput = (field: Field): boolean => inputs.some((pair) => pair.field === field);
  return table.fields.filter((field) => !isInput(field)).map((field) => ({ field, event: field.name }));
}

async function applyOne(
  lookup: AutomaticLookup,
  input: Relation,
  builder: Builder,
  isSeen: (field: string) => boolean,
): Promise<Relation | string> {
  if (lookup.outputs && !lookup.outputs.some(({ event }) => isSeen(event))) return input;
  const table = await builder.lookup(lookup.lookup);
  if ('fault' in table) return table.fault;
  const inputs = fieldPairs(table, lookup.inputs);
  if (typeof inputs === 'string') return inputs;
  const outputs = outputsOf(lookup, table, inputs);
  if (typeof outputs === 'string') return outputs;
  const seen = outputs.filter(({ event }) => isSeen(event));
  if (seen.length === 0) return input;
  return applyLookup({ table, inputs, outputs: seen, keepsOld: lookup.keepsOld }, input, builder);
}

/** The events of one sourcetype with those fields of its automatic lookups that are seen; one that cannot be applied warns. */
export async function applyAutomaticLookups(
  lookups: readonly AutomaticLookup[],
  input: Relation,
  builder: Builder,
  isSeen: (field: string) => boolean,
): Promise<Relation> {
  let rows = input;
  for (const lookup of lookups) {
    const applied = await applyOne(lookup, rows, builder, isSeen);
    if (typeof applied === 'string') builder.warn(`${lookup.place}: ${applied}`);
    else rows = applied;
  }
  return rows;
}
