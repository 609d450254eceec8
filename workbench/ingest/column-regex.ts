import { quoteText } from '../engine/engine';

/** One tab-separated column of a regular expression that describes a whole row. */
interface ColumnPattern {
  readonly regex: string;
  readonly hasGroup: boolean;
}

/** Escapes, character classes, and what is neither. */
const TOKENS = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[\s\S]/g;
/** What matches no tab: a class without it, or without all that it is not in, an escape that stands for other characters. */
const TABLESS = /^(?:\[\^.*\\t.*\]|\[(?!\^)(?:(?!\\[tsWDxpP])[\s\S])*\]|\\[^tsWDxpPbB]|[^.^$\t])$/s;
const ANYTHING = '([^\\t]*)';

/** The tokens between the tabs of a row that are in no group; undefined when any other may match a tab. */
function tokensOfColumns(row: string): string[][] | undefined {
  const columns: string[][] = [[]];
  let depth = 0;
  for (const token of row.match(TOKENS) ?? []) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === '\\t' && depth === 0) columns.push([]);
    else if (TABLESS.test(token)) columns.at(-1)!.push(token);
    else return undefined;
  }
  return columns;
}

function columnPattern(tokens: readonly string[]): ColumnPattern | undefined {
  const groups = tokens.filter((token, at) => token === '(' && tokens[at + 1] !== '?').length;
  return groups > 1 ? undefined : { regex: tokens.join(''), hasGroup: groups === 1 };
}

/** The columns of a regular expression of the form `^…\t…\t…$`, when it is one. */
export function columnPatterns(regex: string): readonly ColumnPattern[] | undefined {
  const row = /^\^([\s\S]*)\$$/.exec(regex)?.[1];
  const columns = row === undefined ? undefined : tokensOfColumns(row)?.map(columnPattern);
  if (!columns || columns.length < 2) return undefined;
  return columns.every((column) => column !== undefined) ? columns : undefined;
}

/** The texts of `^(?:a|b)$`, when the expression is one of that form. */
function literalAlternatives(regex: string): readonly string[] | undefined {
  const inner = /^\^\(\?:(.*)\)\$$/.exec(regex)?.[1];
  if (inner === undefined || !/^(?:[\w-]|\\[().-]|\|)*$/.test(inner)) return undefined;
  return inner.split('|').map((part) => part.replace(/\\(.)/g, '$1'));
}

/** SQL that is true when the text does not match `^(?:a|b)$` and is not empty. */
export function isPresent(text: string, missingRegex: string | undefined): string {
  const literals = missingRegex === undefined ? [] : literalAlternatives(missingRegex);
  if (literals) return `${text} NOT IN (${['', ...literals].map(quoteText).join(', ')})`;
  return `${text} <> '' AND NOT regexp_matches(${text}, ${quoteText(missingRegex!)})`;
}

/** SQL for the value of the column's group, NULL when it takes part in no match or is empty. */
export function groupValue(text: string, pattern: ColumnPattern): string {
  if (pattern.regex === ANYTHING) return `NULLIF(${text}, '')`;
  return `NULLIF(regexp_extract(${text}, ${quoteText(`^${pattern.regex}$`)}, 1), '')`;
}

/** SQL that says whether the column matches; undefined when it always does. */
export function columnMatches(text: string, pattern: ColumnPattern): string | undefined {
  return pattern.regex === ANYTHING ? undefined : `regexp_full_match(${text}, ${quoteText(pattern.regex)})`;
}
