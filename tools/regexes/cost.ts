import { checkSync } from 'recheck';
import type { ConfRegex } from './conf-regexes';

type JudgedRegex = Omit<ConfRegex, 'place'>;

/** How a backtracking engine fares with a regular expression, at worst. */
export type Cost =
  | { readonly isSafe: true; readonly found: string }
  | { readonly isSafe: false; readonly found: string; readonly attack?: string };

/** JavaScript has no inline flags; what is left is the same in PCRE. */
function withFlags({ regex, isOfLine }: JudgedRegex): [source: string, flags: string] {
  const [, flags = '', source = regex] = /^\(\?([is]+)\)(.*)$/s.exec(regex) ?? [];
  return [source, isOfLine && !flags.includes('s') ? `${flags}s` : flags];
}

/**
 * Whether the steps that a backtracking engine takes grow no faster than the text, by automata or, where those would grow too
 * large, by running one over growing hostile texts; undefined when the time is up before either knows.
 */
export function costOf(regex: JudgedRegex, timeoutMs: number): Cost | undefined {
  const result = checkSync(...withFlags(regex), { timeout: timeoutMs });
  if (result.status === 'safe') return { isSafe: true, found: result.complexity.type };
  if (result.status === 'vulnerable')
    return { isSafe: false, found: result.complexity.summary, attack: result.attack.pattern };
  if (result.error.kind === 'timeout') return undefined;
  return { isSafe: false, found: result.error.kind };
}
