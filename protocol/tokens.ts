/** A word of a command line, or the `=` that stands between two. */
export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly isQuoted: boolean }
  | { readonly kind: 'equals' };

const ESCAPED = /\\(["\\])/g;
/** A quoted stretch, or characters outside quotes up to the next quote or `=`. */
const PIECE = /"(?:[^"\\]|\\.)*"?|[^"=]+|=/gsy;

/** The words of `raw_args`, quotes removed; splunkd leaves `name=value` in one piece, and in three where blanks were written. */
export function readTokens(rawArgs: readonly string[]): Token[] {
  return rawArgs.flatMap(tokensOf);
}

function tokensOf(raw: string): Token[] {
  const pieces: readonly string[] = raw.match(PIECE) ?? [];
  const equals = pieces.indexOf('=');
  if (equals < 0) return wordOf(pieces);
  return [...wordOf(pieces.slice(0, equals)), { kind: 'equals' }, ...wordOf(pieces.slice(equals + 1))];
}

function wordOf(pieces: readonly string[]): Token[] {
  if (pieces.length === 0) return [];
  const isQuoted = pieces.some((piece) => piece.startsWith('"'));
  return [{ kind: 'word', text: pieces.map(unquoted).join(''), isQuoted }];
}

function unquoted(piece: string): string {
  if (!piece.startsWith('"')) return piece;
  const end = piece.length > 1 && piece.endsWith('"') ? -1 : piece.length;
  return piece.slice(1, end).replace(ESCAPED, '$1');
}
