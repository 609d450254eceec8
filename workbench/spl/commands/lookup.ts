import type { Argument, ArgumentReader } from '../arguments';
import type { LookupTable } from '../build';
import type { Command } from '../command';
import { applyLookup } from '../lookup';
import type { LookupPair } from '../lookup-keys';
import { nearestHelp } from '../nearest';

interface WrittenPair {
  readonly field: Argument;
  readonly event: string;
}

const OUTPUTS = ['output', 'outputnew'];

function isOutputWord({ next }: ArgumentReader): boolean {
  return next.kind === 'word' && OUTPUTS.includes(next.text.toLowerCase());
}

function readPairs(reader: ArgumentReader): WrittenPair[] {
  const pairs: WrittenPair[] = [];
  do {
    const field = reader.expectText('a field of the lookup');
    const event = reader.tryWord('as') ? reader.expectText('a field after AS').text : field.text;
    pairs.push({ field, event });
    reader.trySign(',');
  } while (!reader.isAtEnd && !isOutputWord(reader));
  return pairs;
}

function readOptions(reader: ArgumentReader): void {
  const options = reader.options();
  const local = options.get('local');
  if (local) reader.boolean(local, 'local');
  const update = options.get('update');
  if (update && reader.boolean(update, 'update'))
    reader.fail(update, 'lookup with update=true is for real-time searches, which are not supported');
}

function knownPairs(
  reader: ArgumentReader,
  name: string,
  { fields }: LookupTable,
  pairs: readonly WrittenPair[],
): LookupPair[] {
  return pairs.map(({ field: written, event }) => {
    const field = fields.find((one) => one.name === written.text);
    if (field) return { field, event };
    const help = nearestHelp(
      'field',
      written.text,
      fields.map((one) => one.name),
    );
    return reader.fail(written, `lookup "${name}" has no field "${written.text}"`, help);
  });
}

/** Fields out of a table of reference, for the events whose values are found there. */
export const lookup: Command = {
  name: 'lookup',
  syntax: '<options> <lookup> <field> [AS <field>] ... [(OUTPUT|OUTPUTNEW) <field> [AS <field>] ...]',
  summary: 'Adds the fields that a lookup has for the values of each row.',
  options: { local: '<bool>', update: '<bool>' },
  reads: 'arguments',
  parse: (reader) => {
    readOptions(reader);
    const name = reader.expectText('the name of a lookup');
    if (isOutputWord(reader)) reader.failNext('a field of the lookup');
    const inputs = readPairs(reader);
    const keepsOld = reader.tryWord('outputnew');
    const written = keepsOld || reader.tryWord('output') ? readPairs(reader) : undefined;
    reader.expectEnd();
    return async (input, builder) => {
      const table = await builder.lookup(name.text);
      if ('fault' in table) return reader.fail(name, table.fault, table.help);
      const pairs = knownPairs(reader, name.text, table, inputs);
      const others = table.fields
        .filter((field) => !pairs.some((pair) => pair.field === field))
        .map((field): LookupPair => ({ field, event: field.name }));
      const outputs = written ? knownPairs(reader, name.text, table, written) : others;
      return applyLookup({ table, inputs: pairs, outputs, keepsOld }, input, builder);
    };
  },
};
