import { quoteText } from '../engine/engine';

/** One tab-separated column of a regular expression that describes a whole row. */
interface ColumnPattern {
  readonly regex: string;
  readonly hasGroup: boolean;
}

/** What can stand in such a column: nothing of it matches a tab. */
const WITHOUT_TAB = /^(?:\[\^\\t\]|\[[A-Za-z]+\]|\\[()-]|\(\?:|[\w()|?*{},-])*$/;
const ANYTHING = '([^\\t]*)';

/** The columns of a regular expression of the form `^…\t…\t…$`, when it is one. */
export function columnPatterns(regex: string): readonly ColumnPattern[] | undefined {
  if (!regex.startsWith('^') || !regex.endsWith('$')) return undefined;
  const parts = regex.slice(1, -1).replaceAll('[^\\t]', '\0').split('\\t');
  const patterns = parts.map((part) => part.replaceAll('\0', '[^\\t]'));
  const groups = patterns.map((part) => part.match(/(?<!\\)\((?!\?)/g)?.length ?? 0);
  const isRow = patterns.length > 1 && patterns.every((part) => WITHOUT_TAB.test(part));
  if (!isRow || groups.some((count) => count > 1)) return undefined;
  return patterns.map((part, at) => ({ regex: part, hasGroup: groups[at] === 1 }));
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
  const besides = pattern.regex.endsWith(`|${ANYTHING})`) && pattern.regex.slice(0, -ANYTHING.length - 2);
  if (pattern.regex === ANYTHING) return `NULLIF(${text}, '')`;
  const missing = besides && `^${besides})$`;
  if (missing && literalAlternatives(missing))
    return `CASE WHEN ${isPresent(text, missing)} THEN ${text} END`;
  return `NULLIF(regexp_extract(${text}, ${quoteText(`^${pattern.regex}$`)}, 1), '')`;
}

/** SQL that says whether the column matches; undefined when it always does. */
export function columnMatches(text: string, pattern: ColumnPattern): string | undefined {
  const isFree = pattern.regex === ANYTHING || pattern.regex.endsWith(`|${ANYTHING})`);
  return isFree ? undefined : `regexp_full_match(${text}, ${quoteText(pattern.regex)})`;
}
