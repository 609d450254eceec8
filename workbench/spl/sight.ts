import { bracketSpans, type Span } from './brackets';
import type { Source } from './source';
import { fits } from './wildcards';

/** One command of a search, with the place of its arguments. */
interface SeenCommand extends Span {
  readonly source: Source;
  readonly name: string;
}

/** Which fields a search can tell from others that it does not have. */
export interface Sight {
  /** It shows all fields, or works on fields that it does not name. */
  readonly seesAll: boolean;
  /** The text that names the others. */
  readonly text: string;
  /** Field names with `*` in the text. */
  readonly wildcards: readonly string[];
}

/** Commands whose result holds no fields but those that they name. */
const NARROWING: ReadonlySet<string> = new Set(['chart', 'rare', 'stats', 'table', 'timechart', 'top']);

/** Commands whose rows depend on no fields but those that they name. */
const NAMING: ReadonlySet<string> = new Set([
  ...['accum', 'addinfo', 'autoregress', 'bin', 'bucket', 'convert', 'dedup', 'delta', 'discretize', 'eval'],
  ...['eventstats', 'fieldformat', 'fields', 'filldown', 'fillnull', 'head', 'lookup', 'makemv', 'mvexpand'],
  ...['nomv', 'rangemap', 'regex', 'rename', 'replace', 'reverse', 'rex', 'search', 'sort', 'spath'],
  ...['streamstats', 'strcat', 'tail', 'transaction', 'where'],
]);

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_]/u.test(char);

/** Whether a text holds that name, not as a part of a longer word; of a name that has to be escaped it says so always. */
export function mentions(text: string, name: string): boolean {
  if (name === '' || /[\\"'=<>]/.test(name)) return true;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isWord(text[at - 1]) && !isWord(text[at + name.length])) return true;
  }
  return false;
}

/** Words with `*` and without a comparison, behind which stands a value and no field. */
function wildcardsIn(text: string): string[] {
  return (text.match(/[^\s,()"']+/g) ?? []).filter((word) => word.includes('*') && !/[=<>]/.test(word));
}

function argumentsOf({ source, start, end }: SeenCommand): string {
  return source.text.slice(start, end);
}

/** `fields` keeps what it names, unless it names what it takes away. */
function narrows(command: SeenCommand): boolean {
  if (command.name === 'fields') return !/^\s*-/.test(argumentsOf(command));
  return NARROWING.has(command.name);
}

/**
 * What a search sees of its events, from its commands, the first of which finds them, up to the one that leaves nothing but
 * what is named. It errs towards seeing: a word of the text counts as a field wherever it stands, and searches in brackets,
 * commands of the app and commands that take all fields as they come see everything. A field that the result depends on is
 * always seen.
 */
export function sightOf(commands: readonly SeenCommand[]): Sight {
  let text = '';
  const wildcards: string[] = [];
  for (const [at, command] of commands.entries()) {
    const isNarrowing = narrows(command);
    const isKnown = at === 0 || isNarrowing || NAMING.has(command.name);
    if (!isKnown || bracketSpans(command.source, command).length > 0) break;
    const written = argumentsOf(command);
    text += `${written}\n`;
    if (at > 0) wildcards.push(...wildcardsIn(written));
    if (isNarrowing) return { seesAll: false, text, wildcards };
  }
  return { seesAll: true, text, wildcards };
}

/** Whether the search can see a field of that name. */
export function sees({ seesAll, text, wildcards }: Sight, field: string): boolean {
  return seesAll || mentions(text, field) || wildcards.some((wildcard) => fits(field, wildcard));
}

/** The same sight, which also sees what further texts name. */
export function seeingAlso(sight: Sight, texts: readonly string[]): Sight {
  return { ...sight, text: [sight.text, ...texts].join('\n') };
}
