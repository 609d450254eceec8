import type { EventSource } from '../model/dashboard';
import type { Input, InputValues } from '../model/input';
import { quoted } from './quote-value';
import type { SearchSource } from './search-board';

/**
 * Gives a search with its tokens filled as Splunk's dashboards do: `$name$` by the value as it is, `$name|s$` by the value
 * in quotes. What names no value stays; nothing in a value is filled again.
 */
export function fillTokens(spl: string, values: Readonly<Record<string, string>>): string {
  return spl.replace(/\$(\w+)(\|s)?\$/g, (token, name: string, isQuoted?: string) => {
    if (!Object.hasOwn(values, name)) return token;
    const value = values[name] ?? '';
    return isQuoted === undefined ? value : quoted(value);
  });
}

/** Gives searches with their tokens filled. */
export function fillSearches<S extends SearchSource>(
  searches: Readonly<Record<string, S>>,
  values: Readonly<Record<string, string>>,
): Record<string, S> {
  return Object.fromEntries(
    Object.entries(searches).map(([name, search]) => [
      name,
      { ...search, spl: fillTokens(search.spl, values) },
    ]),
  );
}

/** Gives an event source with its tokens filled. */
export function fillSource(source: EventSource, values: Readonly<Record<string, string>>): EventSource {
  const { spl, commands } = source;
  const filled = { ...source, spl: fillTokens(spl, values) };
  return commands === undefined ? filled : { ...filled, commands: fillTokens(commands, values) };
}

/** Gives what the token of every input stands for in searches. */
export function tokensOf(inputs: readonly Input[], values: InputValues): InputValues {
  return Object.fromEntries(
    inputs.map((input) => {
      const value = values[input.name] ?? '';
      const chosen =
        input.kind === 'choice' ? input.choices.find((choice) => choice.value === value) : undefined;
      return [input.name, chosen?.spl === undefined ? value : fillTokens(chosen.spl, values)];
    }),
  );
}
