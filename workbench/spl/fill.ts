/** What a place in a search stands in: nothing, or quotes of that kind. */
export type Quoting = '' | '"' | "'" | '`';

const PIECE = /"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'|`[^`]*`?|[^"'`]+|'/g;

/** A text put into a search as one value in double quotes would be. */
export function escapeQuoted(text: string): string {
  return text.replace(/[\\"]/g, '\\$&');
}

/**
 * The search that a template becomes when each of its tokens is filled in: `fill` is given what the token says and the
 * quotes it stands in, and answers for what it gives there being nothing but a value.
 */
export function fillTemplate(
  template: string,
  token: RegExp,
  fill: (name: string, quoting: Quoting) => string,
): string {
  return template.replace(PIECE, (piece) => {
    const first = piece[0]!;
    const quoting = piece.length > 1 && '"\'`'.includes(first) ? (first as Quoting) : '';
    return piece.replace(token, (_, name: string) => fill(name, quoting));
  });
}
