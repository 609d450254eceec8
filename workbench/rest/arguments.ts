import { RestError } from './reply';
import { lastArg } from './request';

/**
 * What an endpoint takes: `used` arguments have their effect, `ignored` ones have none in the workbench, and those with
 * a list are taken with these values only.
 */
export type ArgumentTable = Readonly<Record<string, 'used' | 'ignored' | readonly string[]>>;

/** Throws RestError 400 naming every argument that the table does not have, or not with this value. */
export function checkArguments(args: URLSearchParams, table: ArgumentTable): void {
  const faults = [...new Set(args.keys())].flatMap((name) => {
    if (/^custom\.|^webframework\.|^_$/.test(name)) return [];
    const rule = Object.hasOwn(table, name) ? table[name] : undefined;
    if (rule === undefined) return [`Argument "${name}" is not supported by this handler.`];
    const value = lastArg(args, name) ?? '';
    if (typeof rule === 'string' || rule.includes(value)) return [];
    return [
      `Argument "${name}" is "${value}", the workbench supports ${rule.map((text) => `"${text}"`).join(' and ')} only.`,
    ];
  });
  if (faults.length > 0) throw new RestError(400, faults.join(' '));
}

/** The argument as a whole number of 0 or more. Throws RestError 400 for anything else. */
export function wholeNumber(args: URLSearchParams, name: string, fallback: number): number {
  const text = lastArg(args, name);
  if (text === undefined || text === '') return fallback;
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) {
    throw new RestError(400, `${name} is "${text}", expected a whole number of 0 or more`);
  }
  return number;
}

/** The argument when it was sent with a value. */
export function textArg(args: URLSearchParams, name: string): string | undefined {
  return lastArg(args, name) || undefined;
}

/** The argument read as Splunk reads a boolean. Throws RestError 400 for anything else. */
export function booleanArg(args: URLSearchParams, name: string): boolean {
  const text = lastArg(args, name) ?? '';
  if (/^(1|t|true|y|yes)$/i.test(text)) return true;
  if (/^(|0|f|false|n|no)$/i.test(text)) return false;
  throw new RestError(400, `${name} is "${text}", expected a boolean`);
}

/** The output mode asked for, `json` when none is. Throws RestError 400 when the endpoint has no such mode. */
export function outputMode<Mode extends string>(
  args: URLSearchParams,
  modes: readonly Mode[],
): Mode | 'json' {
  const text = textArg(args, 'output_mode') ?? 'json';
  const mode = [...modes, 'json' as const].find((known) => known === text);
  if (mode === undefined) {
    throw new RestError(
      400,
      `Invalid output_mode. Found "${text}", expected ${[...new Set(['json', ...modes])].join(', ')}.`,
    );
  }
  return mode;
}
