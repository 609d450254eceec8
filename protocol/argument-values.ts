import type { Argument } from './declaration';

/** What an argument's text stands for, or the rule that it breaks. */
export type Reading = { readonly value: number | string | readonly string[] } | { readonly rule: string };

const DURATION = /^(\d{1,9})(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)?$/i;
const SECONDS_OF_UNIT: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const WHOLE_NUMBER = /^\d{1,15}$/;
const FIELD_NAME = /^[\p{L}\p{N}_.:{}@-]{1,200}$/u;
/** Reads the words given for one argument: one, but for lists any number, each with values between commas or blanks. */
export function readValue(argument: Argument, words: readonly string[]): Reading {
  switch (argument.kind) {
    case 'duration':
      return readDuration(argument, words.join(' '));
    case 'integer':
      return readInteger(argument, words.join(' '));
    case 'choice':
      return readChoice(argument, words.join(' '));
    case 'field':
      return readField(words.join(' '));
    case 'domains':
    case 'networks':
      return { value: readList(words) };
    case 'people':
      return { value: readPeople(words) };
    case 'lookup':
      return readFileName(words.join(' '));
  }
}

function readDuration(
  { minimumSeconds, maximumSeconds }: Argument & { kind: 'duration' },
  text: string,
): Reading {
  const match = DURATION.exec(text);
  const unit = (match?.[2] ?? 's')[0]!.toLowerCase();
  const value = Number(match?.[1]) * SECONDS_OF_UNIT[unit]!;
  if (value >= minimumSeconds && value <= maximumSeconds) return { value };
  const range = `from ${formatDuration(minimumSeconds)} to ${formatDuration(maximumSeconds)}`;
  return { rule: `must be a time span ${range} such as 30s, 5m or 1h` };
}

function formatDuration(seconds: number): string {
  const [unit, size] = Object.entries(SECONDS_OF_UNIT)
    .filter(([name, length]) => name !== 'w' && seconds % length === 0)
    .at(-1)!;
  return `${seconds / size}${unit}`;
}

function readInteger({ minimum, maximum }: Argument & { kind: 'integer' }, text: string): Reading {
  const value = WHOLE_NUMBER.test(text) ? Number(text) : Number.NaN;
  if (value >= minimum && value <= maximum) return { value };
  return { rule: `must be a whole number from ${minimum} to ${maximum}` };
}

function readChoice({ choices }: Argument & { kind: 'choice' }, text: string): Reading {
  const value = choices.find((choice) => choice === text.toLowerCase());
  return value === undefined ? { rule: `must be ${choices.join(' or ')}` } : { value };
}

function readField(text: string): Reading {
  if (FIELD_NAME.test(text)) return { value: text };
  return { rule: 'must be the name of one field' };
}

function readList(words: readonly string[]): string[] {
  return words
    .flatMap((word) => word.split(/[\s,]+/))
    .filter((item) => item !== '')
    .map((item) => item.toLowerCase());
}

function readPeople(words: readonly string[]): string[] {
  return words
    .flatMap((word) => word.split(','))
    .map((person) => person.trim())
    .filter((person) => person !== '');
}

/** One name, no path and no pattern: nothing outside of the folder of lookups can be named. */
function readFileName(text: string): Reading {
  if (/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}\.csv$/.test(text)) return { value: text };
  return { rule: 'must be the name of a .csv file in the folder of lookups' };
}
