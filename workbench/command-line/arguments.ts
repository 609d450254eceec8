import { parseArgs } from 'node:util';
import { SOURCETYPES } from '../../schema/sourcetypes';

/** An option that takes a value: which values it may have, for checking and for the message. */
export interface ValueOption {
  readonly expected: string;
  /** A letter that stands for it behind a single dash. */
  readonly short?: string;
  isValid(value: string): boolean;
}

/** Every fault of a command line, one a line. */
export class ArgumentFaults extends Error {
  override readonly name = 'ArgumentFaults';
}

export interface CommandLine {
  readonly values: ReadonlyMap<string, string>;
  readonly positionals: readonly string[];
  readonly isHelp: boolean;
}

/** An option whose value is one of a few words. */
export function oneOf(words: readonly string[]): ValueOption {
  return { expected: words.join(', '), isValid: (value) => words.includes(value) };
}

export const SOURCETYPE_OPTION: ValueOption = oneOf(SOURCETYPES.map(({ name }) => name));

function valueFault(name: string, value: unknown, option: ValueOption | undefined, known: string): string[] {
  if (!option) return [`${name.length === 1 ? '-' : '--'}${name} is unknown, expected ${known}`];
  if (typeof value !== 'string' || value === '')
    return [`--${name} has no value, expected ${option.expected}`];
  return option.isValid(value) ? [] : [`--${name} is "${value}", expected ${option.expected}`];
}

/** The arguments of a command line. Throws ArgumentFaults with all that is wrong, `positionalFaults` included. */
export function parseCommandLine(
  args: readonly string[],
  options: Readonly<Record<string, ValueOption>>,
  positionalFaults: (positionals: readonly string[], given: ReadonlySet<string>) => readonly string[],
): CommandLine {
  const declared = Object.entries(options).map(
    ([name, { short }]) => [name, { type: 'string', ...(short !== undefined && { short }) }] as const,
  );
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(declared), help: { type: 'boolean', short: 'h' } },
    strict: false,
    allowPositionals: true,
  });
  const { help, ...rest } = values;
  if (help === true) return { values: new Map(), positionals, isHelp: true };
  const known = [...Object.keys(options), 'help'].map((name) => `--${name}`).join(', ');
  const faults = Object.entries(rest).flatMap(([name, value]) =>
    valueFault(name, value, options[name], known),
  );
  faults.push(...positionalFaults(positionals, new Set(Object.keys(rest))));
  if (faults.length > 0) throw new ArgumentFaults(faults.join('\n'));
  return {
    values: new Map(Object.entries(rest).map(([name, value]) => [name, String(value)])),
    positionals,
    isHelp: false,
  };
}
