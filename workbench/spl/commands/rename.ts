import type { ArgumentReader } from '../arguments';
import { type Builder, type Field, keep, type Relation } from '../build';
import type { Command } from '../command';
import { fillStars, wildcardMatch } from '../wildcards';

interface Renaming {
  readonly from: string;
  readonly to: string;
}

function readRenaming(reader: ArgumentReader): Renaming {
  const from = reader.expectField().text;
  if (!reader.tryWord('as')) reader.failNext('AS');
  const to = reader.expectText('a new name');
  const stars = (text: string): number => text.split('*').length;
  if (stars(from) !== stars(to.text)) {
    reader.fail(to, `"${from}" and "${to.text}" have not the same number of wildcards`);
  }
  reader.trySign(',');
  return { from, to: to.text };
}

function renamed(name: string, { from, to }: Renaming): string | undefined {
  if (!from.includes('*')) return name === from ? to : undefined;
  const parts = wildcardMatch(name, from);
  return parts && fillStars(to, parts);
}

/** A field that gets the name of another takes its place. */
function apply(input: Relation, builder: Builder, renaming: Renaming): Relation {
  const renames = new Map<Field, string>();
  for (const field of input.fields) {
    const name = renamed(field.name, renaming);
    if (name !== undefined && name !== field.name) renames.set(field, name);
  }
  const taken = new Set(renames.values());
  const kept = input.fields.filter((field) => renames.has(field) || !taken.has(field.name));
  const rows = kept.length === input.fields.length ? input : keep('rename', input, builder, kept);
  const fields = kept.map((field) => ({ ...field, name: renames.get(field) ?? field.name }));
  return { ...rows, fields };
}

export const rename: Command = {
  name: 'rename',
  syntax: '<wc-field> AS <wc-field> ...',
  summary: 'Gives fields other names.',
  reads: 'arguments',
  parse: (reader) => {
    const renamings = [readRenaming(reader)];
    while (!reader.isAtEnd) renamings.push(readRenaming(reader));
    return (input, builder) => renamings.reduce((rows, renaming) => apply(rows, builder, renaming), input);
  },
};
