import type { Argument, ArgumentReader } from '../arguments';
import type { Builder, Relation } from '../build';
import type { Command } from '../command';
import { NOTHING } from '../events';
import { savedSearch } from '../saved-search';
import { parseTimeBound } from '../time/relative';

interface Call {
  readonly name: Argument;
  readonly values: ReadonlyMap<string, string>;
  readonly substitutes: boolean;
}

function readCall(reader: ArgumentReader): Call {
  const name = reader.expectText('the name of a saved search');
  const values = new Map<string, string>();
  let substitutes = true;
  while (!reader.isAtEnd) {
    const key = reader.expectText('name=value').text;
    reader.expectSign('=');
    const value = reader.expectText(`a value for ${key}`);
    if (key.toLowerCase() === 'nosubstitution') substitutes = !reader.boolean(value, 'nosubstitution');
    else values.set(key, value.text);
    reader.trySign(',');
  }
  return { name, values, substitutes };
}

/** The bounds of the time range that was saved; a range of the search around it comes first. */
function rangeOf(
  builder: Builder,
  saved: { readonly earliest?: string; readonly latest?: string },
): { earliest?: number; latest?: number } | undefined {
  if (builder.range.earliest !== undefined || builder.range.latest !== undefined) return undefined;
  const [earliest, latest] = [saved.earliest, saved.latest].map((bound) =>
    bound === undefined ? undefined : parseTimeBound(bound, builder.now),
  );
  return { ...(earliest && { earliest }), ...(latest !== undefined && { latest }) };
}

function run(
  { name, values, substitutes }: Call,
  reader: ArgumentReader,
  builder: Builder,
): Promise<Relation> {
  const fail = (sentence: string, help?: string): never => reader.fail(name, sentence, help);
  const saved = savedSearch(builder, name.text, fail);
  const given = (key: string): string =>
    values.get(key) ?? fail(`saved search "${name.text}" expects a value for "${key}"`);
  const text = saved.search.replace(/\$([\w.:-]+)\$/g, (found, key: string) =>
    substitutes ? given(key) : found,
  );
  return builder.searchText(text, NOTHING, rangeOf(builder, saved));
}

export const savedsearch: Command = {
  name: 'savedsearch',
  syntax: '<saved search> [nosubstitution=<bool>] [<name>=<value>] ...',
  summary: 'The rows of a saved search, run anew, with the values given in place of its `$name$`.',
  reads: 'arguments',
  isGenerating: true,
  parse: (reader) => {
    const call = readCall(reader);
    return (_, builder) => run(call, reader, builder);
  },
};
