import { quoteText } from '../engine/engine';

/** A character inside `[…]` of a regular expression. */
const inClass = (char: string): string => (/[\\\]^-]/.test(char) ? `\\${char}` : char);

/**
 * SQL for the list of values between delimiters, of which each character is one. A value may stand in double quotes, inside of
 * which delimiters are text and a doubled or escaped quote is one; without `isQuoted` a quote is like any other character.
 */
export function delimitedValues(text: string, delimiters: string, isQuoted: boolean): string {
  if (!isQuoted && delimiters.length === 1) return `string_split(${text}, ${quoteText(delimiters)})`;
  const set = [...delimiters].map(inClass).join('');
  const value = isQuoted ? `"(?:[^"\\\\]|""|\\\\.)*"[^${set}]*|[^${set}]*` : `[^${set}]*`;
  // A delimiter is put before the text, so that every value has one before it and no match is empty.
  const values = `regexp_extract_all(${quoteText(delimiters[0]!)} || ${text}, ${quoteText(`(?s)[${set}](${value})`)}, 1)`;
  if (!isQuoted) return values;
  const inner = `regexp_replace("#v"[2:-2], '(?s)(?:"|\\\\)(["\\\\])', '\\1', 'g')`;
  return `list_transform(${values}, lambda "#v": CASE WHEN "#v"[1] = '"' AND "#v"[-1] = '"' AND length("#v") > 1 THEN ${inner} ELSE "#v" END)`;
}
