const PIECE = /\\[\s\S]|\[(?:\\[\s\S]|\[:\^?\w+:\]|[^\]\\])*\]|\((?:\?P<\w+>|(?!\?))/g;

/** An RE2 pattern in which no group captures but that one, counted from 1: DuckDB gives back none beyond the ninth. */
export function onlyGroup(re2: string, group: number): string {
  let count = 0;
  return re2.replace(PIECE, (piece) => {
    if (!piece.startsWith('(')) return piece;
    return ++count === group ? '(' : '(?:';
  });
}
